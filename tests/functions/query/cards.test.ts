import { beforeAll, describe, expect, it } from 'vitest'
import {
  claimed,
  leg,
  raised,
  red,
  redacted,
  route,
  seizure,
  strict,
  subjectOf,
} from '../../support/posts.ts'
import { newWorld } from '../../support/world.ts'
import { type Reading, reading } from './reading.ts'

let world: Reading
const identified = route('north', { id: 'north' })
const secret = route('secret', { id: 'secret', marking: red() })

beforeAll(async () => {
  world = await reading(await newWorld())
  await world.recorded(identified)
  await world.recorded(secret)
  world.clock.nowMs += 60_000
  await world.recorded(leg('north', 'tj-kg', { id: 'leg' }))
  await world.project()
})

describe('a card', () => {
  it('tells the same of what is hidden and what is missing', async () => {
    const told = async (path: string) => {
      const { status, text, headers } = await world.ask(path, { by: 'ru-authority' })
      return { status, text: text.replaceAll(/secret|absent/g, '…'), headers: [...headers] }
    }
    for (const path of [
      '/v1/routes/…',
      '/v1/routes/…/evidence',
      '/v1/subjects/routes/…/events',
      '/v1/graph?focus=routes/…',
    ])
      expect(await told(path.replace('…', 'secret'))).toStrictEqual(await told(path.replace('…', 'absent')))
    expect((await world.ask('/v1/routes/secret', { by: 'kz-moi' })).status).toBe(200)
  })

  it('has a validator, and is not sent again while it holds', async () => {
    const first = await world.ask('/v1/routes/north')
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]+\.[\w-]+"$/)
    expect(first.headers.get('vary')).toBe('accept, authorization')
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await world.ask('/v1/routes/north', { headers: { 'if-none-match': known } })
      expect([again.status, again.text, again.headers.get('etag')]).toStrictEqual([304, '', etag])
    }
    // `tj` has no card of its own: a route passes through it.
    for (const path of ['/v1/routes/north', '/v1/agencies/centre', '/v1/countries/tj'])
      for (const method of ['GET', 'HEAD'])
        expect((await world.ask(path, { method, headers: { 'if-none-match': '*' } })).status).toBe(304)
    expect((await world.ask('/v1/routes/north', { headers: { 'if-none-match': '"other"' } })).status).toBe(
      200,
    )
    expect((await world.ask('/v1/routes/none', { headers: { 'if-none-match': '*' } })).status).toBe(404)
  })

  it('has a validator that a receipt agrees with', async () => {
    world.clock.nowMs += 1_000
    const { etag } = await world.recorded(leg('north', 'kg-kz', { id: 'second-leg' }))
    await world.project()
    const card = await world.ask('/v1/routes/north', { by: 'kz-moi' })
    expect(card.headers.get('etag')?.slice(1).split('.')[0]).toBe(etag)
    const dormant = claimed(
      'RouteDeclaredDormant',
      { reviewedFrom: '2023', reason: 'quiet' },
      { subject: 'routes/north', ifmatch: card.headers.get('etag') ?? '' },
    )
    expect((await world.post(dormant, { validateOnly: true })).outcome).toBe('valid')
  })

  it('answers HEAD as GET, without the body', async () => {
    for (const path of ['/v1/routes/north', '/v1/routes/none', '/v1/routes']) {
      const [get, head] = [await world.ask(path), await world.ask(path, { method: 'HEAD' })]
      expect([head.status, head.text]).toStrictEqual([get.status, ''])
      expect([...head.headers]).toStrictEqual([...get.headers])
    }
  })
})

describe('knownAt', () => {
  it('takes back what was recorded later, and says which blocks it cannot take back', async () => {
    const then = await world.ask('/v1/routes/north?knownAt=2024-03-20T06:00:30Z')
    expect(then.body.legs).toStrictEqual([])
    expect(then.body).toMatchObject({
      version: 1,
      knownAt: '2024-03-20T06:00:30Z',
      notAsOf: ['evidence', 'actors'],
    })
    expect((await world.ask('/v1/routes/north?knownAt=2024-03-20T06:01:00Z')).body.version).toBe(2)
    expect((await world.ask('/v1/routes/north?knownAt=2024-03-20T05:59:59.999Z')).status).toBe(404)
    expect((await world.ask('/v1/routes/north?knownAt=2024-03-20T11:00:30%2B05:00')).body.version).toBe(1)
    expect((await world.ask('/v1/routes/secret?knownAt=2030-01-01T00:00:00Z')).status).toBe(404)
  })

  it('looks back with the audiences and redactions of today', async () => {
    const [kept, shut, emptied] = [
      seizure({}, { id: 'a' }),
      seizure({}, { id: 'b' }),
      seizure({}, { id: 'c' }),
    ]
    for (const event of [kept, shut, emptied]) await world.recorded(event)
    const at = new Date(world.clock.nowMs).toISOString()
    world.clock.nowMs += 1_000
    await world.recorded(raised(shut, strict(), { ifmatch: '*' }))
    await world.recorded(redacted(emptied, { ifmatch: '*' }))
    const status = async (subject: string, by?: string) => {
      const { status, body } = await world.ask(`/v1/${subject}?knownAt=${at}`, by === undefined ? {} : { by })
      return [status, body.status]
    }
    expect(await status(subjectOf(kept))).toStrictEqual([200, 'reported'])
    expect(await status(subjectOf(shut))).toStrictEqual([404, 404])
    expect(await status(subjectOf(shut), 'centre')).toStrictEqual([200, 'reported'])
    expect(await status(subjectOf(emptied))).toStrictEqual([200, 'redacted'])
  })
})

describe('atLeast', () => {
  const waited = async (path: string, by = 'ru-authority') => {
    const startMs = world.clock.nowMs
    const { status, text, headers } = await world.ask(path, { by })
    return {
      status,
      text: text.replaceAll(/secret|absent|north/g, '…'),
      headers: [...headers],
      ms: world.clock.nowMs - startMs,
    }
  }

  it('gives up after 2 seconds, the same whatever is there or hidden', async () => {
    const [hidden, absent, early] = [
      await waited('/v1/routes/secret?atLeast=1'),
      await waited('/v1/routes/absent?atLeast=1'),
      await waited('/v1/routes/north?atLeast=99'),
    ]
    expect(hidden).toMatchObject({ status: 503, ms: 2_000 })
    expect(hidden.headers).toContainEqual(['retry-after', '1'])
    expect([absent, early]).toStrictEqual([hidden, hidden])
    expect(await waited('/v1/routes/secret?atLeast=1', 'kz-moi')).toMatchObject({ status: 200, ms: 0 })
  })

  it('waits for the projection, and no longer', async () => {
    const base = await newWorld()
    let polls = 0
    const lagging = await reading(base, {
      pause: async (ms) => {
        base.clock.nowMs += ms
        polls += 1
        if (polls === 3) await lagging.project()
      },
    })
    const { version } = await lagging.recorded(route('late'))
    expect((await lagging.ask(`/v1/routes/late?atLeast=${version}`)).status).toBe(200)
    expect(polls).toBe(3)
  })
})
