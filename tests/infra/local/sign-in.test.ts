import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, authorize, logout, type SignInNeeds } from '../../../infra/local/sign-in.ts'
import { signInCodes } from '../../../infra/local/sign-in-codes.ts'
import { type IssuerNeeds, issueToken } from '../../../infra/local/token-issuer.ts'
import { loadTokenKeys, type TokenKeys } from '../../../infra/local/token-keys.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'routewatch-'))
afterAll(() => rmSync(dataDir, { recursive: true }))

const back = 'https://console.example/console/signed-in'
const verifier = 'v'.repeat(43)
const pool = { name: 'x', scopes: ['openid', 'routewatch/views.read'] }
const logoutUrls = ['https://console.example/console']
const console = { ...pool, clientId: 'console', flows: ['code'], callbackUrls: [back], logoutUrls }
const machine = {
  ...pool,
  clientId: 'machine',
  flows: ['client_credentials'],
  callbackUrls: [back],
  logoutUrls: [],
}

let keys: TokenKeys
beforeAll(async () => {
  keys = await loadTokenKeys(dataDir)
})

let clock: { nowMs: number }
let needs: SignInNeeds & IssuerNeeds
beforeEach(() => {
  clock = { nowMs: Date.parse('2026-11-24T00:00:00Z') }
  const now = () => clock.nowMs
  needs = {
    declared: [console, machine],
    codes: signInCodes(now),
    agencies: async () => [
      { agencyId: 'kz-moi', name: 'Ministry <of> Internal Affairs', isSuspended: false },
      { agencyId: 'uz-authority', name: 'Authority', isSuspended: true },
    ],
    issuer: 'https://issuer.example/pool',
    keys,
    isRegistered: async () => true,
    clients: { find: () => undefined },
    now,
  }
})

const asked = {
  client_id: 'console',
  redirect_uri: back,
  response_type: 'code',
  scope: 'openid routewatch/views.read',
  state: 'the state',
  nonce: 'the nonce',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
}
const ask = (changed: Record<string, string> = {}, method = 'GET', form = '') =>
  authorize(method, new URLSearchParams({ ...asked, ...changed }), form, needs)
const choose = (agency: string) => ask({}, 'POST', `agency=${agency}`)
const backIn = ({ status, headers }: Answer) => {
  const url = new URL(headers.location ?? '')
  return { status, to: `${url.origin}${url.pathname}`, ...Object.fromEntries(url.searchParams) }
}
const codeOf = async () =>
  new URL((await choose('kz-moi')).headers.location ?? '').searchParams.get('code') ?? ''

const bring = (code: string, changed: Record<string, string> = {}, authorization?: string) => {
  const fields = {
    grant_type: 'authorization_code',
    client_id: 'console',
    redirect_uri: back,
    code,
    code_verifier: verifier,
  }
  const form = new URLSearchParams({ ...fields, ...changed }).toString()
  const contentType = 'application/x-www-form-urlencoded'
  return issueToken({ contentType, form, ...(authorization !== undefined && { authorization }) }, needs)
}

describe('the page', () => {
  it('offers the agencies that are not suspended, runs nothing and is framed by nobody', async () => {
    const { status, headers, body } = await ask()
    expect(status).toBe(200)
    expect(body.match(/<button[^>]*>/g)).toEqual(['<button name="agency" value="kz-moi">'])
    expect(body).toContain('Ministry &lt;of&gt; Internal Affairs')
    const [, style = ''] = /<style>([^<]*)<\/style>/.exec(body) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    )
  })

  it.each([
    ['an unknown client', { client_id: 'other' }],
    ['a client of machines', { client_id: 'machine' }],
    ['another address to go back to', { redirect_uri: `${back}/` }],
    ['an address that only begins alike', { redirect_uri: 'https://console.example.org/console/signed-in' }],
  ])('refuses %s itself, and sends nobody anywhere', async (_, changed) => {
    const { status, headers } = await ask(changed)
    expect([status, headers.location]).toEqual([400, undefined])
  })

  it.each<[string, Record<string, string>, string]>([
    ['another kind of answer', { response_type: 'token' }, 'unsupported_response_type'],
    ['a scope that is not the client’s', { scope: 'openid routewatch/events.write' }, 'invalid_scope'],
    ['no scope', { scope: '' }, 'invalid_scope'],
    ['no challenge', { code_challenge: '' }, 'invalid_request'],
    ['a challenge that is the verifier', { code_challenge_method: 'plain' }, 'invalid_request'],
  ])('sends back with an error for %s', async (_, changed, error) =>
    expect(backIn(await ask(changed))).toEqual({ status: 302, to: back, error, state: 'the state' }),
  )

  it('refuses a suspended agency, an unknown one and other methods', async () => {
    for (const agency of ['uz-authority', 'nobody', '']) expect((await choose(agency)).status).toBe(400)
    expect((await ask({}, 'PUT')).status).toBe(405)
  })
})

describe('a code', () => {
  it('is worth one pair of tokens for the user of the agency', async () => {
    const { status, body } = await bring(await codeOf())
    expect(status).toBe(200)
    const { access_token, id_token } = body as { access_token: string; id_token: string }
    const read = async (token: string) =>
      (await jwtVerify(token, createLocalJWKSet(keys.published), { currentDate: new Date(clock.nowMs) }))
        .payload
    const access = await read(access_token)
    expect(access).toMatchObject({
      sub: expect.stringMatching(/^[0-9a-f-]{36}$/),
      client_id: 'console',
      scope: 'openid routewatch/views.read',
      token_use: 'access',
      'cognito:groups': ['kz-moi'],
      exp: clock.nowMs / 1000 + 3600,
    })
    expect(await read(id_token)).toMatchObject({
      sub: access.sub,
      aud: 'console',
      token_use: 'id',
      nonce: 'the nonce',
    })
  })

  const refused = { status: 400, body: { error: 'invalid_grant' } }

  it.each([
    ['rightly', {}],
    ['with another verifier', { code_verifier: 'w'.repeat(43) }],
  ])('is used up once it is brought %s', async (_, changed) => {
    const code = await codeOf()
    await bring(code, changed)
    expect(await bring(code)).toEqual(refused)
  })

  it('is good for five minutes', async () => {
    const [early, late] = [await codeOf(), await codeOf()]
    clock.nowMs += 299_999
    expect((await bring(early)).status).toBe(200)
    clock.nowMs += 1
    expect(await bring(late)).toEqual(refused)
  })

  const foreign = { client_id: 'machine', redirect_uri: 'https://console.example/', code: 'x' }
  it.each(Object.entries(foreign).map(([field, value]) => [field, { [field]: value }] as const))(
    'is refused with another %s',
    async (_, changed) => expect(await bring(await codeOf(), changed)).toEqual(refused),
  )

  it.each(['client_id', 'code', 'redirect_uri', 'code_verifier'])('needs %s', async (field) =>
    expect(await bring(await codeOf(), { [field]: '' })).toEqual({
      status: 400,
      body: { error: 'invalid_request' },
    }),
  )

  it('is brought without a secret: the client has none', async () => {
    const wrong = { status: 400, body: { error: 'invalid_client' } }
    expect(await bring(await codeOf(), { client_secret: 'x' })).toEqual(wrong)
    expect(await bring(await codeOf(), {}, `Basic ${btoa('console:x')}`)).toEqual(wrong)
  })
})

it('after signing out, leads to registered addresses alone', () => {
  const out = (uri: string) => logout(new URLSearchParams({ client_id: 'console', logout_uri: uri }), needs)
  expect(out('https://console.example/console')).toMatchObject({
    status: 302,
    headers: { location: 'https://console.example/console' },
  })
  expect(out('https://elsewhere.example/')).toMatchObject({ status: 400 })
})
