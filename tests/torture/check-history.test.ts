import { describe, expect, it } from 'vitest'
import type { Commit } from '../../functions/ledger/commit.ts'
import { type Answer, newHistory } from '../simulation/history.ts'
import { idOf, leg, type Post, route } from '../support/posts.ts'
import { newWorld } from '../support/world.ts'
import { historyFaults } from './check-history.ts'

const subject = 'routes/northern'
const identified = route('northern', { id: 'one' })
const added = leg('northern', 'a', { id: 'two' })
const never = leg('northern', 'b', { id: 'three' })

const world = await newWorld()
const [receipt] = [await world.recorded(identified), await world.recorded(added)].map(
  ({ etag: _, ...told }) => told,
)
const [first, second] = (await world.ledger.load(subject)) as [Commit, Commit]

const ok = { said: 'ok', receipt } as Answer
const unknown: Answer = { said: 'unknown' }
const stale: Answer = { said: 'refused', slug: 'stale-version' }
const hidden: Answer = { said: 'refused', slug: 'not-found' }

type Told = {
  answers?: readonly Answer[]
  of?: Post
  stored?: readonly Commit[]
  submitted?: boolean
  mistaken?: readonly Post[]
}

/** A poster is told this of one post; the ledger holds route and leg unless told otherwise. */
function faults({ answers = [], of = identified, stored = [first, second], submitted, mistaken = [] }: Told) {
  const history = newHistory()
  for (const answer of answers) history.sent(of)(answer)
  const seen = { history: history.of, submitted: new Set(submitted ? [idOf(of)] : []), mistaken }
  return historyFaults(seen, new Map([[subject, stored]]))
}

describe('what clients saw is right where', () => {
  it.each<[string, Told]>([
    ['what is acknowledged is stored', { answers: [ok] }],
    ['a repeat gets the first receipt', { answers: [unknown, ok, ok] }],
    ['what is unknown is stored', { answers: [unknown] }],
    ['what is unknown is not stored', { of: never, answers: [unknown, unknown] }],
    ['what is refused is not stored', { of: never, answers: [stale] }],
    ['what was unknown is refused at last, and is not stored', { of: never, answers: [unknown, stale] }],
    ['what is stored has been hidden from its poster since', { answers: [unknown, hidden] }],
    ['what is acknowledged has been hidden since', { answers: [ok, hidden] }],
    ['a submission that nobody has told of yet is recorded', { answers: [unknown, stale], submitted: true }],
  ])('%s', (_, told) => expect(faults(told)).toStrictEqual([]))
})

describe('the checker finds', () => {
  const changed = (more: object) => ({ said: 'ok', receipt: { ...receipt, ...more } }) as Answer
  const moved = (commit: Commit, sequence: number) => ({ ...commit, sequence })
  it.each<[string, Told, string]>([
    [
      'a lost event',
      { answers: [ok], stored: [] },
      'RouteIdentified one: was acknowledged and is not stored',
    ],
    [
      'a doubled event',
      { answers: [ok], stored: [first, second, moved(first, 3)] },
      `${idOf(identified)} is stored 2 times`,
    ],
    [
      'a receipt that changes between two answers',
      { answers: [ok, changed({ version: 2 })] },
      'RouteIdentified one: 2 different receipts',
    ],
    [
      'a receipt of another commit',
      { answers: [changed({ hash: '00' })] },
      'RouteIdentified one: its receipt names another hash than the ledger',
    ],
    [
      'a refused event that is stored',
      { answers: [stale] },
      'RouteIdentified one: was refused and is stored',
    ],
    [
      'a refusal of what an earlier attempt has stored',
      { answers: [unknown, stale] },
      'RouteIdentified one: was refused at last, and is stored',
    ],
    [
      'a refusal after an acknowledgement',
      { answers: [ok, stale] },
      'RouteIdentified one: was acknowledged, then refused',
    ],
    [
      'a refusal of a submitted event after its acknowledgement',
      { answers: [ok, stale], submitted: true },
      'RouteIdentified one: was acknowledged, then refused',
    ],
    ['a gap in the versions', { stored: [first, moved(second, 3)] }, `${subject} #3 stands at place 2`],
    [
      'a payload that was changed',
      { stored: [first, { ...second, payload: String(second.payload).replace('TJ', 'AF') }] },
      `${subject} #2 breaks the chain`,
    ],
    [
      'other content than was sent',
      { answers: [ok], of: { ...identified, data: { ...identified.data, lang: 'ru' } } },
      'RouteIdentified one: is stored with other content than was sent',
    ],
    [
      'an acknowledgement of other content under the same id',
      { answers: [ok], mistaken: [identified] },
      'RouteIdentified one: was acknowledged with other content',
    ],
  ])('%s', (_, told, fault) => expect(faults(told).join('\n')).toContain(fault))
})
