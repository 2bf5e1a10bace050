import { afterEach, beforeEach, expect, it } from 'vitest'
import { connect } from '../../../infra/client/client.ts'
import { type Patience, waitMs } from '../../../infra/client/patience.ts'
import { type FakeRoutewatch, startFakeRoutewatch } from '../cli/fake-routewatch.ts'

let fake: FakeRoutewatch
let waits: number[]
let patience: Patience
beforeEach(async () => {
  fake = await startFakeRoutewatch()
  waits = []
  patience = { retriesMax: 3, timeoutMs: 2_000, sleep: async (ms) => void waits.push(ms) }
})
afterEach(() => fake.stop())

const asKz = () => connect({ base: `${fake.base}/`, agency: 'kz-moi', secret: 'local-kz-moi' }, patience)
const me = (client = asKz()) => client.request('GET', '/v1/me', { patience })

it('calls without a token where there is no agency', async () => {
  await me(connect({ base: fake.base })).catch(() => undefined)
  expect(fake.calls.at(-1)).toMatchObject({ path: '/v1/me' })
  expect(fake.calls.at(-1)?.authorization).toBeUndefined()
  expect(fake.tokensIssued).toBe(0)
})

it('fetches one token for many calls at once', async () => {
  const client = asKz()
  await Promise.all([client.token(), me(client), me(client)])
  await me(client)
  expect(fake.tokensIssued).toBeLessThanOrEqual(2)
  expect(fake.calls.at(-1)?.authorization).toBe(`Bearer token-${fake.tokensIssued}`)
})

it('renews a token before it expires', async () => {
  fake.tokenLifeSeconds = 0
  const client = asKz()
  await me(client)
  await me(client)
  expect(fake.tokensIssued).toBe(2)
})

it('renews a token once on 401, and hands on a second 401', async () => {
  fake.next.push({ status: 401 })
  const client = asKz()
  expect((await me(client)).status).toBe(200)
  expect(fake.tokensIssued).toBe(2)
  fake.next.push({ status: 401 }, { status: 401 })
  expect((await me(client)).status).toBe(401)
})

it('waits as long as the server asks', async () => {
  fake.next.push(
    { status: 503, headers: { 'retry-after': '2' } },
    { status: 429, headers: { 'retry-after': '1' } },
  )
  expect((await me()).status).toBe(200)
  expect(waits.map((ms) => Math.floor(ms / 500))).toStrictEqual([4, 2])
})

it('repeats a call whose connection broke', async () => {
  fake.next.push({ status: 0, drop: true })
  expect((await me()).status).toBe(200)
  expect(waits).toHaveLength(1)
})

it('repeats what the server has failed at, however it says so', async () => {
  fake.next.push({ status: 500 }, { status: 502 })
  expect((await me()).status).toBe(200)
  expect(waits).toHaveLength(2)
})

it('gives up after its retries, with the last answer', async () => {
  fake.next.push(...Array.from({ length: 9 }, () => ({ status: 503 })))
  expect((await me()).status).toBe(503)
  expect(waits).toHaveLength(3)
})

it('does not repeat what would fail again', async () => {
  fake.next.push({ status: 409 })
  expect((await me()).status).toBe(409)
  expect(waits).toHaveLength(0)
})

it('tells a refused token from an unreachable server', async () => {
  const wrong = connect({ base: fake.base, agency: 'kz-moi', secret: 'wrong' }, patience)
  await expect(wrong.token()).rejects.toMatchObject({ code: 'not-authenticated' })
  await fake.stop()
  await expect(asKz().token()).rejects.toMatchObject({ code: 'unavailable' })
})

it('waits longer each time, up to a bound, and not for a server that asks for minutes', () => {
  const many = { ...patience, retriesMax: 20 }
  for (const retry of [0, 3, 10, 19]) {
    const most = Math.min(250 * 2 ** retry, 8_000)
    expect(waitMs(many, retry)).toBeGreaterThanOrEqual(most / 2)
    expect(waitMs(many, retry)).toBeLessThanOrEqual(most)
  }
  expect(waitMs(many, 20)).toBeUndefined()
  expect(waitMs(many, 0, '3600')).toBeUndefined()
  expect(waitMs(many, 0, new Date(Date.now() - 5_000).toUTCString())).toBeLessThan(250)
})
