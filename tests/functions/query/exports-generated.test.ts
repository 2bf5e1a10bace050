import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type FormatName, formats } from '../../../functions/query/formats/format.ts'
import { formsOfLists } from '../../../functions/query/formats/offered.ts'
import { actor, claimed, type Post, route, seizure, subjectOf } from '../../support/posts.ts'
import { redactableLedger } from '../../support/redactable-ledger.ts'
import { anyStep, postOf } from '../../support/story-steps.ts'
import { countIn } from '../../support/valid-exports.ts'
import { newWorld } from '../../support/world.ts'
import { type Reading, reading } from './reading.ts'

const readers = [undefined, 'observer-one', 'kz-moi', 'ru-authority', 'centre']
const lists = Object.entries(formsOfLists).flatMap(([kind, forms]) =>
  (Object.keys(forms) as FormatName[]).map((name) => ({
    name,
    path: `/v1/${kind}.${formats[name].extension}`,
  })),
)

async function expectValid(world: Reading, as: readonly (string | undefined)[] = readers): Promise<void> {
  await world.project()
  for (const by of as)
    for (const { name, path } of lists) {
      const { status, text } = await world.ask(path, by === undefined ? {} : { by })
      expect([path, status]).toStrictEqual([path, 200])
      try {
        countIn[name](text)
      } catch (cause) {
        throw new Error(`${path} for ${by}`, { cause })
      }
    }
}

it('of any life of routes, seizures and actors every form is valid for every reader', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 10, maxLength: 40, size: 'max' }), async (steps) => {
      const world = await reading(await newWorld({ ledger: redactableLedger() }))
      const posts: Post[] = []
      for (const [n, step] of steps.entries()) {
        world.clock.nowMs += 1_000
        const event = postOf(step, n, posts)
        if (event && (await world.post(event)).outcome === 'recorded') posts.push(event)
      }
      await expectValid(world)
    }),
    { numRuns: 6 },
  )
}, 60_000)

/** Signs that mean something to a spreadsheet, to XML, to JSON or to a line; prose may hold line ends. */
const signs = [
  '=',
  '+',
  '-',
  '@',
  '"',
  "'",
  ',',
  ';',
  '<',
  '>',
  '&',
  '\\',
  'Ж',
  'ё',
  '№',
  '😀',
  ']]>',
  '<!--',
  'a',
  ' ',
]
const of = (...some: string[]) =>
  fc.array(fc.constantFrom(...some), { minLength: 1, maxLength: 9 }).map((parts) => `${parts.join('')}.`)
const words = of(...signs)
const prose = of(...signs, '\n', '\r\n', '\t', '\u2028')

it('of any words that are accepted every form is valid', async () => {
  let accepted = 0
  await fc.assert(
    fc.asyncProperty(fc.tuple(words, words, prose, words, words, words), async ([a, b, c, d, e, f]) => {
      const world = await reading(await newWorld())
      const report = seizure(
        { place: { country: 'KZ', locality: a }, concealment: b, note: c },
        { id: 'words' },
      )
      const events = [
        seizure({}, { id: 'plain' }),
        report,
        route('words', { id: 'route' }, { names: { en: d, ru: a } }),
        actor('words', { id: 'actor' }, { names: { en: e } }),
        claimed('ActorAliasReported', { alias: f }, { id: 'alias', subject: 'actors/words' }),
        claimed('SeizureAttributedToActor', { actorId: 'words' }, { id: 'to', subject: subjectOf(report) }),
        claimed(
          'StatementDelivered',
          {
            occurred: { from: '2024-03-14', precision: 'day' },
            ...{ sessionId: 'none', delegation: 'KZ', speakerOffice: d, themes: [], text: c },
          },
          { id: 'statement' },
        ),
        claimed(
          'SessionScheduled',
          {
            body: 'CND',
            segment: 'regular',
            place: { country: 'AT', locality: b },
            dates: { from: '2024-03-14' },
          },
          { id: 'session', subject: 'sessions/none' },
        ),
      ]
      // A statement waits for its session.
      for (const event of [...events, ...events.slice(-2)])
        if ((await world.post(event)).outcome === 'recorded') accepted++
      await expectValid(world, [undefined])
    }),
    { numRuns: 20 },
  )
  expect(accepted).toBeGreaterThan(100)
}, 60_000)
