import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meet, sees, within } from '../../domain/audience.ts'
import {
  type Effective,
  type Existence,
  effective,
  existenceOf,
  existsAmong,
  markedAudience,
  seenBy,
} from '../../domain/visibility.ts'
import { catalog } from '../../events/catalog.ts'
import type { Label, Recorded } from '../../events/recorded.ts'
import {
  anyMarking,
  anyWorld,
  holds,
  idsOf,
  isMarkingChange,
  labelsOf,
  plainlySeen,
  readers,
  type World,
} from '../support/marked-streams.ts'
import { type Draft, id, marked, streamOf, told } from './stream.ts'
import { anySubject, subjects } from './views/any-stream.ts'
import { onLeg, report } from './views/heroin-and-tablets.ts'
import { country, example, leg } from './views/northern.ts'

const everywhere: Existence = () => ['public']
const strict = ['participants/centre', 'participants/kz-moi']
const reported = (audience: readonly Label[]) => told('SeizureReported', report, { audience })
const naming = (type: 'MarkingRaised' | 'MarkingLowered', n: number, audience: readonly Label[]) =>
  told(type, { eventId: id(n), marking: { tlp: 'RED' }, reason: 'Sensitive.' }, { audience })
const endorsed = (n: number, audience: readonly Label[]) =>
  told('ClaimEndorsed', { claimId: id(n), ...marked }, { audience, postedBy: 'ru-authority' })
const retracted = (n: number) => told('ClaimRetracted', { claimId: id(n), reason: 'error' }, { audience: [] })
const redacted = (n: number) => told('PayloadRedacted', { eventId: id(n), reason: 'error' }, { audience: [] })
const corrected = told('SeizureCorrected', { changes: { mode: 'truck' }, reason: 'error' }, { audience: [] })

function effectsOf(drafts: readonly Draft[], exists = everywhere, subject = subjects.seizures): Effective[] {
  return [...effective(streamOf(subject, ...drafts), exists).values()]
}
const audiences = (drafts: readonly Draft[], exists = everywhere, subject = subjects.seizures) =>
  effectsOf(drafts, exists, subject).map(({ audience }) => audience)

describe('an event is seen', () => {
  it('by those whom its marking allows', () =>
    expect(audiences([reported(['community'])])).toStrictEqual([['community']]))

  it('as the newest marking says, be it raised or lowered', () => {
    const raised = [reported(['public']), naming('MarkingRaised', 1, ['participants'])]
    expect(audiences(raised)).toStrictEqual([['participants'], ['participants']])
    expect(audiences([...raised, naming('MarkingLowered', 1, ['community'])])).toStrictEqual(
      Array(3).fill(['community']),
    )
    expect(effectsOf(raised).map(({ marking }) => marking?.tlp)).toStrictEqual(['RED', 'RED'])
  })

  it('where the event is that it corrects, retracts or redacts', () =>
    expect(audiences([reported(strict), corrected, retracted(1), redacted(2)])).toStrictEqual(
      Array(4).fill(strict),
    ))

  it('as an opinion, where both its marking and the claim allow, now', () => {
    const before = [reported(['participants']), endorsed(1, ['public']), endorsed(1, ['participants/kz-moi'])]
    expect(audiences(before)).toStrictEqual([['participants'], ['participants'], ['participants/kz-moi']])
    expect(audiences([...before, naming('MarkingRaised', 1, strict)]).slice(0, 3)).toStrictEqual([
      strict,
      strict,
      ['participants/kz-moi'],
    ])
    expect(audiences([...before, naming('MarkingLowered', 1, ['public'])])[1]).toStrictEqual(['public'])
  })

  it('as a link, where the seizure says so and the route and its leg are', () => {
    const linked = { ...onLeg('tj-kg'), audience: ['community'] }
    const stream = streamOf(subjects.seizures, reported(['public']), linked).map((event) =>
      event.sequence === 2 ? { ...event, refs: [{ subject: 'routes/northern', part: 'tj-kg' }] } : event,
    )
    const where = (audience: readonly Label[]): Existence => {
      return (subject, part) => (subject === 'routes/northern' && part === 'tj-kg' ? audience : [])
    }
    const link = (exists: Existence) => effective(stream, exists).get(id(2))?.audience
    expect(link(where(['public']))).toStrictEqual(['community'])
    expect(link(where(['participants/ru-authority']))).toStrictEqual(['participants/ru-authority'])
    expect(link(where([]))).toStrictEqual([])
  })

  it('by nobody, if what it names is not there or comes later', () => {
    expect(audiences([reported(['public']), endorsed(7, ['public'])])[1]).toStrictEqual([])
    expect(audiences([endorsed(2, ['public']), reported(['public'])])[0]).toStrictEqual([])
  })
})

describe('a redacted event', () => {
  it('stays in its place, without its payload and with the audience it had', () => {
    const stream = streamOf(subjects.seizures, reported(['community']), redacted(1))
    const seen = seenBy('participants/kz-moi', stream, effective(stream, everywhere))
    expect(seen.map(({ version, audience, data }) => [version, audience, data === undefined])).toStrictEqual([
      [1, ['community'], true],
      [2, ['community'], false],
    ])
    expect(seenBy('public', stream, effective(stream, everywhere))).toStrictEqual([])
  })
})

it('a subject exists for whoever sees it created, and a leg for whoever also sees that added', () => {
  const seenBySome = (draft: Draft | undefined, ...audience: Label[]) => ({ ...(draft as Draft), audience })
  const tjKg = leg('tj-kg', country('TJ'), country('KG'), 'trunk')
  const stream = streamOf(
    'routes/northern',
    seenBySome(example[0], 'participants/kz-moi'),
    seenBySome(example[0], 'community/observer-one'),
    seenBySome(tjKg, 'participants'),
  )
  const effects = effective(stream, everywhere)
  expect(existenceOf(stream, effects)).toStrictEqual(['community/observer-one', 'participants/kz-moi'])
  expect(existenceOf(stream, effects, 'tj-kg')).toStrictEqual(['participants/kz-moi'])
  expect(existenceOf(stream, effects, 'kg-kz')).toStrictEqual([])
  expect(existsAmong(seenBy('participants/kz-moi', stream, effects))).toBe(true)
  expect(existsAmong(seenBy('participants/centre', stream, effects))).toBe(false)
})

const anyCase = anySubject.chain((subject) => anyWorld(subject))
const seen = ({ stream, exists }: World, reader: Label) => seenBy(reader, stream, effective(stream, exists))

describe('whatever the markings', () => {
  it('a reader sees what each of its events plainly allows, numbered without a gap', () =>
    fc.assert(
      fc.property(anyCase, (world) => {
        const gone = new Set(world.stream.flatMap((e) => (e.type === 'PayloadRedacted' ? [e.names] : [])))
        for (const reader of readers) {
          const found = seen(world, reader)
          const expected = plainlySeen(world, reader)
          expect(idsOf(found)).toStrictEqual(idsOf(expected))
          expect(found.map(({ version }) => version)).toStrictEqual(expected.map((_, n) => n + 1))
          expect(found.map(({ data }) => data)).toStrictEqual(
            expected.map(({ eventId, data }) => (gone.has(eventId) ? undefined : data)),
          )
        }
      }),
    ))

  it('a narrower label sees all that a wider one does', () =>
    fc.assert(
      fc.property(anyCase, fc.constantFrom(...readers), (world, reader) => {
        const narrow = idsOf(seen(world, reader))
        for (const wide of holds[reader] ?? [])
          expect(narrow).toEqual(expect.arrayContaining([...idsOf(seen(world, wide))]))
      }),
    ))

  it('it exists for those who see it created, its legs for those who see them added as well', () =>
    fc.assert(
      fc.property(anyWorld(subjects.routes), (world) => {
        const effects = effective(world.stream, world.exists)
        const adds = (event: Recorded) => event.adds?.includes('tj-kg') ?? false
        for (const reader of readers) {
          const plainly = plainlySeen(world, reader)
          const created = plainly.some(({ type }) => catalog[type].creates)
          const existence = existenceOf(world.stream, effects)
          expect(sees(reader, existence)).toBe(created)
          expect(sees(reader, existenceOf(world.stream, effects, 'tj-kg'))).toBe(
            created && plainly.some(adds),
          )
        }
      }),
    ))

  it('a raise narrows the event, and opens nothing else to anybody', () =>
    fc.assert(
      fc.property(anyCase, fc.nat(8), anyMarking, ({ stream, exists }, at, marking) => {
        const event = stream[at % stream.length] as Recorded
        const now = markedAudience(event, stream)
        const labels = labelsOf(marking, event.postedBy)
        fc.pre(event.labels.length > 0 && !isMarkingChange(event) && within(labels, now))
        const raise = {
          ...event,
          type: 'MarkingRaised',
          sequence: stream.length + 1,
          eventId: id(stream.length + 1),
          names: event.eventId,
          refs: [],
          labels,
          data: { eventId: event.eventId, marking, reason: 'Sensitive.' },
        } as unknown as Recorded
        const before = effective(stream, exists)
        const after = effective([...stream, raise], exists)
        for (const { eventId } of stream) {
          expect(within(after.get(eventId)?.audience ?? [], before.get(eventId)?.audience ?? [])).toBe(true)
        }
        expect(after.get(raise.eventId)?.audience).toStrictEqual(after.get(event.eventId)?.audience)
        expect(within(after.get(event.eventId)?.audience ?? [], meet(labels, now))).toBe(true)
      }),
    ))
})
