import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { v5 } from 'uuid'
import type { ClientStore } from './aws/user-pool-clients.ts'
import type { Codes } from './sign-in-codes.ts'
import type { TokenKeys } from './token-keys.ts'

/**
 * `POST /oauth2/token` as Cognito's domain answers it: for every agency that stands in the ledger, for the pool's clients,
 * and for the codes of who has signed in.
 */

const lifetimeSeconds = 3600
/** One user for each agency: an id that is the same on every host. */
const usersNamespace = '5f0e8b4c-63b1-4c1d-9d0a-2f4a1c7be6d2'
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
  codes: Codes
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
  if (grant === 'authorization_code') return tokensFor(fields, authorization, needs)
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
      access_token: await sign(accessOf(client, client, scope), needs),
      token_type: 'Bearer',
      expires_in: lifetimeSeconds,
      scope,
    },
  }
}

/** For a code; its client keeps no secret and shows none. */
async function tokensFor(
  fields: URLSearchParams,
  authorization: string | undefined,
  needs: IssuerNeeds,
): Promise<TokenAnswer> {
  const [clientId, code, redirectUri, verifier] = ['client_id', 'code', 'redirect_uri', 'code_verifier'].map(
    (name) => fields.get(name),
  )
  if (authorization !== undefined || fields.has('client_secret')) return refuse('invalid_client')
  if (!clientId || !code || !redirectUri || !verifier) return refuse('invalid_request')
  const grant = needs.codes.take(code, { clientId, redirectUri, verifier })
  if (!grant) return refuse('invalid_grant')
  const { agencyId, scope, nonce } = grant
  const user = v5(agencyId, usersNamespace)
  const groups = { 'cognito:groups': [agencyId] }
  return {
    status: 200,
    body: {
      access_token: await sign({ ...accessOf(user, clientId, scope), ...groups, username: agencyId }, needs),
      id_token: await sign(
        { sub: user, aud: clientId, token_use: 'id', ...groups, ...(nonce !== undefined && { nonce }) },
        needs,
      ),
      token_type: 'Bearer',
      expires_in: lifetimeSeconds,
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

const accessOf = (sub: string, clientId: string, scope: string) => ({
  sub,
  client_id: clientId,
  scope,
  token_use: 'access',
  version: 2,
})

function sign(claims: Record<string, unknown>, { issuer, keys, now }: IssuerNeeds): Promise<string> {
  const issuedAt = Math.floor(now() / 1000)
  return new SignJWT({ ...claims, auth_time: issuedAt })
    .setProtectedHeader({ alg: 'RS256', kid: keys.kid })
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
        response_types_supported: ['code', 'token'],
        subject_types_supported: ['public'],
      },
    ],
  ])
