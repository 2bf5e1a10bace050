import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { SignJWT } from 'jose'
import type { ClientStore } from './aws/user-pool-clients.ts'
import type { TokenKeys } from './token-keys.ts'

/** `POST /oauth2/token` as Cognito's domain answers it: for every agency that stands in the ledger, and for the pool's clients. */

const lifetimeSeconds = 3600
/** Scopes that everybody gets, and the one that only the centre can ask for. */
const scopesOfAll = ['routewatch/events.write', 'routewatch/views.read']
const scopesOfCentre = [...scopesOfAll, 'routewatch/centre.admin']

export type IssuerNeeds = {
  issuer: string
  keys: TokenKeys
  /** Whether the ledger knows the agency: its own id is its client here, and `local-<id>` the secret. */
  isRegistered: (agencyId: string) => Promise<boolean>
  /** Those of the user pool, whoever they speak for. */
  clients: Pick<ClientStore, 'find'>
  /** Milliseconds since 1970. */
  now: () => number
}

export type TokenRequest = { contentType: string; authorization?: string; form: string }
export type TokenAnswer = { status: number; body: object }

export async function issueToken(
  { contentType, authorization, form }: TokenRequest,
  needs: IssuerNeeds,
): Promise<TokenAnswer> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(contentType)) return refuse('invalid_request')
  const fields = new URLSearchParams(form)
  if (new Set(fields.keys()).size !== fields.size) return refuse('invalid_request')
  const grant = fields.get('grant_type')
  if (grant === null) return refuse('invalid_request')
  if (grant !== 'client_credentials') return refuse('unsupported_grant_type')
  const basic = authorization === undefined ? undefined : credentialsIn(authorization)
  if (authorization !== undefined && !basic) return refuse('invalid_client', 401)
  const [client, secret] = basic ?? [fields.get('client_id'), fields.get('client_secret')]
  if (!client) return refuse('invalid_request')
  const allowed = await scopesOf(client, secret, needs)
  if (!allowed) return refuse('invalid_client', basic ? 401 : 400)
  const asked = (fields.get('scope') ?? '').split(/[ +]/).filter((scope) => scope !== '')
  if (!asked.every((scope) => allowed.includes(scope))) return refuse('invalid_scope')
  const scope = [...new Set(asked.length > 0 ? asked : allowed)].join(' ')
  return {
    status: 200,
    body: {
      access_token: await sign(client, scope, needs),
      token_type: 'Bearer',
      expires_in: lifetimeSeconds,
      scope,
    },
  }
}

/** Scopes that a client may ask for; undefined where it is not known by this secret. */
async function scopesOf(
  client: string,
  secret: string | null | undefined,
  { clients, isRegistered }: IssuerNeeds,
): Promise<readonly string[] | undefined> {
  const made = clients.find(client)
  if (made) {
    const known =
      made.flows.includes('client_credentials') && made.secrets.some(({ value }) => value === secret)
    return known ? made.scopes : undefined
  }
  if (secret !== `local-${client}` || !(await isRegistered(client))) return undefined
  return client === 'centre' ? scopesOfCentre : scopesOfAll
}

function sign(client: string, scope: string, { issuer, keys, now }: IssuerNeeds): Promise<string> {
  const issuedAt = Math.floor(now() / 1000)
  const claims = { token_use: 'access', client_id: client, scope, auth_time: issuedAt, version: 2 }
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: keys.kid })
    .setSubject(client)
    .setIssuer(issuer)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetimeSeconds)
    .setJti(randomUUID())
    .sign(keys.signing)
}

function credentialsIn(authorization: string): [string, string] | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString()
  const colon = text.indexOf(':')
  return colon < 1 ? undefined : [text.slice(0, colon), text.slice(colon + 1)]
}

const refuse = (error: string, status = 400): TokenAnswer => ({ status, body: { error } })

/** What a verifier of the tokens asks for, by path. */
export const publishedKeys = ({ issuer, keys }: IssuerNeeds, url: string): ReadonlyMap<string, object> =>
  new Map<string, object>([
    ['/.well-known/jwks.json', keys.published],
    [
      '/.well-known/openid-configuration',
      {
        issuer,
        jwks_uri: `${url}/.well-known/jwks.json`,
        id_token_signing_alg_values_supported: ['RS256'],
        response_types_supported: ['token'],
        subject_types_supported: ['public'],
      },
    ],
  ])

const loopback = /^(::ffff:)?127\.|^::1$/
const loopbackHost = /^(127(\.\d{1,3}){3}|localhost|\[::1\])(:\d+)?$/i

/** Answers a request for the token endpoint; false when it is for something else. Loopback alone gets a token. */
export async function serveTokens(
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  needs: IssuerNeeds,
): Promise<boolean> {
  if (request.url?.split('?')[0] !== '/oauth2/token') return false
  const { authorization, host = '', 'content-type': contentType = '' } = request.headers
  const { status, body: answer } = !(
    loopback.test(request.socket.remoteAddress ?? '') && loopbackHost.test(host)
  )
    ? { status: 403, body: { error: 'access_denied' } }
    : request.method !== 'POST'
      ? { status: 405, body: { error: 'invalid_request' } }
      : await issueToken(
          { contentType, form: body.toString(), ...(authorization !== undefined && { authorization }) },
          needs,
        )
  const text = JSON.stringify(answer)
  response.writeHead(status, {
    'content-type': 'application/json;charset=UTF-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    pragma: 'no-cache',
    ...(status === 401 && { 'www-authenticate': 'Basic realm="routewatch"' }),
    ...(status === 405 && { allow: 'POST' }),
  })
  response.end(text)
  return true
}
