import { beforeAll, describe, expect, it } from 'vitest'
import { type Answer, itemsOf } from './api.ts'
import { badBodies, badBytes, badPaths } from './bad-requests.ts'
import { route, seizure } from './events.ts'
import { type Journey, startAmongPartners } from './journey.ts'
import { raw } from './raw.ts'
import { sharedJourney } from './shared-journey.ts'

describe('bad requests', () => {
  let journey: Journey
  let before: number
  beforeAll(async () => {
    journey = await sharedJourney()
    for (const id of ['open', 'second', 'third']) await journey.record(route('kz-moi', id))
    await journey.quiet()
    before = await journey.recorded()
  })

  function expectProblem({ status, headers, body }: Answer, expected: number): void {
    expect([status, body]).toMatchObject([
      expected,
      {
        type: expect.stringMatching(/^\/problems\/[a-z-]+$/),
        title: expect.stringMatching(/./),
        status: expected,
        requestId: expect.any(String),
        instance: expect.stringMatching(/^\//),
      },
    ])
    expect(headers.get('content-type')).toBe('application/problem+json')
  }

  const post = (body: string | Uint8Array, type: string, headers: Record<string, string> = {}) =>
    journey.post(body, { as: 'kz-moi', type, headers })

  describe('a body', () => {
    it.each(badBodies)('%s: %s', async (_covers, _what, body, status, type = 'application/json') => {
      expectProblem(await post(body, type), status)
      expect(await journey.recorded()).toBe(before)
    })

    it('content-type-missing, content-encoding-gzip, and what else is said in headers', async () => {
      const authorization = `Bearer ${await journey.token('kz-moi')}`
      const untyped = await fetch(`${journey.url}/v1/events`, {
        method: 'POST',
        headers: { authorization },
        body: Buffer.from('{}'),
      })
      expect(untyped.status).toBe(415)
      expectProblem(await post('{}', 'application/json', { 'content-encoding': 'gzip' }), 415)
      const one = JSON.stringify(seizure('kz-moi'))
      for (const ifMatch of ['3', '"a', '3.0', 'W/a'])
        expectProblem(await post(one, 'application/json', { 'if-match': ifMatch }), 400)
      expectProblem(await journey.post(one, { as: 'kz-moi', query: '?validateOnly=yes' }), 400)
      expectProblem(
        await journey.post(one, { as: 'kz-moi', query: '?validateOnly=true&validateOnly=true' }),
        400,
      )
      expectProblem(await journey.post(one, { as: 'kz-moi', query: '?colour=red' }), 400)
      expect(await journey.recorded()).toBe(before)
    })
  })

  describe('a request line', () => {
    it.each(badPaths)('%s: %s %s', async (_covers, method, path, status, headers = {}) => {
      const response = await fetch(journey.url + path, { method, headers })
      const text = await response.text()
      expectProblem(
        { status: response.status, headers: response.headers, text, body: JSON.parse(text) },
        status,
      )
      if (status === 405) expect(response.headers.get('allow')).toMatch(/GET|POST/)
      expect(response.headers.has('access-control-allow-origin')).toBe(false)
      expect(await journey.recorded()).toBe(before)
    })

    it.each(badBytes)('%s: %s', async (_covers, _what, bytes, status) => {
      const answer = await raw(journey.url, bytes)
      const first = answer.status === 401 ? 401 : status
      // Where a second request hides behind the first, the first may be judged for what it says itself.
      expect([answer.status, answer.head + answer.text]).toStrictEqual([
        first,
        expect.stringContaining('problem+json'),
      ])
      expect(answer.head + answer.text).not.toMatch(/HTTP\/1\.1 (2|5)\d\d/)
      expect(await journey.recorded()).toBe(before)
    })
  })

  it('cursor-from-other-query, cursor-tampered: a cursor is good for its own query and caller alone', async () => {
    const page = await journey.get('/v1/routes?limit=1', 'kz-moi')
    const next = String(page.body.next)
    expect(itemsOf(await journey.get(`/v1/routes?limit=1&cursor=${next}`, 'kz-moi'))).toHaveLength(1)
    const flipped = next.slice(0, 20) + (next[20] === 'A' ? 'B' : 'A') + next.slice(21)
    expectProblem(await journey.get(`/v1/routes?limit=1&cursor=${flipped}`, 'kz-moi'), 400)
    expectProblem(await journey.get(`/v1/routes?limit=2&cursor=${next}`, 'kz-moi'), 400)
    expectProblem(await journey.get(`/v1/actors?limit=1&cursor=${next}`, 'kz-moi'), 400)
    expectProblem(await journey.get(`/v1/routes?limit=1&cursor=${next}`, 'tj-authority'), 400)
  })

  it('method-override-header: is not listened to', async () => {
    const answer = await journey.post(seizure('kz-moi'), { headers: { 'x-http-method-override': 'DELETE' } })
    expect(answer.status).toBe(201)
    before += 1
  })

  it('idempotency: the same content in another spelling is the same; another agency has its own ids', async () => {
    const posted = seizure('kz-moi')
    const first = await journey.post(posted)
    const respelled = JSON.stringify(Object.fromEntries(Object.entries(posted).reverse()), undefined, 2)
    const again = await journey.post(respelled, { as: 'kz-moi' })
    expect([first.status, again.status, again.text]).toStrictEqual([201, 200, first.text])
    const other = await journey.post({ ...posted, data: { ...posted.data, arrestsCount: 3 } })
    expect([other.status, other.body.type]).toStrictEqual([409, '/problems/event-id-reused'])
    const theirs = await journey.post({ ...seizure('tj-authority'), id: posted.id as string })
    expect(theirs.status).toBe(201)
    before += 2
  })

  it('export-csv-formula: no cell starts a formula', async () => {
    for (const locality of ['=HYPERLINK("http://x","y")', '+1', '-1', '@SUM(A1)'])
      await journey.record(seizure('kz-moi', { place: { country: 'KZ', locality } }))
    await journey.quiet()
    const { text } = await journey.get('/v1/seizures', undefined, { accept: 'text/csv' })
    expect(text).toContain(`"'=HYPERLINK(""http://x"",""y"")"`)
    expect(text).not.toMatch(/(^|,|")[=+@-]/m)
  })

  describe('rate-limit', () => {
    it('tells an agency that asks too often when to come again, and leaves others alone', async () => {
      const limited = await startAmongPartners({ ratePerMinute: 12 })
      try {
        const answers = []
        for (let nth = 0; nth < 14; nth++) answers.push(await limited.post(seizure('kz-moi')))
        const late = answers.filter(({ status }) => status === 429)
        expect(late.length).toBeGreaterThan(0)
        for (const answer of late) {
          expectProblem(answer, 429)
          expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
        }
        expect((await limited.post(seizure('tj-authority'))).status).toBe(201)
        await limited.post([seizure('az-authority'), seizure('az-authority')])
        const owing = await limited.post(Array.from({ length: 30 }, () => seizure('az-authority')))
        expect(owing.status).toBe(207)
        const refused = await limited.post([seizure('az-authority')])
        expectProblem(refused, 429)
        // A minute of requests is owed, and one more is asked for.
        expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50)

        for (const as of [undefined, 'tj-authority']) {
          const reads = []
          for (let nth = 0; nth < 14; nth++) reads.push(await limited.get('/v1/routes', as))
          expect(reads.slice(0, 12).map(({ status }) => status)).toStrictEqual(Array(12).fill(200))
          expectProblem(reads.at(-1) as Answer, 429)
          expect(Number(reads.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0)
        }
        // Others read on, and whether the system is well can always be asked.
        expect((await limited.get('/v1/routes', 'ru-authority')).status).toBe(200)
        expect((await limited.get('/v1/health')).status).toBe(200)
        expect((await limited.get('/v1/me', undefined, { authorization: 'Bearer a.b.c' })).status).toBe(429)
      } finally {
        await limited.end()
      }
    })
  })
})
