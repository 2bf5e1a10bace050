import { beforeAll, expect, it } from 'vitest'
import type { ConsoleWorld } from '../functions/console/console.ts'
import { guessed, hidingWorld, others, owner } from '../functions/console/hiding.ts'
import { wordsOf } from '../worlds/hidden-words.ts'
import { type Browsing, inBrowser } from './browser.ts'
import { addressesIn, origin, visitorOf } from './console-visitors.ts'

/** Whatever a browser has received, shows and keeps is looked through for what is hidden from its reader. */
const isWhole = process.env.ROUTEWATCH_PAGES === 'all'

let world: ConsoleWorld
let addresses: readonly string[]
beforeAll(async () => {
  ;({ world } = await hidingWorld())
  addresses = [...guessed, ...(await addressesIn(world)).map(([, address]) => address)]
})

/** What a script could see: the page as it stands, and what is stored. */
const state = `document.documentElement.outerHTML + document.title + document.cookie +
  JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, Object.keys(window)])`

/** Answers are looked at where they leave: a browser forgets those of a page that it has left. */
function overheard(texts: string[]): ConsoleWorld {
  return {
    ...world,
    visit: async (path, ask) => {
      const answer = await world.visit(path, ask)
      texts.push(answer.html, JSON.stringify([...answer.headers]))
      return answer
    },
  }
}

async function wordsSeenBy(by: string | undefined, browsing: Browsing): Promise<ReadonlySet<string>> {
  const texts: string[] = []
  const { page, context } = await visitorOf(overheard(texts), browsing, by)
  for (const address of addresses) {
    await page.goto(origin + address)
    // What is folded is there as well, for who opens it, and for who has it read aloud.
    await page.evaluate(`for (const folded of document.querySelectorAll('details')) folded.open = true`)
    texts.push(await page.evaluate<string>(state), await page.locator('body').ariaSnapshot())
  }
  texts.push(JSON.stringify(await context.storageState()))
  return new Set(texts.flatMap(wordsOf))
}

inBrowser('what one agency hides', (browsing) => {
  it.skipIf(!isWhole).each(others)('is nowhere in the browser of %s', async (by) => {
    expect([...(await wordsSeenBy(by, browsing))]).toEqual([])
  })

  it.skipIf(!isWhole)('is in its own', async () => {
    expect((await wordsSeenBy(owner, browsing)).size).toBeGreaterThan(100)
  })
})
