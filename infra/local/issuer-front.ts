import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, authorize, logout, type SignInNeeds } from './sign-in.ts'
import { type IssuerNeeds, issueToken } from './token-issuer.ts'

/** What Cognito's domain answers, on the front's own address and to loopback alone: nobody has to prove who they are. */

const loopback = /^(::ffff:)?127\.|^::1$/
const loopbackHost = /^(127(\.\d{1,3}){3}|localhost|\[::1\])(:\d+)?$/i

/** False when the request is for something else. */
export async function serveIssuer(
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  needs: IssuerNeeds & SignInNeeds,
): Promise<boolean> {
  const [path = '/', ...query] = (request.url ?? '/').split('?')
  const serve = served[path]
  if (!serve) return false
  const isNear =
    loopback.test(request.socket.remoteAddress ?? '') && loopbackHost.test(request.headers.host ?? '')
  const {
    status,
    headers,
    body: text,
  } = isNear
    ? await serve(request, body.toString(), new URLSearchParams(query.join('?')), needs)
    : json(403, { error: 'access_denied' })
  response.writeHead(status, {
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    pragma: 'no-cache',
    ...headers,
  })
  response.end(request.method === 'HEAD' ? undefined : text)
  return true
}

type Serve = (
  request: IncomingMessage,
  body: string,
  query: URLSearchParams,
  needs: IssuerNeeds & SignInNeeds,
) => Promise<Answer> | Answer

const served: Readonly<Record<string, Serve>> = {
  '/oauth2/token': async ({ method, headers }, form, _, needs) => {
    if (method !== 'POST') return json(405, { error: 'invalid_request' }, { allow: 'POST' })
    const { authorization, 'content-type': contentType = '' } = headers
    const asked = { contentType, form, ...(authorization !== undefined && { authorization }) }
    const { status, body } = await issueToken(asked, needs)
    return json(status, body, status === 401 ? { 'www-authenticate': 'Basic realm="routewatch"' } : {})
  },
  '/oauth2/authorize': ({ method = 'GET' }, form, query, needs) => authorize(method, query, form, needs),
  '/logout': (_request, _form, query, needs) => logout(query, needs),
}

const json = (status: number, body: object, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
  body: JSON.stringify(body),
})
