import { beforeAll, describe, expect, it } from 'vitest'
import type { Body } from './api.ts'
import { route } from './events.ts'
import type { Journey } from './journey.ts'
import { sharedJourney } from './shared-journey.ts'

const kz = 'kz-moi'

describe('what is read', () => {
  let journey: Journey
  beforeAll(async () => {
    journey = await sharedJourney()
    await journey.record(route(kz, 'watched', {}, { tlp: 'AMBER' }))
    await journey.record(route(kz, 'open', {}))
    await journey.quiet()
  })

  const audited = async (query: string): Promise<Body[]> => {
    const { status, body } = await journey.get(`/v1/audit?${query}`, 'centre')
    expect(status).toBe(200)
    return body.items as Body[]
  }

  it('above GREEN stands in the audit, once, by the time of its answer', async () => {
    const { get } = journey
    const read = await get('/v1/routes/watched', 'uz-authority', { purpose: 'case 7' })
    expect(read.status).toBe(200)
    expect((await get('/v1/routes/open', 'uz-authority')).status).toBe(200)
    expect(await audited('agency=uz-authority')).toStrictEqual([
      {
        at: expect.any(String),
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        agencyId: 'uz-authority',
        clientId: 'uz-authority',
        purpose: 'case 7',
        operation: 'readRoute',
        status: 200,
        subjects: [{ subject: 'routes/watched', audience: ['participants'] }],
      },
    ])
    const counted = await get('/v1/subjects/routes/watched/readers', kz)
    expect(counted.body).toStrictEqual({ subject: 'routes/watched', agencies: 1, reads: 1 })
  })

  it('is not there where nothing was read', async () => {
    const { get } = journey
    expect((await get('/v1/routes/watched', 'observer-one')).status).toBe(404)
    expect((await get('/v1/routes/watched')).status).toBe(404)
    expect(await audited('agency=observer-one')).toStrictEqual([])
  })

  it('is shown to the centre alone, a page at a time', async () => {
    const { get } = journey
    for (let i = 0; i < 3; i++) await get('/v1/routes/watched', 'tm-authority')
    const first = await get('/v1/audit?agency=tm-authority&limit=2', 'centre')
    expect(first.body.items).toHaveLength(2)
    const rest = await get(`/v1/audit?agency=tm-authority&limit=2&cursor=${first.body.next}`, 'centre')
    expect(rest.body.items).toHaveLength(1)
    expect(rest.body).not.toHaveProperty('next')
    expect((await get('/v1/audit', kz)).status).toBe(403)
    expect((await get('/v1/audit')).status).toBe(401)
    expect((await get('/v1/subjects/routes/watched/readers', 'ru-authority')).status).toBe(404)
  })
})
