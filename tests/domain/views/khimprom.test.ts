import { describe, expect, it } from 'vitest'
import { project } from '../../../domain/views/project.ts'
import { type Draft, envelope, everyone, id, read, streamOf, told } from '../stream.ts'

const subject = 'actors/khimprom'
const about2014 = { from: '2014', precision: 'year', approximate: true }
const online = {
  role: 'retail-online',
  substance: 'synthetic-nonspecified',
  places: ['RU', 'UA', 'BY'],
  since: about2014,
}

const example: readonly Draft[] = [
  told('ActorReported', {
    names: { en: 'Khimprom', ru: 'Химпром' },
    kind: 'online-marketplace',
    specificity: 'named',
    operatesIn: ['RU', 'UA', 'BY'],
    ...envelope,
  }),
  told('ActorRoleReported', { ...online, ...envelope }),
  told('ActorPresenceReported', { places: [{ region: 'central-asia' }], ...envelope }),
  told('ActorAliasReported', { alias: 'Chimprom', ...envelope }),
  told('ActorAliasReported', { alias: 'Himprom', ...envelope }),
  told('ActorAliasRejected', { claimId: id(5), reason: 'Another company.' }),
  told('ActorLinkedToRoute', { routeId: 'northern', legId: 'kz-ru', relation: 'uses', ...envelope }),
  told('ActorLinkedToActor', { actorId: 'hydra', relation: 'competes-with', ...envelope }),
  told('ActorDuplicateSuspected', { actorId: 'himprom', ...envelope }),
]
const stream = streamOf(subject, ...example)
const following = (...drafts: Draft[]) => streamOf(subject, ...example, ...drafts)
const shown = (...drafts: Draft[]) => read(subject, following(...drafts))

describe('Khimprom', () => {
  it('is one card', () => {
    const { claims, ...rest } = read(subject, stream)
    expect(rest).toStrictEqual({
      subject,
      version: 9,
      names: { en: 'Khimprom', ru: 'Химпром' },
      aliases: ['Chimprom'],
      kind: 'online-marketplace',
      specificity: 'named',
      basedIn: [],
      operatesIn: ['BY', 'RU', 'UA', 'central-asia'],
      roles: [{ ...online, claimIds: [id(2)] }],
      routes: [{ routeId: 'northern', legId: 'kz-ru', relation: 'uses', claimIds: [id(7)] }],
      links: [{ actorId: 'hydra', relation: 'competes-with', claimIds: [id(8)] }],
      status: 'active',
      duplicateSuspects: [{ actorId: 'himprom', claimIds: [id(9)] }],
      dismantlements: [],
      conflicts: [],
    })
    expect(claims.map(({ field, status }) => [field, status])).toStrictEqual([
      ['names', 'preferred'],
      ['roles', 'preferred'],
      ['operatesIn', 'preferred'],
      ['aliases', 'preferred'],
      ['aliases', 'retracted'],
      ['routes', 'preferred'],
      ['links', 'preferred'],
      ['duplicateSuspects', 'preferred'],
    ])
  })

  it('is found by each of its names once, and known to what it is linked to', () => {
    const { rows } = project(subject, stream, everyone)
    expect(rows.map(({ partition, sort }) => [partition, sort])).toStrictEqual([
      ['card/actors/khimprom', 'card'],
      ['list/actors', 'khimprom'],
      ['names/chimprom', subject],
      ['names/khimprom', subject],
      ['inbound/routes/northern', 'uses#actors/khimprom#kz-ru'],
      ['inbound/actors/hydra', 'competes-with#actors/khimprom#'],
      ['inbound/actors/himprom', 'duplicate-suspected#actors/khimprom#'],
    ])
    expect(rows.find(({ partition }) => partition === 'names/khimprom')?.body).toStrictEqual({
      subject,
      name: 'Khimprom',
    })
    expect(rows[4]?.body).toStrictEqual({
      from: subject,
      to: 'routes/northern',
      relation: 'uses',
      legId: 'kz-ru',
      evidence: [id(7)],
      status: 'live',
    })
  })
})

describe('what becomes of an actor', () => {
  const merged = told('ActorsMerged', { into: 'hydra', ...envelope })
  it('merges, and comes apart again', () => {
    expect(shown(merged)).toMatchObject({ status: 'merged', mergedInto: 'hydra' })
    const apart = shown(merged, told('ActorMergeReversed', envelope))
    expect(apart.status).toBe('active')
    expect(apart).not.toHaveProperty('mergedInto')
    const links = (...drafts: Draft[]) =>
      project(subject, following(...drafts), everyone).rows.filter(({ sort }) =>
        sort.startsWith('merged-into'),
      )
    expect(links(merged)).toHaveLength(1)
    expect(links(merged, told('ActorMergeReversed', envelope))).toStrictEqual([])
  })
  it('sleeps and wakes', () => {
    const dormant = told('ActorDeclaredDormant', { reason: 'Sites offline.', ...envelope })
    expect(shown(dormant).status).toBe('dormant')
    expect(shown(dormant, told('ActorReactivated', envelope)).status).toBe('active')
  })
  it('keeps a role that has ended, with its end, but not one that was retracted', () => {
    const roles = shown(told('ActorRoleEnded', { claimId: id(2), reason: 'Left retail.' })).roles
    const end = { eventId: id(10), recordedAt: '2024-03-20T06:10:00.000Z', reason: 'Left retail.' }
    expect(roles).toStrictEqual([{ ...online, claimIds: [id(2)], ended: end }])
    expect(shown(told('ClaimRetracted', { claimId: id(2), reason: 'error' })).roles).toStrictEqual([])
  })
  it('loses a link that is withdrawn', () => {
    const withdrawn = told('LinkWithdrawn', { claimId: id(7), reason: 'Mistaken.' })
    expect(shown(withdrawn).routes).toStrictEqual([])
    expect(
      project(subject, following(withdrawn), everyone).rows.map(({ partition }) => partition),
    ).not.toContain('inbound/routes/northern')
  })
  it('is called by other names by others, who contradict each other', () => {
    const press = { sources: [{ id: 'press', kind: 'open-source-media' }] }
    const other = told('ActorReported', {
      names: { en: 'Chemistry shop' },
      kind: 'online-marketplace',
      specificity: 'named',
      ...envelope,
      ...press,
    })
    const both = shown(other)
    expect(both.conflicts).toStrictEqual([{ field: 'names', claimIds: [id(1), id(10)] }])
    expect(both.aliases).toStrictEqual(['Chimprom', 'Khimprom', 'Химпром'])
  })
  it('sees two scales of one role as a conflict', () => {
    const scaled = (scale: string, source: string) =>
      told('ActorRoleReported', {
        role: 'transport',
        scale,
        ...envelope,
        sources: [{ id: source, kind: 'ngo-research' }],
      })
    expect(shown(scaled('tonnes a load', 'one'), scaled('some kilograms', 'two')).conflicts).toStrictEqual([
      { field: 'roles', claimIds: [id(10), id(11)] },
    ])
  })
  it('is said to be dismantled without being so', () => {
    const gone = shown(told('ActorDismantlementClaimed', { operationRef: 'Operation Web', ...envelope }))
    expect(gone.dismantlements).toStrictEqual([
      { claimId: id(10), operationRef: 'Operation Web', status: 'preferred' },
    ])
    expect(gone.status).toBe('active')
  })
})
