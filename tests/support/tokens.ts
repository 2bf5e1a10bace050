/** Tokens as the issuer signs them, and every way in which one can be wrong. */
import {
  type CryptoKey,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWTPayload,
  SignJWT,
} from 'jose'
import { tokenVerifier, type VerifyToken } from '../../functions/identity/token.ts'

export const issuer = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_test'

export type Issuer = {
  verify: VerifyToken
  keys: object
  /** A token for a client, with whatever a test changes. */
  token(
    clientId: string,
    changed?: { claims?: JWTPayload; header?: Record<string, unknown> },
  ): Promise<string>
  /** Signed by the issuer's key, in an algorithm that it does not use. */
  otherAlgorithm(clientId: string): Promise<string>
  /** Signed by a key that is not the issuer's, under the issuer's key id. */
  foreign(clientId: string): Promise<string>
  publicPem: Uint8Array
}

export const allScopes = 'routewatch/events.write routewatch/views.read routewatch/centre.admin'

/** Claims that are valid now. */
export function claimsFor(clientId: string): JWTPayload {
  const now = Math.floor(Date.now() / 1000)
  const times = { iat: now - 10, exp: now + 600 }
  return { ...times, iss: issuer, sub: clientId, client_id: clientId, scope: allScopes, token_use: 'access' }
}

export async function newIssuer(): Promise<Issuer> {
  const ours = await generateKeyPair('RS256', { extractable: true })
  const theirs = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(ours.publicKey)), kid: 'key-1', use: 'sig' }
  const asPss = await importJWK(await exportJWK(ours.privateKey), 'PS256')
  const keys = { keys: [jwk] }
  const sign = (claims: JWTPayload, header: Record<string, unknown>, key: CryptoKey) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'key-1', ...header }).sign(key)
  return {
    verify: tokenVerifier(issuer, createLocalJWKSet(keys)),
    keys,
    token: (clientId, { claims = {}, header = {} } = {}) =>
      sign(defined({ ...claimsFor(clientId), ...claims }), header, ours.privateKey),
    otherAlgorithm: (clientId) => sign(claimsFor(clientId), { alg: 'PS256' }, asPss as CryptoKey),
    foreign: (clientId) => sign(claimsFor(clientId), {}, theirs.privateKey),
    publicPem: new TextEncoder().encode(JSON.stringify(jwk)),
  }
}

function defined(claims: JWTPayload): JWTPayload {
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined))
}
