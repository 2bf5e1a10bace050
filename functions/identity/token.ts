/** Access tokens as Cognito issues them, verified here: the gateway has no authorizer (ADR-0018). */
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { once } from '../../events/once.ts'
import { Refused } from '../http/problems.ts'
import { Unavailable } from '../ledger/ledger.ts'

export type Token = { clientId: string; scopes: readonly string[] }
export type VerifyToken = (authorization: string | undefined) => Promise<Token | undefined>

/** What a valid access token says, with the types that it has to have. */
export type Claims = JWTPayload & { exp: number; sub: string; client_id: string; scope: string }
export type VerifyClaims = (authorization: string | undefined) => Promise<Claims | undefined>

const lifetimeSecondsMax = 3_600
const skewSeconds = 30

/** Keys are cached; an unknown key id asks the issuer again at most once a minute. */
export function issuerKeys(issuer: string, keysUrl = `${issuer}/.well-known/jwks.json`): JWTVerifyGetKey {
  const url = new URL(keysUrl)
  // Not before the first token: what it loads to fetch with takes as long as half of a bare function's start.
  const keys = once(() =>
    createRemoteJWKSet(url, { cooldownDuration: 60_000, cacheMaxAge: 600_000, timeoutDuration: 3_000 }),
  )
  return (header, token) => keys()(header, token)
}

/** Undefined without the header. Throws 401 for whatever is not a valid access token of this issuer. */
export function claimsVerifier(issuer: string, keys: JWTVerifyGetKey): VerifyClaims {
  return async (authorization) => {
    if (authorization === undefined) return undefined
    const compact = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i.exec(authorization)?.[1]
    if (compact === undefined) {
      const refused = /^Bearer\b/i.test(authorization) ? invalidToken : unauthenticated
      throw refused('The Authorization header must be one Bearer token.')
    }
    try {
      const { payload } = await jwtVerify(compact, keys, {
        issuer,
        algorithms: ['RS256'],
        clockTolerance: skewSeconds,
        maxTokenAge: lifetimeSecondsMax,
        requiredClaims: ['exp', 'iat', 'sub', 'client_id', 'scope', 'token_use'],
      })
      return claimed(payload)
    } catch (error) {
      if (error instanceof Refused) throw error
      if (!isOfToken(error)) {
        throw new Unavailable('The keys of the token issuer cannot be fetched', { cause: error })
      }
      throw invalidToken('The token is not valid.')
    }
  }
}

/** As above, of a token that names a client and what it may do. */
export function tokenVerifier(issuer: string, keys: JWTVerifyGetKey): VerifyToken {
  const verify = claimsVerifier(issuer, keys)
  return async (authorization) => {
    const claims = await verify(authorization)
    return claims && { clientId: claims.client_id, scopes: claims.scope.split(' ') }
  }
}

/** What the library says of a token; of keys that it could not get or read it says something else. */
function isOfToken(error: unknown): boolean {
  const ofKeys = [errors.JWKSTimeout.code, errors.JWKSInvalid.code, errors.JOSEError.code]
  return error instanceof errors.JOSEError && !ofKeys.includes(error.code)
}

/** For whoever has sent no token where one belongs: no error code (RFC 6750 §3.1). */
export function unauthenticated(detail: string): Refused {
  return new Refused('unauthenticated', detail, { 'www-authenticate': 'Bearer' })
}

/** For whoever has sent one that is no good, or no longer: another may be. */
export function invalidToken(detail: string): Refused {
  return new Refused('unauthenticated', detail, { 'www-authenticate': 'Bearer error="invalid_token"' })
}

/** Claims have types, too: `1e400` is a number to JSON and no time to anybody. */
function claimed(payload: JWTPayload): Claims {
  const { exp, iat, sub, aud, client_id: clientId, scope, token_use: use } = payload
  const valid =
    Number.isSafeInteger(exp) &&
    Number.isSafeInteger(iat) &&
    Number(exp) > Number(iat) &&
    Number(exp) - Number(iat) <= lifetimeSecondsMax &&
    typeof sub === 'string' &&
    aud === undefined &&
    use === 'access' &&
    typeof clientId === 'string' &&
    typeof scope === 'string' &&
    !Object.hasOwn(payload, '__proto__')
  if (!valid) throw invalidToken('The token is not an access token of this system.')
  return payload as Claims
}
