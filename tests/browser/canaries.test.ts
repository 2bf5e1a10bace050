import type { Response } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { ConsoleWorld } from '../functions/console/console.ts'
import { guessed, hidingWorld, others, owner } from '../functions/console/hiding.ts'
import { wordsOf } from '../worlds/hidden-words.ts'
import { inBrowser, type Visitor } from './browser.ts'
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

async function wordsSeenBy({ page, context }: Visitor): Promise<ReadonlySet<string>> {
  const texts: string[] = []
  const received: Promise<unknown>[] = []
  page.on('response', (response: Response) => {
    const read = async () =>
      texts.push(JSON.stringify(await response.allHeaders()), (await response.body()).toString())
    received.push(read())
  })
  for (const address of addresses) {
    await page.goto(origin + address)
    // What is folded is there as well, for who opens it, and for who has it read aloud.
    await page.evaluate(`for (const folded of document.querySelectorAll('details')) folded.open = true`)
    texts.push(await page.evaluate<string>(state), await page.locator('body').ariaSnapshot())
  }
  await Promise.all(received)
  texts.push(JSON.stringify(await context.storageState()))
  return new Set(texts.flatMap(wordsOf))
}

inBrowser('what one agency hides', (browsing) => {
  it.skipIf(!isWhole).each(others)('is nowhere in the browser of %s', async (by) => {
    expect([...(await wordsSeenBy(await visitorOf(world, browsing, by)))]).toEqual([])
  })

  it.skipIf(!isWhole)('is in its own', async () => {
    expect((await wordsSeenBy(await visitorOf(world, browsing, owner))).size).toBeGreaterThan(100)
  })
})
