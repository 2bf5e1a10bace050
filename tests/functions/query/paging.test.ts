import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { audienceOf, ownLabel, sees } from '../../../domain/audience.ts'
import type { Marking } from '../../../events/envelope.ts'
import {
  amber,
  claimed,
  clear,
  green,
  type Post,
  raised,
  red,
  seizure,
  strict,
  subjectOf,
} from '../../support/posts.ts'
import { type Body, followed, type Reading, reading } from './reading.ts'

const members = {
  'kz-moi': 'participating-state',
  'ru-authority': 'participating-state',
  'observer-one': 'observer',
  centre: 'centre',
} as const
type AgencyId = keyof typeof members
const member = (agencyId: AgencyId) => ({ agencyId, kind: members[agencyId] })
const readers: readonly (AgencyId | undefined)[] = [
  undefined,
  'observer-one',
  'kz-moi',
  'ru-authority',
  'centre',
]
const labelOf = (reader: AgencyId | undefined) => (reader === undefined ? 'public' : ownLabel(member(reader)))

const markings: readonly Marking[] = [
  clear,
  green,
  amber,
  strict(),
  strict('observer-one'),
  red(),
  red('ru-authority'),
]
/** The marking that is posted and, where it is narrower, the one that it is raised to afterwards. */
const anyReport = fc.record({
  by: fc.constantFrom<AgencyId>('kz-moi', 'ru-authority'),
  country: fc.constantFrom('KZ', 'TJ'),
  from: fc.constantFrom('2023', '2024-01', '2024-02', '2024-02-11', '2024-03-14'),
  marking: fc.constantFrom(...markings),
  raisedTo: fc.option(fc.constantFrom(...markings)),
})
type Report = typeof anyReport extends fc.Arbitrary<infer R> ? R : never

const precisionOf = (from: string) => ({ 4: 'year', 7: 'month', 10: 'day' })[from.length]
const audience = (by: AgencyId, marking: Marking) =>
  audienceOf(
    marking,
    member(by),
    (marking.releasableTo ?? []).map((id) => member(id as AgencyId)),
  )

/** @returns each report's subject and who may see it in the end. */
async function reported(world: Reading, reports: readonly Report[]) {
  const posted: { event: Post; report: Report; labels: readonly string[] }[] = []
  for (const [index, report] of reports.entries()) {
    const { by, country, from, marking } = report
    const event = seizure(
      { place: { country }, occurred: { from, precision: precisionOf(from) } },
      { by, marking, id: `s-${index}` },
    )
    await world.recorded(event)
    posted.push({ event, report, labels: audience(by, marking) })
  }
  await world.project()
  for (const one of posted) {
    const { by, raisedTo } = one.report
    if (raisedTo === null) continue
    const outcome = await world.post(raised(one.event, raisedTo, { by, ifmatch: '*' }))
    if (outcome.outcome === 'recorded') one.labels = audience(by, raisedTo)
  }
  await world.project()
  return posted
}

const subjectsIn = (pages: readonly (readonly Body[])[]) => pages.flat().map(({ subject }) => String(subject))

describe('following next', () => {
  it('gives every visible seizure exactly once, in order, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyReport, { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (reports, limit) => {
          const world = await reading()
          const posted = await reported(world, reports)
          for (const reader of readers) {
            for (const country of [undefined, 'KZ']) {
              const expected = posted
                .filter(({ labels }) => sees(labelOf(reader), labels))
                .filter(({ report }) => country === undefined || report.country === country)
                .map(({ event, report }) => ({
                  subject: subjectOf(event),
                  key: `${report.from}#${subjectOf(event)}`,
                }))
                .sort((one, other) => (one.key < other.key ? 1 : -1))
                .map(({ subject }) => subject)
              const path = country === undefined ? '/v1/seizures' : `/v1/seizures?country=${country}`
              expect(subjectsIn(await followed(world, path, limit, reader))).toStrictEqual(expected)
            }
          }
        },
      ),
      { numRuns: 25 },
    )
  }, 120_000)

  it('gives a session once, where it stands for the reader', async () => {
    const world = await reading()
    const days = ['2024-03-11', '2024-03-12', '2024-03-13', '2024-03-14']
    for (const [index, from] of days.entries()) {
      const schedule = { body: 'CND', segment: 'regular', place: { country: 'AT' } }
      const subject = `sessions/s-${index}`
      await world.recorded(
        claimed('SessionScheduled', { ...schedule, dates: { from } }, { subject, id: `p-${index}` }),
      )
      const better = { grading: { scale: 'admiralty-6x6', source: 'A', information: '1' } }
      const moved = { ...schedule, ...better, dates: { from: `2024-04-${20 - index}` } }
      if (index % 2 === 0)
        await world.recorded(
          claimed('SessionScheduled', moved, { subject, id: `a-${index}`, marking: amber }),
        )
    }
    await world.project()
    for (const limit of [1, 2, 3, 4, 5]) {
      const publicly = subjectsIn(await followed(world, '/v1/sessions', limit, undefined))
      expect(publicly).toStrictEqual(['sessions/s-3', 'sessions/s-2', 'sessions/s-1', 'sessions/s-0'])
      const amongParticipants = subjectsIn(await followed(world, '/v1/sessions', limit, 'ru-authority'))
      expect(amongParticipants).toStrictEqual([
        'sessions/s-0',
        'sessions/s-2',
        'sessions/s-3',
        'sessions/s-1',
      ])
    }
  })
})
