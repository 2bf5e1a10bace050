import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseChaos } from '../../../infra/local/chaos.ts'
import type { Host } from '../../../infra/local/host.ts'
import { PortInUse } from '../../../infra/local/loopback.ts'
import { DataFolderInUse } from '../../../infra/local/queue-store.ts'
import { deliveries, newDataDir, post, removeDataDir, startFixture } from './fixture-app.ts'

const dataDir = newDataDir()
const said: string[] = []
let host: Host
beforeAll(async () => {
  host = await startFixture(dataDir, { log: (line) => said.push(line) })
})
afterAll(async () => {
  await host.stop()
  removeDataDir(dataDir)
})

describe('the flow', () => {
  it('takes what is recorded to the projector, and a repeat nowhere', async () => {
    expect(await post(host.url, 's/1')).toBe(201)
    expect(await post(host.url, 's/1')).toBe(409)
    await host.idle()
    expect((await deliveries(host.awsUrl)).get('s/1/1')).toBe(1)
  })

  it('gives up what cannot be published or projected, and nothing else', async () => {
    // One after the other: what follows a record that fails, in its batch, is given up with it.
    for (const [subject, text] of Object.entries({
      'mix/a': 'x',
      'mix/b': 'poison',
      'mix/c': 'x',
      'mix/d': 'bad',
    })) {
      await post(host.url, subject, text)
      await host.idle()
    }
    const seen = await deliveries(host.awsUrl)
    expect([...seen.keys()].filter((id) => id.startsWith('mix')).sort()).toStrictEqual(['mix/a/1', 'mix/c/1'])
    expect(host.queue('Unpublished').size).toBe(1)
    expect(host.queue('ProjectorDead').messages()[0]?.body).toContain('mix/d')
  })

  it('knows other accounts, and tries their function again before it gives up', async () => {
    const entry = { EventBusName: 'fixture-facts', Source: 'partner', DetailType: 'Posted' }
    host.putEvents([{ ...entry, Detail: '{"id":"own"}' }])
    host.putEvents([{ ...entry, Detail: '{"id":"foreign"}' }], '111111111111')
    host.putEvents([{ ...entry, Detail: '{"fail":true}' }], '111111111111')
    await host.idle()
    const seen = [...(await deliveries(host.awsUrl)).keys()]
    expect(seen).toContain('foreign')
    expect(seen).not.toContain('own')
    const [dead] = host.queue('ListenerDead').messages()
    expect(JSON.parse(dead?.body ?? '')).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 },
      requestPayload: { fail: true },
    })
  })

  it('is called by name', async () => {
    expect(await host.invoke('publisher', { Records: [] })).toStrictEqual({ batchItemFailures: [] })
    await expect(host.invoke('listener', { fail: true })).rejects.toThrow(/on purpose/)
    await expect(host.invoke('nobody', {})).rejects.toThrow(/nobody/)
  })
})

describe('the host', () => {
  it('says what it does not emulate', () => expect(said).toContain('not emulated: AWS::KMS::Key (1)'))

  it('ran what is scheduled before it was ready, so that the centre has a token', async () => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'centre',
      client_secret: 'local-centre',
    })
    const response = await fetch(`${host.url}/oauth2/token`, { method: 'POST', body })
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const keys = await (await fetch(`${host.awsUrl}/.well-known/jwks.json`)).json()
    expect(keys).toMatchObject({ keys: [{ alg: 'RS256', kty: 'RSA', use: 'sig' }] })
  })

  it('shares neither its folder nor its port', async () => {
    await expect(startFixture(dataDir)).rejects.toThrow(DataFolderInUse)
    const other = newDataDir()
    await expect(startFixture(other, { port: Number(new URL(host.url).port) })).rejects.toThrow(PortInUse)
    const elsewhere = await startFixture(other)
    await elsewhere.stop()
    removeDataDir(other)
  })
})

it('loses and repeats with chaos on, and delivers the rest', { timeout: 30_000 }, async () => {
  const other = newDataDir()
  const chaos = parseChaos('seed=1,duplicate=0.3,reorder=0.5,drop=0.3,putEventsFail=0.2,fail=0.2,delay=20')
  const unlucky = await startFixture(other, { chaos })
  const statuses = await Promise.all(
    Array.from({ length: 40 }, (_, index) => post(unlucky.url, `s/${index}`)),
  )
  expect(new Set(statuses)).toStrictEqual(new Set([201]))
  await unlucky.idle()
  const seen = [...(await deliveries(unlucky.awsUrl)).values()]
  expect(seen.length).toBeGreaterThan(15)
  expect(seen.length).toBeLessThan(42)
  expect(seen.some((count) => count > 1)).toBe(true)
  await unlucky.stop()
  removeDataDir(other)
})
