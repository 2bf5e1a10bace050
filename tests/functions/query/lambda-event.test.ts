import { handle } from 'hono/aws-lambda'
import { describe, expect, it } from 'vitest'
import { queryApp } from '../../../functions/query/app.ts'
import { type GatewayEvent, readable } from '../../../functions/query/lambda-event.ts'
import { reading } from './reading.ts'

const { querying } = await reading()
const answer = handle(queryApp(querying))

async function answered(method: string, rawPath: string, body: string | null = null, rawQueryString = '') {
  const http = { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' }
  const event = {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers: { host: 'rw.example' },
    body,
    isBase64Encoded: false,
    requestContext: { domainName: 'rw.example', requestId: 'one', http },
  } as unknown as GatewayEvent
  const { statusCode, headers, body: text } = await answer(readable(event))
  return { status: statusCode, type: headers?.['content-type'], allow: headers?.allow, text }
}

const document = 'application/problem+json'

describe('what a gateway hands on', () => {
  it.each(['TRACE', 'CONNECT', 'TRACK', 'trace', 'PUT', 'DELETE', 'OPTIONS', 'BREW'])(
    '%s is refused with Allow',
    async (method) => {
      expect(await answered(method, '/v1/routes')).toMatchObject({
        status: 405,
        type: document,
        allow: 'GET, HEAD',
      })
      expect(await answered(method, '/v1/nothing')).toMatchObject({ status: 404, type: document })
    },
  )

  it.each([
    '/v1/routes/a?b',
    '/v1/routes/a#b',
    '/v1/health?x=1',
    '/v1/health#',
    '/v1/health\\',
    '/v1/hea\nlth',
    '/v1/health\t',
    '/v1/routes/%',
    '/v1/routes/%zz',
    '/v1/routes/\u0000',
    '/v1/routes/\ud800',
    '/v1/routes/é',
    '//v1/health',
    '/v1/routes/a/b',
    '/v1/routes/%2f',
    '/v1/./health',
    '/v1/routes/../health',
    '/v1/routes/x/..',
    '/v1/routes/%2e%2e/health',
  ])('the decoded path %j is nowhere', async (path) => {
    expect(await answered('GET', path)).toMatchObject({ status: 404, type: document })
  })

  it('a body that comes with a GET is let fall', async () => {
    expect(await answered('GET', '/v1/health', '{"a":1}')).toMatchObject({ status: 200 })
    expect(await answered('HEAD', '/v1/health', '{"a":1}')).toMatchObject({ status: 200, text: '' })
    expect(await answered('GET', '/v1/health', null, 'a=1')).toMatchObject({ status: 400, type: document })
  })
})
