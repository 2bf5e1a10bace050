/** What one agency hides, of subjects that all others see and of its own, looked for in whatever the console gives them. */
import { beforeAll, expect, it } from 'vitest'
import { ownSubject, tellWords, wordsOf } from '../../worlds/hidden-words.ts'
import { moreEvents, sampleEvents, tell } from '../query/sample.ts'
import { type ConsoleWorld, consoleOver } from './console.ts'
import { spoken } from './spoken.ts'

/** All of it: `npm run test:pages`, as CI does. In short, one reader, and pages without a query. */
const isWhole = process.env.ROUTEWATCH_PAGES === 'all'
const others = [undefined, 'observer-one', 'ru-authority', 'centre'] as const
const kinds = [
  'routes',
  'actors',
  'seizures',
  'sessions',
  'statements',
  'commitments',
  'countries',
  'sources',
] as const

let world: ConsoleWorld
let words: readonly string[]

beforeAll(async () => {
  world = await consoleOver()
  await tell(world, [...sampleEvents, ...moreEvents, ...spoken])
  await world.project()
  const first = async (kind: string) =>
    String((await world.ask(`/v1/${kind}?limit=1`)).body.items[0]?.subject)
  const known = new Map(await Promise.all(kinds.map(async (kind) => [kind, await first(kind)] as const)))
  const isPostable = true
  await tellWords(world, { isPostable })
  const subjectOfKind = (kind: string) => known.get(kind as never) ?? ownSubject(kind)
  ;({ words } = await tellWords(world, { isPostable, subjectOfKind }))
})

/** Pages, pictures and files, by their addresses: all that pages link to, but what those link to that look back. */
async function crawled(by: string | undefined): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  // What pages lead nobody to, such as what was merged into another, is guessed.
  const waiting = ['/console', ...kinds.map((kind) => `/console/${ownSubject(kind)}`)]
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

it.each(isWhole ? others : others.slice(1, 2))(
  '%s finds none of it on any page, picture or file',
  async (by) => {
    const found = await crawled(by)
    expect(found.size).toBeGreaterThan(50)
    expect([...wordsFound(found)]).toStrictEqual([])
  },
)

it('whose it is finds it', async () => {
  const found = wordsFound(await crawled('kz-moi'))
  // Not all: endings of claims that are not there, for example, end nothing.
  expect(found.size).toBeGreaterThan(words.length / 2)
})
