import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { card, project } from '../../../domain/views/project.ts'
import type { Viewpoint } from '../../../domain/views/view.ts'
import { catalog } from '../../../events/catalog.ts'
import { everyone, id, streamOf, told } from '../stream.ts'
import { anyStream, anySubject, anySubset, eventIdPattern, subjects } from './any-stream.ts'

const anyCase = anySubject.chain((subject) =>
  fc.record({ subject: fc.constant(subject), stream: anySubset(subject) }),
)
const poster: Viewpoint = {
  label: 'participants/kz-moi',
  derivedFrom: (source) => (source === 'daryo' ? ['gi-toc'] : []),
}

describe('whatever part of a stream is seen', () => {
  it('folds to JSON, the same each time, the card being the card of the row', () =>
    fc.assert(
      fc.property(anyCase, ({ subject, stream: { some } }) => {
        const projection = project(subject, some, poster)
        expect(JSON.parse(JSON.stringify(projection))).toStrictEqual(projection)
        expect(project(subject, some, poster)).toStrictEqual(projection)
        const row = projection.rows.find(({ partition }) => partition === `card/${subject}`)
        expect(row?.body).toStrictEqual(card(subject, some, poster))
      }),
    ))

  it('exists only with an event that creates it, and counts the events seen', () =>
    fc.assert(
      fc.property(anyCase, ({ subject, stream: { some } }) => {
        const exists = some.some(({ type }) => catalog[type].creates)
        const shown = card(subject, some, everyone)
        expect(shown?.version).toBe(exists ? some.length : undefined)
        if (!exists) expect(project(subject, some, everyone)).toStrictEqual({ rows: [], contributions: [] })
      }),
    ))

  it('names no event that is not seen', () =>
    fc.assert(
      fc.property(anyCase, ({ subject, stream: { some } }) => {
        const seen = new Set(some.map(({ eventId }) => eventId))
        // A claim's id in an ending or opinion that is redacted, or whose claim is hidden, is not shown either.
        const named = JSON.stringify(project(subject, some, everyone)).match(eventIdPattern) ?? []
        expect(named.filter((eventId) => !seen.has(eventId))).toStrictEqual([])
      }),
    ))

  it('writes each row and each contribution under a key of its own', () =>
    fc.assert(
      fc.property(anyCase, ({ subject, stream: { some } }) => {
        const { rows, contributions } = project(subject, some, everyone)
        const keys = rows.map(({ partition, sort }) => JSON.stringify([partition, sort]))
        const buckets = contributions.map((c) => [c.dimension, c.key, c.substance, c.period].join(' '))
        expect(new Set(keys).size).toBe(keys.length)
        expect(new Set(buckets).size).toBe(buckets.length)
      }),
    ))

  // What says something of a leg that is not known yet becomes a claim once it is: others may come between.
  it('keeps the claims of a beginning in their order, whatever follows', () =>
    fc.assert(
      fc.property(
        anySubject.chain((subject) => fc.tuple(fc.constant(subject), anyStream(subject), fc.nat(9))),
        ([subject, all, n]) => {
          const before = card(subject, all.slice(0, n + 1), everyone)
          const after = card(subject, all, everyone)
          if (before?.status === 'redacted' || after?.status === 'redacted') return
          const ids = before?.claims.map(({ claimId }) => claimId) ?? []
          const later = after?.claims.map(({ claimId }) => claimId) ?? []
          expect(later.filter((id) => ids.includes(id))).toStrictEqual(ids)
        },
      ),
    ))

  it('never counts a seizure that was retracted', () =>
    fc.assert(
      fc.property(anySubset(subjects.seizures), ({ some }) => {
        const retracted = some.some(({ type }) => type === 'SeizureRetracted')
        const { contributions, rows } = project(subjects.seizures, some, everyone)
        if (retracted) expect(contributions).toStrictEqual([])
        if (retracted) expect(rows.filter(({ partition }) => partition.includes('/route/'))).toStrictEqual([])
      }),
    ))
})

it('leaves a redacted subject its card and nothing else', () => {
  const made = {
    by: 'KZ',
    text: 'Ready to work together.',
    type: 'other',
    measurable: false,
    grading: { scale: 'uk-5x5x5', source: 'A', information: '1' },
    marking: { tlp: 'CLEAR' },
  }
  const stream = streamOf(
    subjects.commitments,
    told('CommitmentMade', made, { redacted: true }),
    told('PayloadRedacted', { eventId: id(1), reason: 'Named a person.' }),
  )
  expect(project(subjects.commitments, stream, everyone)).toStrictEqual({
    rows: [
      {
        partition: `card/${subjects.commitments}`,
        sort: 'card',
        body: { subject: subjects.commitments, version: 2, status: 'redacted', claims: [], conflicts: [] },
      },
    ],
    contributions: [],
  })
})
