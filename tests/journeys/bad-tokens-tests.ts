import {
  constants,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSign,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer, Body } from './api.ts'
import { seizure } from './events.ts'
import type { Journey } from './journey.ts'
import { sharedJourney } from './shared-journey.ts'

/** Tokens that look right but for one thing, most of them signed with the issuer's own key. */

describe('bad tokens', () => {
  let journey: Journey
  let key: KeyObject
  let header: Body
  let claims: Body
  beforeAll(async () => {
    journey = await sharedJourney()
    key = createPrivateKey({
      key: JSON.parse(readFileSync(join(journey.dataDir, 'token-key.json'), 'utf8')),
      format: 'jwk',
    })
    const [head = '', payload = ''] = (await journey.token('kz-moi')).split('.')
    header = decoded(head)
    claims = decoded(payload)
  })

  const decoded = (part: string): Body => JSON.parse(Buffer.from(part, 'base64url').toString())
  const part = (value: unknown): string =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
  const rs256 = (input: string): string => createSign('RSA-SHA256').update(input).sign(key, 'base64url')
  /** A claim that is undefined is left out. */
  const token = (more: Body = {}, head: Body = {}): string =>
    signed({ ...header, ...head }, { ...claims, ...more })
  const signed = (head: unknown, payload: unknown, by = rs256): string => {
    const input = `${part(head)}.${part(payload)}`
    return `${input}.${by(input)}`
  }
  const now = (): number => Math.floor(Date.now() / 1000)

  const bad: [covers: string, made: () => string][] = [
    ['alg-none', () => `${part({ alg: 'none' })}.${part(claims)}.`],
    ['alg-none', () => signed({ ...header, alg: 'none' }, claims)],
    ['alg-hs256-with-public-key', () => signed({ ...header, alg: 'HS256' }, claims, hmacWithPublicKey)],
    ['alg-not-allowed-rs256', () => signed({ ...header, alg: 'PS256' }, claims, ps256)],
    ['payload-swapped', () => token().replace(/\.[^.]+\./, `.${part({ ...claims, client_id: 'centre' })}.`)],
    ['exp-missing', () => token({ exp: undefined })],
    ['exp-infinity', () => signed(header, JSON.stringify(claims).replace(/"exp":\d+/, '"exp":1e400'))],
    ['exp-string', () => token({ exp: String(now() + 900) })],
    ['exp-string', () => token({ exp: now() - 60 })],
    ['lifetime-too-long', () => token({ iat: now(), exp: now() + 365 * 86_400 })],
    ['nbf-future', () => token({ nbf: now() + 60 })],
    ['iat-future', () => token({ iat: now() + 60, exp: now() + 600 })],
    ['iss-trailing-slash', () => token({ iss: `${claims.iss}/` })],
    ['aud-other-api', () => token({ aud: 'another-api' })],
    ['sub-missing', () => token({ sub: undefined })],
    ['sub-number', () => token({ sub: 7 })],
    [
      'claim-proto',
      () =>
        signed(
          header,
          JSON.stringify(claims).replace('{', '{"__proto__":{"scope":"routewatch/centre.admin"},'),
        ),
    ],
    ['kid-unknown', () => token({}, { kid: 'another' })],
    ['crit-unknown', () => token({}, { crit: ['foo'] })],
    ['jwe-instead-of-jws', () => `${part({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.a.b.c.d`],
    ['two-authorization-values', () => `${token()}, Bearer ${token()}`],
    ['an identity token', () => token({ token_use: 'id' })],
    ['a client that nobody registered', () => token({ client_id: 'nobody' })],
    ['a list of scopes', () => token({ scope: ['routewatch/events.write'] })],
    ['expired a moment ago', () => token({ iat: now() - 900, exp: now() - 31 })],
    ['older than an hour', () => token({ iat: now() - 3_700, exp: now() + 60 })],
    ['nbf as text', () => token({ nbf: 'x' })],
    ['iat as text', () => token({ iat: String(now()) })],
    ['exp with a fraction', () => token({ exp: now() + 60.5 })],
    ['exp before iat', () => token({ iat: now(), exp: now() - 10 })],
    ...['iat', 'iss', 'scope', 'client_id', 'token_use'].map((claim): [string, () => string] => [
      `no ${claim}`,
      () => token({ [claim]: undefined }),
    ]),
    ['two clients', () => token({ client_id: ['kz-moi', 'centre'] })],
    ['a client that is a path', () => token({ client_id: 'kz-moi/../centre' })],
    ['a client of the bus', () => token({ client_id: 'account:999999999999' })],
    ['the empty audience', () => token({ aud: '' })],
    [
      'a key of its own in the header',
      () => signed({ ...header, kid: undefined, jwk: ownKey.publicJwk }, claims, ownKey.sign),
    ],
    ['a key that lies elsewhere', () => signed({ ...header, jku: 'http://x/keys' }, claims, ownKey.sign)],
    ['signed by another key under the same name', () => signed(header, claims, ownKey.sign)],
    ['no signature', () => token().replace(/[^.]+$/, '')],
    ['half a signature', () => token().slice(0, -100)],
    ['an algorithm in lower case', () => signed({ ...header, alg: 'rs256' }, claims)],
    ['claims that are a list', () => signed(header, '[]')],
    ['claims that are no JSON', () => signed(header, '{"exp":')],
    ['padding', () => `${token()}==`],
    ['a dot too many', () => `${token()}.`],
    ['a payload that is not encoded', () => signed({ ...header, b64: false, crit: ['b64'] }, claims)],
    ['no token at all', () => ''],
  ]

  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const ownKey = {
    publicJwk: pair.publicKey.export({ format: 'jwk' }),
    sign: (input: string) => createSign('RSA-SHA256').update(input).sign(pair.privateKey, 'base64url'),
  }

  function hmacWithPublicKey(input: string): string {
    const pem = createPublicKey(key).export({ type: 'spki', format: 'pem' })
    return createHmac('sha256', pem).update(input).digest('base64url')
  }

  function ps256(input: string): string {
    const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
    return signBytes('sha256', Buffer.from(input), pss).toString('base64url')
  }

  const withToken = (value: string) => ({ authorization: `Bearer ${value}` })

  /** A bad token is told from none (RFC 6750 §3.1). */
  function expectUnauthenticated({ status, headers, body }: Answer, challenge: string): void {
    expect([status, body.type]).toStrictEqual([401, '/problems/unauthenticated'])
    expect(headers.get('www-authenticate')).toBe(challenge)
    expect(headers.get('content-type')).toBe('application/problem+json')
  }

  describe('a token', () => {
    it('as the issuer makes it is good, so that the others fail for what they change', async () => {
      const answer = await journey.get('/v1/me', undefined, withToken(token()))
      expect([answer.status, answer.body.agencyId]).toStrictEqual([200, 'kz-moi'])
    })

    it.each(bad)(
      '%s: is no token on a path for agencies, on a public one, on none, and for posting',
      async (_, made) => {
        const before = await journey.recorded()
        const headers = withToken(made())
        const challenge = 'Bearer error="invalid_token"'
        for (const path of ['/v1/me', '/v1/routes', '/v1/health', '/v1/nothing/here'])
          expectUnauthenticated(await journey.get(path, undefined, headers), challenge)
        expectUnauthenticated(await journey.post(JSON.stringify(seizure('kz-moi')), { headers }), challenge)
        expect(await journey.recorded()).toBe(before)
      },
    )
  })

  describe('identity comes from the token alone', () => {
    it.each([
      ['no-token', {}],
      ['another scheme', { authorization: 'Basic a3otbW9pOmxvY2FsLWt6LW1vaQ==' }],
      ['user-header-spoof', { 'x-user-id': 'kz-moi', 'x-agency': 'kz-moi', 'x-forwarded-user': 'kz-moi' }],
      ['mtls-cert-header-spoof', { 'x-amzn-mtls-clientcert-subject': 'CN=kz-moi', 'x-client-cert': 'x' }],
    ])('%s', async (_, spoof) => {
      const headers = spoof as Record<string, string>
      expectUnauthenticated(await journey.get('/v1/me', undefined, headers), 'Bearer')
      expectUnauthenticated(await journey.post(JSON.stringify(seizure('kz-moi')), { headers }), 'Bearer')
    })

    it('token-in-query', async () => {
      expectUnauthenticated(await journey.get(`/v1/routes?access_token=${token()}`), 'Bearer')
    })

    it('a fresh token of the same agency repeats an event and gets the same receipt', async () => {
      const posted = seizure('kz-moi')
      const first = await journey.post(posted)
      const again = await journey.post(posted, { headers: withToken(token({ jti: 'another' })) })
      expect([first.status, again.status, again.text]).toStrictEqual([201, 200, first.text])
    })

    it.each([
      ['writing', { scope: 'routewatch/views.read' }, 'routewatch/events.write'],
      ['reading', { scope: 'routewatch/events.write' }, 'routewatch/views.read'],
    ])(
      'a token without the scope of %s may not, and is told which it lacks',
      async (what, scopes, lacking) => {
        const headers = withToken(token(scopes))
        const answer = await (what === 'writing'
          ? journey.post(JSON.stringify(seizure('kz-moi')), { headers })
          : journey.get('/v1/routes', undefined, headers))
        expect([answer.status, answer.body.type]).toStrictEqual([403, '/problems/forbidden'])
        const challenge = `Bearer error="insufficient_scope", scope="${lacking}"`
        expect(answer.headers.get('www-authenticate')).toBe(challenge)
      },
    )
  })
})
