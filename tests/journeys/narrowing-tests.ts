import { beforeAll, describe, expect, it } from 'vitest'
import type { Body } from './api.ts'
import { actor, claim, event, kilograms, leg, route, seizure, session, statement } from './events.ts'
import type { Journey } from './journey.ts'
import { found, kz, places, raised, red } from './narrowing.ts'
import { sharedJourney } from './shared-journey.ts'

describe('a marking that is raised', () => {
  let journey: Journey
  beforeAll(async () => {
    journey = await sharedJourney()
  })

  describe('a seizure that is attributed to a route and an actor', () => {
    it.each([
      ['RED by its originator', red, kz, undefined],
      ['AMBER by the centre', { tlp: 'AMBER' }, 'centre', 'observer-one'],
    ])('%s', async (name, marking, by, reader) => {
      const id = name.slice(0, 3).toLowerCase()
      const { record, quiet } = journey
      await record(route(kz, `way-${id}`))
      await record(leg(kz, `way-${id}`, ['KG', 'KZ']))
      await record(actor(kz, `carriers-${id}`))
      const amount = id === 'red' ? '77777.125' : '55555.375'
      const data = { place: { country: 'KZ', locality: `Post ${name}` }, items: kilograms(amount) }
      const seized = await record(seizure(kz, data))
      const on = (type: string, rest: Body) => record(claim(kz, type, seized.subject, rest))
      const attributed = await on('SeizureAttributedToRoute', { routeId: `way-${id}`, legId: 'kg-kz' })
      await on('SeizureAttributedToActor', { actorId: `carriers-${id}` })
      await quiet()
      const words = [seized.subject, seized.eventId, attributed.eventId, `Post ${name}`, amount]
      const where = places(seized.subject, `routes/way-${id}`, `actors/carriers-${id}`)
      expect((await found(journey, words, where, reader)).length).toBeGreaterThan(25)
      await raised(journey, seized.subject, seized.eventId, marking, by)
      expect(await found(journey, words, where, reader)).toStrictEqual([])
      expect((await found(journey, words, where, kz)).length).toBeGreaterThan(25)
      await quiet()
      expect(await found(journey, words, where, reader)).toStrictEqual([])
      const card = await journey.get(`/v1/routes/way-${id}`, reader)
      expect(card.body.evidence).toMatchObject({ seizures: 0, kilograms: '0', legs: [{ seizures: 0 }] })
    })
  })

  it('a session takes its statements with it, and their commitments', async () => {
    const { record, quiet } = journey
    const scheduled = await record(session(kz, 'closed-door', { names: { en: 'Closed door' } }))
    const said = await record(statement(kz, 'closed-door', { summary: 'Spoken behind it' }))
    const statementId = said.subject.slice('statements/'.length)
    const promise = { by: 'KZ', statementId, text: 'Promised behind it', type: 'other', measurable: false }
    const made = await record(claim(kz, 'CommitmentMade', undefined, promise))
    await quiet()
    const words = [
      'closed-door',
      'Closed door',
      'Spoken behind it',
      'Promised behind it',
      said.subject,
      made.eventId,
    ]
    const where = places('sessions/closed-door', said.subject, made.subject)
    expect((await found(journey, words, where)).length).toBeGreaterThan(10)
    await raised(journey, 'sessions/closed-door', scheduled.eventId)
    expect(await found(journey, words, where)).toStrictEqual([])
  })

  it('an alias and the role of an actor; a retraction of a claim is in force as soon', async () => {
    const { record, quiet, get } = journey
    await record(actor(kz, 'fleet'))
    const alias = await record(claim(kz, 'ActorAliasReported', 'actors/fleet', { alias: 'Night fleet' }))
    const role = await record(
      claim(kz, 'ActorRoleReported', 'actors/fleet', { role: 'transport', scale: 'dozens of boats' }),
    )
    await quiet()
    const where = [...places('actors/fleet'), ['/v1/actors?q=night%20fleet'] as const]
    expect((await found(journey, ['Night fleet', 'dozens of boats'], where)).length).toBeGreaterThan(3)
    await raised(journey, 'actors/fleet', alias.eventId)
    expect(await found(journey, ['Night fleet', alias.eventId], where)).toStrictEqual([])
    const etag = String((await get('/v1/actors/fleet', kz)).headers.get('etag'))
    await record(
      event(kz, 'ClaimRetracted', 'actors/fleet', { claimId: role.eventId, reason: 'An error.' }),
      {
        'if-match': etag,
      },
    )
    expect((await get('/v1/actors/fleet')).body.roles).toStrictEqual([])
  })

  it('a redacted payload is gone for everyone at once; that it was there stays', async () => {
    const { record, quiet, get } = journey
    await record(session(kz, 'redacted'))
    const said = await record(statement(kz, 'redacted', { text: 'A name by mistake', summary: 'Also here' }))
    await quiet()
    const words = ['A name by mistake', 'Also here']
    const where = places('sessions/redacted', said.subject)
    expect((await found(journey, words, where)).length).toBeGreaterThan(3)
    const { headers } = await get(`/v1/${said.subject}`, 'centre')
    const redaction = event('centre', 'PayloadRedacted', said.subject, {
      eventId: said.eventId,
      reason: 'Names a person.',
    })
    await record(redaction, { 'if-match': String(headers.get('etag')) })
    for (const reader of [undefined, kz, 'centre'])
      expect(await found(journey, words, where, reader)).toStrictEqual([])
    const events = await get(`/v1/subjects/${said.subject}/events`)
    expect(events.body.items).toMatchObject([
      { eventid: said.eventId, redacted: true, version: 1 },
      { version: 2 },
    ])
  })
})
