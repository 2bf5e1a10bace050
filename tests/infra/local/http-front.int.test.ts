import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Host } from '../../../infra/local/host.ts'
import { newDataDir, removeDataDir, startFixture } from './fixture-app.ts'

const dataDir = newDataDir()
let host: Host
beforeAll(async () => {
  host = await startFixture(dataDir, { requestTimeoutMs: 1_500 })
})
afterAll(async () => {
  await host.stop()
  removeDataDir(dataDir)
})

type Echo = {
  event: Record<string, unknown> & { headers: Record<string, string> }
  env: Record<string, string>
}
const echo = async (path: string, init: RequestInit = {}): Promise<Echo> =>
  (await (await fetch(host.url + path, init)).json()) as Echo

/** Sends bytes as they are and reads until the connection ends. */
function raw(text: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const socket = connect(Number(new URL(host.url).port), '127.0.0.1', () => socket.write(text))
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  socket.on('close', () => resolve(answer))
  socket.on('error', () => resolve(answer))
  return promise
}

describe('the event that a function gets', () => {
  it('has the payload format 2.0', async () => {
    const { event } = await echo('/a%20b/c?x=1&x=2&y=%C3%A4', {
      headers: { 'X-One': 'a', cookie: 'k=v; l=w' },
    })
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/a b/c',
      rawQueryString: 'x=1&x=2&y=%C3%A4',
      queryStringParameters: { x: '1,2', y: 'ä' },
      cookies: ['k=v', 'l=w'],
      isBase64Encoded: false,
      requestContext: {
        accountId: '000000000000',
        http: { method: 'GET', path: '/a b/c', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
        requestId: expect.any(String),
        stage: '$default',
      },
    })
    expect(event).not.toHaveProperty('body')
    expect(event.headers).toMatchObject({ 'x-one': 'a', host: new URL(host.url).host })
    expect(event.headers).not.toHaveProperty('cookie')
  })

  it.each([
    ['application/json', '{"a":"ä"}', false],
    ['application/cloudevents+json; charset=utf-8', '[]', false],
    ['text/csv', 'a,b', false],
    ['application/octet-stream', 'ab', true],
    ['application/json', Buffer.from([0x7b, 0xff]), true],
  ])('carries a body of %s as it is or in base64', async (type, sent, inBase64) => {
    const { event } = await echo('/', { method: 'PUT', headers: { 'content-type': type }, body: sent })
    expect(event.isBase64Encoded).toBe(inBase64)
    expect(event.body).toBe(inBase64 ? Buffer.from(sent).toString('base64') : sent)
  })

  it('joins what a header says twice', async () => {
    const head =
      'GET / HTTP/1.1\r\nhost: x\r\nauthorization: a\r\nauthorization: b\r\nx-a: 1\r\nx-a: 2\r\nconnection: close'
    const answer = await raw(`${head}\r\n\r\n`)
    const { event } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as Echo
    expect(event.headers).toMatchObject({ authorization: 'a, b', 'x-a': '1, 2' })
  })

  it('comes with the environment of the template, led here instead of to AWS', async () => {
    const { env } = await echo('/')
    expect(env).toMatchObject({
      LEDGER_TABLE: host.tableName('Ledger'),
      AWS_ENDPOINT_URL_DYNAMODB: host.awsUrl,
      TOKEN_JWKS_URI: `${host.awsUrl}/.well-known/jwks.json`,
      AWS_REGION: 'eu-central-1',
    })
    expect(env).not.toHaveProperty('RATE_PER_MINUTE')
    expect(env).not.toHaveProperty('PATH')
  })
})

describe('the answer', () => {
  it('has cookies and headers of the function', async () => {
    const response = await fetch(host.url)
    expect(response.headers.getSetCookie()).toStrictEqual(['a=1', 'b=2'])
    expect(response.headers.get('x-function')).toContain('EchoFunction')
  })

  it('has no body for HEAD', async () => {
    const response = await fetch(host.url, { method: 'HEAD' })
    expect([response.status, await response.text()]).toStrictEqual([200, ''])
  })

  it.each([
    ['a function that throws', '/throws', 500],
    ['a function that ends its runtime', '/exits', 500],
    ['a function that takes too long', '/slow', 500],
    ['a path that cannot be decoded', '/%', 404],
    ['a long path', `/${'x'.repeat(8200)}`, 414],
  ])('is a problem for %s', async (_, path, status) => {
    const response = await fetch(host.url + path)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({
      status,
      type: expect.stringMatching(/^\/problems\/[a-z-]+$/),
    })
    expect((await fetch(host.url)).status).toBe(200)
  })

  it('refuses a body over 10 MB, with its length or without', async () => {
    const body = Buffer.alloc(10 * 1024 * 1024 + 1)
    expect((await fetch(host.url, { method: 'POST', body })).status).toBe(413)
    const stream = new Blob([body]).stream()
    const init = { method: 'POST', body: stream, duplex: 'half' }
    expect((await fetch(host.url, init as RequestInit)).status).toBe(413)
  })

  it.each([
    ['large headers', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(10_300)}`, 431],
    ['larger headers', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(70_000)}`, 431],
    ['two hosts', 'GET / HTTP/1.1\r\nhost: x\r\nhost: y', 400],
    ['no host', 'GET / HTTP/1.1', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked', 400],
    ['a bad header', 'GET / HTTP/1.1\r\nhost: x\r\nx y: 1', 400],
    ['a tunnel', 'CONNECT x:1 HTTP/1.1\r\nhost: x', 400],
    ['a body that never comes', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5', 408],
  ])('refuses %s', async (_, head, status) => {
    const answer = await raw(`${head}\r\nconnection: close\r\n\r\n`)
    expect(answer.split('\r\n')[0]).toContain(`HTTP/1.1 ${status}`)
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))).toMatchObject({ status })
  })
})

it('answers as if it had not seen an expectation that it does not know', async () => {
  const answer = await raw('GET /a HTTP/1.1\r\nhost: x\r\nexpect: tea\r\nconnection: close\r\n\r\n')
  expect(answer.split('\r\n')[0]).toBe('HTTP/1.1 200 OK')
})

it('gives a token to loopback alone', async () => {
  const head = 'POST /oauth2/token HTTP/1.1\r\nhost: evil.example\r\ncontent-length: 0\r\nconnection: close'
  expect(await raw(`${head}\r\n\r\n`)).toContain('HTTP/1.1 403')
})
