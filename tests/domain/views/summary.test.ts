import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { summaryOf } from '../../../domain/views/summary.ts'
import type { Seen } from '../../../events/recorded.ts'
import { type Draft, envelope, id, streamOf, told } from '../stream.ts'
import { anyStream, anySubject } from './any-stream.ts'
import { onLeg, reported, subject } from './heroin-and-tablets.ts'

const summaries = (...drafts: readonly Draft[]) => streamOf(subject, ...drafts).map(summaryOf)

describe('a line of history', () => {
  it.each<[Draft, string]>([
    [reported(), 'Seizure reported'],
    [onLeg('tj-kg'), 'Seizure attributed to route: tj-kg, northern'],
    [told('RouteDisrupted', { operationRef: 'Operation One', ...envelope }), 'Route disrupted'],
    [told('ActorsMerged', { into: 'himprom', ...envelope }), 'Actors merged: himprom'],
    [
      told('ActorRoleReported', { role: 'transport', substance: 'heroin', ...envelope }),
      'Actor role reported: transport, heroin',
    ],
    [
      told('ActorLinkedToRoute', { routeId: 'northern', relation: 'uses', ...envelope }),
      'Actor linked to route: northern, uses',
    ],
    [told('DelegationParticipated', { delegation: 'KZ', ...envelope }), 'Delegation participated: KZ'],
    [
      told('MarkingRaised', { eventId: id(1), marking: { tlp: 'RED' }, reason: 'Sensitive.' }),
      'Marking raised: RED',
    ],
  ])('says what happened and what tells it from others: $1', (draft, line) =>
    expect(summaries(draft)).toStrictEqual([line]),
  )
  it('says no marking but a new one', () => {
    const red = { ...envelope, marking: { tlp: 'RED' } }
    expect(summaries(told('SessionOpened', red))).toStrictEqual(['Session opened'])
  })
  it('says of a redacted event only that it happened', () =>
    expect(summaries({ ...onLeg('tj-kg'), redacted: true })).toStrictEqual([
      'Seizure attributed to route (redacted)',
    ]))

  /** Free text may hold anything; every word of it is one that no code or id has. */
  it('never quotes free text', () => {
    const prose = ['note', 'reason', 'text', 'annotation', 'summary', 'alias', 'wording', 'title']
    const proseOf = (value: unknown): readonly string[] =>
      typeof value !== 'object' || value === null
        ? []
        : Object.entries(value).flatMap(([key, inner]) =>
            prose.includes(key) && typeof inner === 'string' ? [inner] : proseOf(inner),
          )
    fc.assert(
      fc.property(anySubject.chain(anyStream), (stream: readonly Seen[]) => {
        for (const event of stream) {
          const line = summaryOf(event)
          expect(proseOf(event.data).filter((text) => line.includes(text))).toStrictEqual([])
          expect(line).toMatch(/^[A-Z][a-z ]+(\(redacted\)|: [\w+-]+(, [\w+-]+)*)?$/)
        }
      }),
    )
  })
})
