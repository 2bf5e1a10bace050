import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../domain/decide.ts'
import { accept, every, refuse } from '../../domain/decision.ts'
import type { EventType } from '../../events/catalog.ts'
import type { Label } from '../../events/recorded.ts'
import { candidateOf, contextOf, specOf } from '../support/decider.ts'
import { type Draft, envelope, id, streamOf, told } from './stream.ts'
import { anyStream, anySubject, anySubset } from './views/any-stream.ts'
import { onLeg, reported, subject, toKhimprom } from './views/heroin-and-tablets.ts'

const seizure = specOf(subject, (seen) => seen.length)
const own = ['participants/kz-moi']
const change = (type: 'MarkingRaised' | 'MarkingLowered', n = 1, audience: readonly Label[] = ['public']) =>
  told(type, { eventId: id(n), marking: { tlp: 'RED' }, reason: 'Sensitive.' }, { audience })

describe('a marking', () => {
  /** What an event is open to, what it would be open to, and how that is called. */
  it.each<[Label[], Label[], 'raised' | 'lowered' | 'neither']>([
    [['public'], ['community'], 'raised'],
    [['community'], ['participants'], 'raised'],
    [['participants'], ['participants/centre', 'participants/kz-moi'], 'raised'],
    [['participants/centre', 'participants/kz-moi'], own, 'raised'],
    [['community/observer-one', 'participants'], ['participants'], 'raised'],
    [own, ['participants/kz-moi', 'participants/ru-authority'], 'lowered'],
    [own, ['public'], 'lowered'],
    [['participants'], ['community'], 'lowered'],
    [['community'], ['community'], 'neither'],
    [own, own, 'neither'],
    [own, ['participants/ru-authority'], 'neither'],
    [['participants'], ['community/observer-one', 'participants/kz-moi'], 'neither'],
  ])('from %j to %j is %s', (before, audience, called) => {
    const given = seizure.given({ ...reported(), audience: before })
    for (const type of ['MarkingRaised', 'MarkingLowered'] as const) {
      const asked = given.when(change(type), { audience })
      if (type === `Marking${called === 'raised' ? 'Raised' : 'Lowered'}` && called !== 'neither')
        asked.thenLeadsTo(2)
      else asked.thenRefused('rule-violated', '/data/marking')
    }
  })

  it('is judged by the marking that stands, the newest', () => {
    const given = seizure.given(reported(), change('MarkingRaised', 1, own))
    given.when(change('MarkingRaised'), { audience: own }).thenRefused('rule-violated', '/data/marking')
    given.when(change('MarkingLowered'), { audience: ['participants'] }).thenLeadsTo(3)
    seizure
      .given(reported(), change('MarkingRaised', 1, own), change('MarkingLowered', 1, ['participants']))
      .when(change('MarkingRaised'), { audience: own })
      .thenLeadsTo(4)
  })

  it('is judged by itself: what the event refers to may be hidden from others, and nobody is told', () => {
    const met = streamOf(subject, reported(), onLeg()).map((event) =>
      event.sequence === 2 ? { ...event, audience: own } : event,
    )
    const decision = (type: 'MarkingRaised' | 'MarkingLowered') =>
      decide(candidateOf(subject, change(type, 2)), contextOf('kz-moi', met), ['participants']).outcome
    expect(decision('MarkingRaised')).toBe('accepted')
    expect(decision('MarkingLowered')).toBe('refused')
  })
})

describe('what an event refers to', () => {
  const missing = (...hidden: readonly string[]) => ({
    exists: (named: string, part?: string) =>
      !hidden.includes(named) && !(part !== undefined && hidden.includes(part)),
  })
  const given = seizure.given(reported())

  it('must be there, as far as the poster sees', () => {
    given.when(onLeg(), missing('routes/northern')).thenRefused('unknown-reference', '/data/routeId')
    given.when(toKhimprom, missing('actors/khimprom')).thenRefused('unknown-reference', '/data/actorId')
    given.when(toKhimprom, missing('actors/other')).thenLeadsTo(2)
  })
  it('is the leg only where the route is known', () => {
    given.when(onLeg('tj-kg'), missing('tj-kg')).thenRefused('unknown-reference', '/data/legId')
    given.when(onLeg('tj-kg'), missing('routes/northern')).thenRefused('unknown-reference', '/data/routeId')
    given.when(onLeg('northern'), missing('northern')).thenRefused('unknown-reference', '/data/legId')
  })
  it.each<[string, Draft, string]>([
    ['actors/khimprom', told('ActorsMerged', { into: 'himprom', ...envelope }), '/data/into'],
    [
      'commitments/1',
      told('CommitmentMade', {
        by: 'KZ',
        statementId: id(7),
        text: 'Two laboratories.',
        type: 'programme',
        measurable: true,
        ...envelope,
      }),
      '/data/statementId',
    ],
  ])('stands in its own field: %s', (of, draft, pointer) => {
    const known = streamOf(
      of,
      told('ActorReported', {
        names: { en: 'Khimprom' },
        kind: 'unknown',
        specificity: 'named',
        ...envelope,
      }),
    )
    const decision = decide(candidateOf(of, draft), contextOf('kz-moi', known, { exists: () => false }), [
      'public',
    ])
    expect(decision).toMatchObject({ refusal: 'unknown-reference', errors: [{ pointer }] })
  })
})

describe('credibility 1', () => {
  const grading = { ...envelope.grading, information: '1' }
  const warning = ['credibility-capped', '/data/grading/information'] as const
  const source = (of: string, ...derivedFrom: string[]) => ({
    id: of,
    kind: 'ngo-research',
    ...(derivedFrom.length > 0 && { derivedFrom }),
  })

  it.each<[string, object[] | undefined, boolean]>([
    ['no source', undefined, true],
    ['one source', [source('a')], true],
    ['two sources', [source('a'), source('b')], false],
    ['one source and one that copies it', [source('a'), source('b', 'a')], true],
    ['two sources that copy a third', [source('a', 'c'), source('b', 'c')], true],
    ['two copies of different sources', [source('a', 'c'), source('b', 'd')], false],
    ['two nameless sources', [{ kind: 'other' }, { kind: 'laboratory' }], false],
  ])('on %s is capped: %s', (_what, sources, isCapped) => {
    const claim = reported({ grading, ...(sources && { sources }) })
    seizure
      .given()
      .when(claim)
      .thenWarned(...(isCapped ? [warning] : []))
    const regraded = told('ClaimRegraded', { claimId: id(1), grading, reason: 'Confirmed.' })
    seizure
      .given(reported(sources && { sources }))
      .when(regraded)
      .thenWarned(...(isCapped ? [warning] : []))
  })
  it.each([
    [{ scale: 'uk-5x5x5', source: 'A', information: '1' }, true],
    [{ scale: 'uk-3x5x2', source: '1', information: 'A' }, true],
    [{ scale: 'europol-4x4', source: 'A', information: '1' }, true],
    [{ scale: 'admiralty-6x6', source: 'A', information: '2' }, false],
    [{ scale: 'uk-3x5x2', source: '1', information: 'B' }, false],
  ])('is what it is on any scale: %j', (sent, isCapped) =>
    seizure
      .given()
      .when(reported({ grading: sent }))
      .thenWarned(...(isCapped ? [warning] : [])),
  )
})

describe('several answers are one', () => {
  const warning = (rule: string) => ({ rule, pointer: '/data', hint: 'Look again.' })
  const rule = (pointer: string) => refuse('rule-violated', pointer, 'No.')
  const conflict = refuse('state-conflict', '/state', 'No.')

  it('accepted with every warning', () =>
    expect(every(accept(warning('one')), accept(), accept(warning('two')))).toStrictEqual({
      outcome: 'accepted',
      warnings: [warning('one'), warning('two')],
    }))
  it('or refused with every error of one kind, a conflict with the state before all others', () => {
    expect(every(accept(warning('one')), rule('/a'), rule('/b'))).toMatchObject({
      refusal: 'rule-violated',
      errors: [{ pointer: '/data/a' }, { pointer: '/data/b' }],
    })
    expect(every(rule('/a'), conflict, rule('/b'))).toStrictEqual(conflict)
  })
})

it('decides on any part of any stream, the same each time, leaving it as it was', () =>
  fc.assert(
    fc.property(
      anySubject.chain((of) => fc.tuple(anySubset(of), anyStream(of), fc.constant(of))),
      ([{ some }, next, of]) => {
        const before = JSON.stringify(some)
        for (const { type, data } of next) {
          if (data === undefined) continue
          const candidate = { type: type as EventType, subject: of, data } as never
          const once = decide(candidate, contextOf('kz-moi', some), ['participants'])
          expect(decide(candidate, contextOf('kz-moi', some), ['participants'])).toStrictEqual(once)
          if (once.outcome === 'refused') expect(once.errors.map(({ code }) => code)).toContain(once.refusal)
        }
        expect(JSON.stringify(some)).toBe(before)
      },
    ),
  ))
