import { isUtf8 } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Match } from './http-routes.ts'

/** API Gateway's payload format 2.0: a request as a function gets it, an answer as a function gives it. */

export type RequestContext = { requestId: string; account: string }

/** Throws a URIError when the path is not properly percent-encoded. */
export function eventOf(request: IncomingMessage, body: Buffer, match: Match, context: RequestContext) {
  const [encodedPath = '', ...queryParts] = (request.url ?? '/').split('?')
  const rawQueryString = queryParts.join('?')
  // An HTTP API hands the path on decoded, the query string as it came.
  const rawPath = decodeURIComponent(encodedPath)
  const { cookie, ...headers } = joinedHeaders(request)
  const now = new Date()
  const text = isText(headers['content-type']) && isUtf8(body)
  const sourceIp = request.socket.remoteAddress ?? '127.0.0.1'
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath,
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.split('; ') }),
    headers: {
      ...headers,
      'x-forwarded-for': sourceIp,
      'x-forwarded-port': String(request.socket.localPort ?? ''),
      'x-forwarded-proto': 'http',
    },
    ...(rawQueryString !== '' && { queryStringParameters: queryOf(rawQueryString) }),
    ...(Object.keys(match.pathParameters).length > 0 && { pathParameters: decoded(match.pathParameters) }),
    requestContext: {
      accountId: context.account,
      apiId: 'local',
      domainName: headers.host ?? '',
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: context.requestId,
      routeKey: match.route.key,
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 && { body: text ? body.toString() : body.toString('base64') }),
    isBase64Encoded: body.length > 0 && !text,
  }
}

/** Names in lower case, several values joined by a comma (cookies by a semicolon). */
function joinedHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
}

const isText = (contentType = ''): boolean =>
  /^(text\/|application\/(json|xml|javascript)\b|application\/[\w.-]+\+(json|xml)\b)/i.test(contentType)

function queryOf(query: string): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(query))
    values[name] = name in values ? `${values[name]},${value}` : value
  return values
}

const decoded = (parameters: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, decodeURIComponent(value)]))

type Answer = {
  statusCode?: unknown
  headers?: Record<string, string | number | boolean>
  cookies?: string[]
  body?: string
  isBase64Encoded?: boolean
}

const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'upgrade'])

/** Sends a function's answer; false when it is none, and nothing was sent. */
export function sendAnswer(
  response: ServerResponse,
  payload: string,
  requestId: string,
  isHead: boolean,
): boolean {
  const answer = JSON.parse(payload) as Answer | null
  const structured = answer !== null && typeof answer === 'object' && 'statusCode' in answer
  const { statusCode, headers, cookies, body, isBase64Encoded }: Answer = structured
    ? answer
    : { statusCode: 200, headers: { 'content-type': 'application/json' }, body: payload }
  const status = Number(statusCode)
  if (!Number.isInteger(status) || status < 200 || status > 599) return false
  const bytes = isBase64Encoded ? Buffer.from(body ?? '', 'base64') : Buffer.from(body ?? '')
  for (const [name, value] of Object.entries(headers ?? {}))
    if (!hopByHop.has(name.toLowerCase())) response.setHeader(name, String(value))
  if (cookies && cookies.length > 0) response.setHeader('set-cookie', cookies)
  response.setHeader('apigw-requestid', requestId)
  const bodiless = status === 204 || status === 304
  if (!bodiless && !(isHead && bytes.length === 0)) response.setHeader('content-length', bytes.length)
  response.statusCode = status
  response.end(bodiless || isHead ? undefined : bytes)
  return true
}
