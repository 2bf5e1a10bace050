import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CompactEncrypt, generateSecret, type JWTPayload, SignJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Refused } from '../../../functions/http/problems.ts'
import { issuerKeys, tokenVerifier } from '../../../functions/identity/token.ts'
import { Unavailable } from '../../../functions/ledger/ledger.ts'
import { allScopes, claimsFor, type Issuer, issuer, newIssuer } from '../../support/tokens.ts'

let ours: Issuer
beforeAll(async () => {
  ours = await newIssuer()
})
const now = () => Math.floor(Date.now() / 1000)
const verdict = async (authorization: string) => {
  const verified = ours.verify(authorization)
  return verified.then(
    () => 'valid',
    (error: Refused) => error.problem.slug,
  )
}

describe('a token', () => {
  it('of the issuer says which client is calling and what it may do', async () => {
    const token = await ours.token('kz-moi')
    expect(await ours.verify(`Bearer ${token}`)).toStrictEqual({
      clientId: 'kz-moi',
      scopes: allScopes.split(' '),
    })
    expect(await ours.verify(`bearer ${token}`)).toBeDefined()
    expect(await ours.verify(undefined)).toBeUndefined()
  })

  it('is accepted within half a minute of its end, not after', async () => {
    const at = (claims: JWTPayload) =>
      ours.token('kz-moi', { claims }).then((token) => verdict(`Bearer ${token}`))
    expect(await at({ iat: now() - 100, exp: now() - 20 })).toBe('valid')
    expect(await at({ iat: now() - 100, exp: now() - 40 })).toBe('unauthenticated')
    expect(await at({ nbf: now() + 20 })).toBe('valid')
    expect(await at({ nbf: now() + 60 })).toBe('unauthenticated')
  })

  it.each<[string, JWTPayload]>([
    ['of another issuer', { iss: 'https://example.org' }],
    ['of no issuer', { iss: undefined as never }],
    ['without an end', { exp: undefined as never }],
    ['without a beginning', { iat: undefined as never }],
    ['that lives longer than an hour', { iat: now(), exp: now() + 3_700 }],
    ['that was issued more than an hour ago', { iat: now() - 3_700, exp: now() + 100 }],
    ['issued in the future', { iat: now() + 600, exp: now() + 900 }],
    ['for an audience, as identity tokens are', { aud: 'client' }],
    ['for another use', { token_use: 'id' }],
    ['without a use', { token_use: undefined }],
    ['without a client', { client_id: undefined }],
    ['whose client is a list', { client_id: ['kz-moi', 'centre'] }],
    ['whose scope is a list', { scope: ['routewatch/events.write'] }],
    ['whose times are text', { exp: String(now() + 600) as never }],
    ['whose end is beyond all numbers', { exp: 1e300 }],
    ['whose end is a fraction', { exp: now() + 10.5 }],
    ['without a subject', { sub: undefined as never }],
  ])('%s is refused', async (_, claims) => {
    const token = await ours.token('kz-moi', { claims }).catch(() => 'a.b.c')
    expect(await verdict(`Bearer ${token}`)).toBe('unauthenticated')
  })

  it('signed by another key, by none, or by the public key as a password is refused', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const unsigned = `${part({ alg: 'none' })}.${part(claimsFor('kz-moi'))}.`
    const symmetric = await new SignJWT(claimsFor('kz-moi'))
      .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
      .sign(ours.publicPem)
    const others = [await ours.foreign('kz-moi'), await ours.otherAlgorithm('kz-moi')]
    for (const token of [...others, unsigned, `${unsigned}AA`, symmetric])
      expect(await verdict(`Bearer ${token}`)).toBe('unauthenticated')
  })

  it('of an unknown key, or with a part of another token, is refused', async () => {
    const [mine, centre] = [await ours.token('kz-moi'), await ours.token('centre')]
    const [header, , signature] = mine.split('.')
    const swapped = [header, centre.split('.')[1], signature].join('.')
    const unknown = await ours.token('kz-moi', { header: { kid: 'key-2' } })
    for (const token of [swapped, unknown, mine.slice(0, -4), `${mine}AA`, header])
      expect(await verdict(`Bearer ${token}`)).toBe('unauthenticated')
  })

  it('that is encrypted, sent twice, in another scheme or with blanks is refused', async () => {
    const mine = await ours.token('kz-moi')
    const encrypted = await new CompactEncrypt(new TextEncoder().encode('{}'))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .encrypt(await generateSecret('A256GCM'))
    for (const authorization of [
      `Bearer ${encrypted}`,
      `Bearer ${mine},Bearer ${mine}`,
      `Bearer ${mine} ${mine}`,
      `Basic ${mine}`,
      mine,
      'Bearer',
      '',
      `Bearer  ${mine}`,
    ])
      expect(await verdict(authorization)).toBe('unauthenticated')
  })
})

describe('the keys of the issuer', () => {
  const from = async (status: number, body: string) => {
    const server = createServer((_, answer) => answer.writeHead(status).end(body)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`
    const verify = tokenVerifier(issuer, issuerKeys(issuer, url))
    const token = await ours.token('kz-moi')
    const outcome = await verify(`Bearer ${token}`).catch((error: Error) => error)
    server.close()
    return outcome
  }

  it('are fetched where they are published', async () => {
    expect(await from(200, JSON.stringify(ours.keys))).toMatchObject({ clientId: 'kz-moi' })
  })

  it.each([
    [500, ''],
    [503, '{}'],
    [200, 'no JSON'],
    [200, '{"keys": 7}'],
  ])('that cannot be had are no fault of the caller (%i %s)', async (status, body) => {
    expect(await from(status, body)).toBeInstanceOf(Unavailable)
  })

  it('that nobody serves are no fault of the caller', async () => {
    const verify = tokenVerifier(issuer, issuerKeys(issuer, 'http://127.0.0.1:9/keys'))
    await expect(verify(`Bearer ${await ours.token('kz-moi')}`)).rejects.toBeInstanceOf(Unavailable)
  })
})
