import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Body } from './api.ts'
import { claim, leg, route } from './events.ts'
import type { Journey } from './journey.ts'
import { sharedJourney } from './shared-journey.ts'

describe('as of then', () => {
  let journey: Journey
  beforeAll(async () => {
    journey = await sharedJourney()
  })

  const legIds = ({ legs }: Body) => (legs as Body[]).map(({ legId }) => legId)

  it('shows a route as it was before and as it is after a rerouting', async () => {
    const { record, get, quiet } = journey
    await record(route('kz-moi', 'silk'))
    await record(leg('kz-moi', 'silk', ['AF', 'TJ']))
    await record(leg('kz-moi', 'silk', ['TJ', 'KG']))
    const last = await record(leg('kz-moi', 'silk', ['KG', 'KZ']))
    await quiet()
    const card = await get('/v1/routes/silk', 'kz-moi')
    await wait(5)
    const rerouted = claim('kz-moi', 'RouteRerouted', 'routes/silk', {
      from: ['tj-kg', 'kg-kz'],
      to: [
        { legId: 'tj-uz', from: { country: 'TJ' }, to: { country: 'UZ' }, role: 'trunk' },
        { legId: 'uz-kz', from: { country: 'UZ' }, to: { country: 'KZ' }, role: 'trunk' },
      ],
      cause: 'enforcement',
    })
    expect((await journey.post(rerouted)).status).toBe(428)
    expect((await journey.post(rerouted, { headers: { 'if-match': '"another"' } })).status).toBe(412)
    const after = await record(rerouted, { 'if-match': String(card.headers.get('etag')) })
    await quiet()

    const now = (await get('/v1/routes/silk')).body
    expect(legIds(now)).toStrictEqual(['af-tj', 'tj-uz', 'uz-kz'])
    const then = (await get(`/v1/routes/silk?knownAt=${last.recordedAt}`)).body
    expect(legIds(then)).toStrictEqual(['af-tj', 'tj-kg', 'kg-kz'])
    expect(then).toMatchObject({ version: 4, notAsOf: ['evidence', 'actors'] })
    expect(then.claims).toStrictEqual(card.body.claims)
    const same = (await get(`/v1/routes/silk?knownAt=${after.recordedAt}`)).body
    expect(legIds(same)).toStrictEqual(legIds(now))
    expect(same.claims).toStrictEqual(now.claims)
    const countries = ({ countryRoles }: Body) => (countryRoles as Body[]).map(({ country }) => country)
    expect([countries(then), countries(now)]).toStrictEqual([
      ['AF', 'TJ', 'KG', 'KZ'],
      ['AF', 'TJ', 'UZ', 'KZ'],
    ])
    const before = new Date(
      Date.parse(String(card.body.claims && (card.body.claims as Body[])[0]?.recordedAt)) - 1,
    )
    expect((await get(`/v1/routes/silk?knownAt=${before.toISOString()}`)).status).toBe(404)
  })
})
