import { beforeAll, describe, expect, it } from 'vitest'
import { post } from '../../support/posts.ts'
import { type Reading, reading, tokenOf } from './reading.ts'
import { sampleEvents, tell } from './sample.ts'

let world: Reading
beforeAll(async () => {
  world = await reading()
  await tell(world, sampleEvents)
  await world.project()
})

describe('a caller', () => {
  it.each(['/v1/routes', '/v1/health', '/docs', '/v1/nothing'])(
    'with a broken token gets 401 at %s',
    async (path) => {
      const [invalid, none] = ['Bearer error="invalid_token"', 'Bearer']
      const sent = {
        'Bearer x': invalid,
        Bearer: invalid,
        'Bearer a.b.c': invalid,
        [`Bearer ${await tokenOf('nobody')}`]: invalid,
        'Basic abc': none,
        '': none,
      }
      for (const [authorization, challenge] of Object.entries(sent)) {
        const { status, headers } = await world.ask(path, { headers: { authorization } })
        expect([status, headers.get('www-authenticate')]).toStrictEqual([401, challenge])
      }
      expect((await world.ask(path, { method: 'PUT', headers: { authorization: 'Bearer x' } })).status).toBe(
        401,
      )
    },
  )

  it('keeps its token out of the address', async () => {
    const token = await tokenOf('kz-moi')
    expect((await world.ask(`/v1/routes?access_token=${token}`)).status).toBe(401)
  })

  it('needs a token where there is nothing for the public, and the right one for the centre', async () => {
    for (const path of ['/v1/me', '/v1/submissions', '/v1/health/projections'])
      expect((await world.ask(path)).status).toBe(401)
    expect((await world.ask('/v1/health/projections', { by: 'kz-moi' })).status).toBe(403)
    const health = await world.ask('/v1/health/projections', { by: 'centre' })
    expect(health.status).toBe(200)
    expect(health.body.items.map(({ subject }) => String(subject))).toStrictEqual(
      expect.arrayContaining(['agencies/centre', 'agencies/kz-moi', 'agencies/tj-authority']),
    )
  })

  it('needs the scope of views, but not to learn how to ask', async () => {
    const asker = { by: 'kz-moi', scopes: 'routewatch/events.write' }
    for (const path of ['/v1/routes', '/v1/routes/northern', '/v1/me'])
      expect((await world.ask(path, asker)).status).toBe(403)
    for (const path of ['/v1/schemas', '/openapi.json', '/docs', '/problems/malformed'])
      expect((await world.ask(path, asker)).status).toBe(200)
  })

  it('that is suspended reads nothing', async () => {
    const suspension = post(
      'AgencySuspended',
      { reason: 'a breach' },
      { by: 'centre', subject: 'agencies/tm-authority', ifmatch: '*' },
    )
    expect((await world.ask('/v1/routes', { by: 'tm-authority' })).status).toBe(200)
    await world.recorded(suspension)
    world.clock.nowMs += 5_000
    const { status, body } = await world.ask('/v1/routes', { by: 'tm-authority' })
    expect([status, body.type]).toStrictEqual([403, '/problems/forbidden'])
  })
})
