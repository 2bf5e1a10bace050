/** What one agency hides is looked for in whatever the console gives to others. */
import { beforeAll, expect, it } from 'vitest'
import { wordsOf } from '../../worlds/hidden-words.ts'
import type { ConsoleWorld } from './console.ts'
import { guessed, hidingWorld, others, owner } from './hiding.ts'

/** All of it: `npm run test:pages`, as CI does. In short, one reader, and pages without a query. */
const isWhole = process.env.ROUTEWATCH_PAGES === 'all'

let world: ConsoleWorld
let words: readonly string[]
beforeAll(async () => {
  ;({ world, words } = await hidingWorld())
})

/** Pages, pictures and files, by their addresses: all that pages link to, but what those link to that look back. */
async function crawled(by: string | undefined): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const waiting = ['/console', ...guessed]
  const known = new Set(waiting)
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const { status, html, headers } = await world.visit(address, by === undefined ? {} : { by })
    expect([address, status < 500]).toStrictEqual([address, true])
    found.set(address, JSON.stringify([...headers]) + html)
    if (/knownAt=|from=/.test(address)) continue
    for (const [, link = ''] of html.matchAll(/href="(\/console[^"#]*)/g)) {
      const next = link.replaceAll('&amp;', '&')
      if (known.has(next) || /\/(assets|sign-in)\b/.test(next) || (!isWhole && /\?(?!picture)/.test(next)))
        continue
      known.add(next)
      waiting.push(next)
    }
  }
  return found
}

const wordsFound = (found: ReadonlyMap<string, string>): ReadonlySet<string> =>
  new Set([...found.values()].flatMap(wordsOf))

const timeoutMs = 120_000

it.each(isWhole ? others : others.slice(1, 2))(
  '%s finds none of it on any page, picture or file',
  { timeout: timeoutMs },
  async (by) => {
    const found = await crawled(by)
    expect(found.size).toBeGreaterThan(50)
    expect([...wordsFound(found)]).toStrictEqual([])
  },
)

it('whose it is finds it', { timeout: timeoutMs }, async () => {
  const found = wordsFound(await crawled(owner))
  // Not all: endings of claims that are not there, for example, end nothing.
  expect(found.size).toBeGreaterThan(words.length / 2)
})
