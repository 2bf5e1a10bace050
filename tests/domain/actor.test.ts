import { describe, expect, it } from 'vitest'
import { actorOf } from '../../domain/actor.ts'
import type { Seen } from '../../events/recorded.ts'
import { specOf } from '../support/decider.ts'
import { type Draft, envelope, id, streamOf, told } from './stream.ts'
import { subjects } from './views/any-stream.ts'

const actor = specOf(subjects.actors, actorOf)
const reported = told('ActorReported', {
  names: { en: 'Khimprom', ru: 'Химпром' },
  kind: 'online-marketplace',
  specificity: 'named',
  ...envelope,
})
const alias = (name: string) => told('ActorAliasReported', { alias: name, ...envelope })
const rejected = (n: number) => told('ActorAliasRejected', { claimId: id(n), reason: 'Another network.' })
const merged = (into: string) => told('ActorsMerged', { into, ...envelope })
const reversed = told('ActorMergeReversed', envelope)
const dormant = told('ActorDeclaredDormant', { reason: 'Not heard of since 2020.', ...envelope })
const reactivated = told('ActorReactivated', envelope)
const retracted = (n: number) => told('ClaimRetracted', { claimId: id(n), reason: 'Misread.' })

const active = { status: 'active', mergedInto: undefined } as const

describe('an actor', () => {
  it('is reported, and by others once more', () => {
    actor.given().when(reported).thenLeadsTo(active)
    actor
      .given(reported, dormant)
      .when(reported)
      .thenLeadsTo({ ...active, status: 'dormant' })
  })
  it('is dormant, then active, then dormant', () => {
    actor
      .given(reported)
      .when(dormant)
      .thenLeadsTo({ ...active, status: 'dormant' })
    actor.given(reported, dormant).when(reactivated).thenLeadsTo(active)
    actor
      .given(reported, dormant, reactivated)
      .when(dormant)
      .thenLeadsTo({ ...active, status: 'dormant' })
  })
  it('is not dormant twice, nor active twice, nor either where no report stands', () => {
    actor.given(reported, dormant).when(dormant).thenRefused('state-conflict', '/data')
    actor.given(reported).when(reactivated).thenRefused('state-conflict', '/data')
    actor.given(reported, dormant, reactivated).when(reactivated).thenRefused('state-conflict', '/data')
    actor.given(reported, retracted(1)).when(dormant).thenRefused('state-conflict', '/data')
    actor.given(reported, retracted(1)).when(reactivated).thenRefused('state-conflict', '/data')
  })
  it.each([
    told('ActorRoleReported', { role: 'retail-online', places: ['RU'], ...envelope }),
    told('ActorPresenceReported', { places: ['UA'], ...envelope }),
    told('ActorLinkedToRoute', { routeId: 'northern', relation: 'uses', ...envelope }),
    told('ActorLinkedToActor', { actorId: 'other', relation: 'supplies', ...envelope }),
    told('ActorDuplicateSuspected', { actorId: 'other', ...envelope }),
    told('ActorDismantlementClaimed', { operationRef: 'Operation One', ...envelope }),
  ])('takes $type in any state, beside other claims', (claim) => {
    actor.given(reported).when(claim).thenLeadsTo(active)
    actor
      .given(reported, dormant, claim)
      .when(claim)
      .thenLeadsTo({ ...active, status: 'dormant' })
    actor
      .given(reported, merged('other'))
      .when(claim)
      .thenLeadsTo({ ...active, mergedInto: 'other' })
  })
  it('is not linked to itself, nor its own duplicate', () => {
    const self = { actorId: 'khimprom', ...envelope }
    actor
      .given(reported)
      .when(told('ActorLinkedToActor', { ...self, relation: 'supplies' }))
      .thenRefused('rule-violated', '/data/actorId')
    actor
      .given(reported)
      .when(told('ActorDuplicateSuspected', self))
      .thenRefused('rule-violated', '/data/actorId')
  })
})

describe('a merge', () => {
  it('can be reversed, and made again', () => {
    actor
      .given(reported)
      .when(merged('himprom'))
      .thenLeadsTo({ ...active, mergedInto: 'himprom' })
    actor.given(reported, merged('himprom')).when(reversed).thenLeadsTo(active)
    actor
      .given(reported, merged('himprom'), reversed)
      .when(merged('other'))
      .thenLeadsTo({ ...active, mergedInto: 'other' })
  })
  it('is undone by retracting it, as its reversal is', () => {
    actor.given(reported, merged('himprom')).when(retracted(2)).thenLeadsTo(active)
    actor
      .given(reported, merged('himprom'), reversed)
      .when(retracted(3))
      .thenLeadsTo({ ...active, mergedInto: 'himprom' })
  })
  it('must be reversed before another, and is reversed once', () => {
    actor.given(reported, merged('himprom')).when(merged('other')).thenRefused('state-conflict', '/data')
    actor.given(reported).when(reversed).thenRefused('state-conflict', '/data')
    actor.given(reported, merged('himprom'), reversed).when(reversed).thenRefused('state-conflict', '/data')
  })
  it('is one of two where their posters did not see each other, and each is reversed by itself', () => {
    const both = [reported, merged('one'), merged('two')]
    expect(actorOf(streamOf(subjects.actors, ...both)).mergedInto).toBe('two')
    actor
      .given(...both)
      .when(reversed)
      .thenLeadsTo({ ...active, mergedInto: 'one' })
    actor
      .given(...both, reversed)
      .when(reversed)
      .thenLeadsTo(active)
  })
  it('leads neither into the actor itself nor round to it', () => {
    const into: Readonly<Record<string, string>> = { one: 'two', two: 'khimprom', three: 'three' }
    const other = (subject: string): readonly Seen[] => {
      const next = into[subject.slice('actors/'.length)]
      return next ? streamOf(subject, reported, merged(next)) : []
    }
    actor.given(reported).when(merged('khimprom')).thenRefused('rule-violated', '/data/into')
    actor.given(reported).when(merged('one'), { other }).thenRefused('rule-violated', '/data/into')
    actor.given(reported).when(merged('two'), { other }).thenRefused('rule-violated', '/data/into')
    // A circle among others, which only hidden events can make, is no reason to go round for ever.
    actor
      .given(reported)
      .when(merged('three'), { other })
      .thenLeadsTo({ ...active, mergedInto: 'three' })
  })
  it('may close a circle that the poster does not see', () =>
    actor
      .given(reported)
      .when(merged('one'), { other: () => [] })
      .thenLeadsTo({ ...active, mergedInto: 'one' }))
})

describe('a name that is known', () => {
  const duplicate = ['possible-duplicate', '/data'] as const
  const rejectedBefore = ['alias-rejected-before', '/data/alias'] as const

  it.each<Draft>([reported, alias('Химпром')])('raises a suspicion, never a merge: $type', (naming) => {
    actor
      .given(reported)
      .when(naming, { namesakes: ['actors/himprom'] })
      .thenWarned(duplicate)
    actor
      .given(reported)
      .when(naming, { namesakes: [subjects.actors] })
      .thenLeadsTo(active)
  })
  it.each(['Himprom', 'HIMPROM', 'Him-prom'])('is remembered when it was rejected: %s', (spelled) =>
    actor.given(reported, alias('Himprom'), rejected(2)).when(alias(spelled)).thenWarned(rejectedBefore),
  )
  it('is remembered across alphabets, and told with its namesakes', () => {
    const past = [reported, alias('Химпром'), rejected(2)]
    actor
      .given(...past)
      .when(alias('Khimprom'))
      .thenWarned(rejectedBefore)
    actor
      .given(...past)
      .when(alias('Khimprom'), { namesakes: ['actors/himprom'] })
      .thenWarned(rejectedBefore, duplicate)
  })
  it('is no matter where another was rejected, or it was not', () => {
    actor.given(reported, alias('Himprom'), rejected(2)).when(alias('Hydra')).thenLeadsTo(active)
    actor.given(reported, alias('Himprom')).when(alias('Himprom')).thenLeadsTo(active)
  })
})
