import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { card } from '../../../domain/views/project.ts'
import { prune, referencesOf } from '../../../domain/views/references.ts'
import { type Draft, envelope, everyone, id, read, streamOf, told } from '../stream.ts'
import { anyStream, anySubject, subjects } from './any-stream.ts'

const link = (routeId: string, legId?: string) =>
  told('ActorLinkedToRoute', { routeId, ...(legId && { legId }), relation: 'uses', ...envelope })
const actor = (...drafts: Draft[]) =>
  read(
    'actors/khimprom',
    streamOf(
      'actors/khimprom',
      told('ActorReported', {
        names: { en: 'Khimprom' },
        kind: 'unknown',
        specificity: 'named',
        ...envelope,
      }),
      ...drafts,
    ),
  )
const linked = actor(
  link('northern', 'kz-ru'),
  link('balkan'),
  told('ActorLinkedToActor', { actorId: 'hydra', relation: 'supplies', ...envelope }),
  told('ActorsMerged', { into: 'hydra', ...envelope }),
)

it('finds each subject once, with its part', () => {
  expect(referencesOf(linked)).toStrictEqual([
    { subject: 'routes/northern', part: 'kz-ru' },
    { subject: 'routes/balkan' },
    { subject: 'actors/hydra' },
  ])
})

describe('pruning', () => {
  it('changes nothing where all is visible', () => expect(prune(linked, () => true)).toStrictEqual(linked))
  it('leaves out a hidden subject, its claims and fields', () => {
    const pruned = prune(linked, (subject) => subject !== 'actors/hydra')
    expect(JSON.stringify(pruned)).not.toContain('hydra')
    expect(pruned).toMatchObject({ links: [], routes: linked.routes })
    expect(pruned).not.toHaveProperty('mergedInto')
  })
  it('leaves out a link to a hidden leg', () => {
    const pruned = prune(linked, (_subject, part) => part === undefined)
    expect(pruned.routes).toMatchObject([{ routeId: 'balkan' }])
    expect(pruned.claims.map(({ claimId }) => claimId)).not.toContain(id(2))
  })
  it('leaves out an assertion about something hidden', () => {
    const statement = read(
      subjects.statements,
      streamOf(
        subjects.statements,
        told('StatementDelivered', {
          sessionId: 'cnd-67',
          delegation: 'KZ',
          speakerOffice: 'Deputy Minister',
          themes: [],
          text: 'Words.',
          occurred: { from: '2024', precision: 'year' },
          ...envelope,
        }),
        told('StatementAssertionExtracted', {
          text: 'A route.',
          about: ['routes/northern', 'countries/kz'],
          ...envelope,
        }),
      ),
    )
    const pruned = prune(statement, (subject) => subject !== 'routes/northern')
    expect(pruned).toMatchObject({ assertions: [], sessionId: 'cnd-67', text: 'Words.' })
    expect(pruned.claims).toHaveLength(1)
  })
  it('keeps no reference of a card that may show none, and no id of a claim that went', () =>
    fc.assert(
      fc.property(
        anySubject.chain((subject) => fc.tuple(fc.constant(subject), anyStream(subject))),
        ([subject, events]) => {
          const whole = card(subject, events, everyone)
          if (!whole) return
          const pruned = prune(whole, () => false)
          const left = new Set(pruned.claims.map(({ claimId }) => claimId))
          expect(referencesOf(pruned)).toStrictEqual([])
          expect(
            pruned.conflicts.flatMap(({ claimIds }) => claimIds).filter((claimId) => !left.has(claimId)),
          ).toStrictEqual([])
        },
      ),
    ))
})
