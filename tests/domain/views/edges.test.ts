import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { edgesFrom } from '../../../domain/views/edges.ts'
import { card } from '../../../domain/views/project.ts'
import { type Draft, envelope, everyone, id, read, streamOf, told } from '../stream.ts'
import { anySubject, anySubset, subjects } from './any-stream.ts'
import { onLeg, reported, toKhimprom } from './heroin-and-tablets.ts'
import { country, example, leg } from './northern.ts'

/** `relation to: evidence`, the numbers of the events. */
function edges(subject: string, ...drafts: readonly Draft[]): readonly string[] {
  return edgesFrom(read(subject, streamOf(subject, ...drafts))).map(({ from, to, relation, evidence }) => {
    expect(from).toBe(subject)
    return `${relation} ${to}: ${numbers(evidence)}`
  })
}

const numbers = (evidence: readonly string[]) =>
  evidence
    .map((eventId) => Number(eventId.slice(-12)))
    .toSorted((a, b) => a - b)
    .join(' ')
const retracted = (n: number) => told('ClaimRetracted', { claimId: id(n), reason: 'Misread.' })

describe('edges of a route', () => {
  it('lead to its countries, by the legs that touch them', () =>
    expect(edges('routes/northern', ...example).toSorted()).toStrictEqual([
      'departure countries/af: 6',
      'departure countries/uz: 3',
      'transit countries/kg: 4 7',
      'transit countries/kz: 3 5 7',
      'transit countries/ru: 2 5',
      'transit countries/tj: 4 6',
    ]))
  it('go with the leg', () =>
    expect(
      edges(
        'routes/northern',
        example[0] as Draft,
        leg('one', country('AF'), country('TJ'), 'trunk'),
        retracted(2),
      ),
    ).toStrictEqual([]))
})

describe('edges of an actor', () => {
  const drafts = [
    told('ActorReported', {
      names: { en: 'Khimprom' },
      kind: 'online-marketplace',
      specificity: 'named',
      basedIn: ['UA'],
      operatesIn: ['RU', 'central-asia'],
      ...envelope,
    }),
    told('ActorPresenceReported', { places: ['KZ'], ...envelope }),
    told('ActorLinkedToRoute', { routeId: 'northern', relation: 'uses', ...envelope }),
    told('ActorLinkedToRoute', { routeId: 'northern', relation: 'uses', ...envelope }),
    told('ActorLinkedToActor', { actorId: 'hydra', relation: 'supplies', ...envelope }),
    told('ActorDuplicateSuspected', { actorId: 'himprom', ...envelope }),
    told('ActorsMerged', { into: 'himprom', ...envelope }),
  ]
  it('lead to routes, actors and countries, not to regions', () =>
    expect(edges(subjects.actors, ...drafts)).toStrictEqual([
      'uses routes/northern: 3 4',
      'supplies actors/hydra: 5',
      'duplicate-suspected actors/himprom: 6',
      'merged-into actors/himprom: 7',
      'based-in countries/ua: 1',
      'operates-in countries/kz: 2',
      'operates-in countries/ru: 1',
    ]))
  it('end with what they rest on', () => {
    const withdrawn = told('LinkWithdrawn', { claimId: id(5), reason: 'Misread.' })
    const left = edges(subjects.actors, ...drafts, retracted(3), withdrawn, retracted(7))
    expect(left.filter((edge) => /route|actors/.test(edge))).toStrictEqual([
      'uses routes/northern: 4',
      'duplicate-suspected actors/himprom: 6',
    ])
  })
})

describe('edges of a seizure', () => {
  it('lead to its country, its routes and its actors', () =>
    expect(edges(subjects.seizures, reported(), onLeg('tj-kg'), toKhimprom)).toStrictEqual([
      'seized-in countries/kz: 1',
      'attributed-to routes/northern: 2',
      'attributed-to actors/khimprom: 3',
    ]))
})

describe('edges of a statement and of a commitment', () => {
  const delivered = told('StatementDelivered', {
    sessionId: 'cnd-67',
    delegation: 'KZ',
    speakerOffice: 'Deputy Minister of the Interior',
    occurred: { from: '2024-03-14', precision: 'day' },
    themes: [],
    text: 'We are ready.',
    ...envelope,
  })
  const about = ['routes/northern', 'countries/af']
  const extracted = told('StatementAssertionExtracted', { text: 'It leads north.', about, ...envelope })
  const statementId = subjects.statements.slice('statements/'.length)
  const made = { text: 'Two laboratories.', type: 'programme', measurable: true, ...envelope }

  it('lead to where it was said, by whom and about what', () =>
    expect(edges(subjects.statements, delivered, extracted)).toStrictEqual([
      'delivered-at sessions/cnd-67: 1',
      'delivered-by countries/kz: 1',
      'about routes/northern: 2',
      'about countries/af: 2',
    ]))
  it('lead to who promised it, where', () => {
    expect(
      edges(subjects.commitments, told('CommitmentMade', { by: 'KZ', statementId, ...made })),
    ).toStrictEqual(['made-by countries/kz: 1', `made-in ${subjects.statements}: 1`])
    expect(edges(subjects.commitments, told('CommitmentMade', { by: 'unodc', ...made }))).toStrictEqual([])
  })
})

it('every edge starts at its subject and rests on claims of it that stand', () =>
  fc.assert(
    fc.property(
      anySubject.chain((subject) => anySubset(subject)),
      ({ some }) => {
        const subject = some[0]?.subject ?? ''
        const shown = card(subject, some, everyone)
        if (!shown || shown.status === 'redacted') return
        const standing = shown.claims
          .filter(({ status }) => status !== 'retracted')
          .map(({ claimId }) => claimId)
        for (const { from, to, evidence } of edgesFrom(shown)) {
          expect(from).toBe(subject)
          expect(to).toMatch(/^[a-z]+\/[a-z0-9-]+$/)
          if (shown.status !== 'retracted') expect(evidence.length).toBeGreaterThan(0)
          expect(evidence.filter((claimId) => !standing.includes(claimId))).toStrictEqual([])
        }
      },
    ),
  ))
