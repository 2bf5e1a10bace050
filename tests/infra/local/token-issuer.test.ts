import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PoolClient } from '../../../infra/local/aws/user-pool-clients.ts'
import { signInCodes } from '../../../infra/local/sign-in-codes.ts'
import { type IssuerNeeds, issueToken } from '../../../infra/local/token-issuer.ts'
import { loadTokenKeys } from '../../../infra/local/token-keys.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'routewatch-'))
afterAll(() => rmSync(dataDir, { recursive: true }))

const made: PoolClient = {
  poolId: 'eu-central-1_pool',
  clientId: '5exampleclientidofcognito5',
  name: 'uz-authority',
  secrets: [
    { id: 'older', value: 'the older secret', createdAt: 1 },
    { id: 'newer', value: 'the newer secret', createdAt: 2 },
  ],
  flows: ['client_credentials'],
  scopes: ['routewatch/views.read'],
  createdAt: 1,
  changedAt: 2,
}

let needs: IssuerNeeds
beforeAll(async () => {
  needs = {
    issuer: 'https://issuer.example/pool',
    keys: await loadTokenKeys(dataDir),
    isRegistered: async (agency) => ['centre', 'kz-moi'].includes(agency),
    clients: { find: (clientId) => (clientId === made.clientId ? made : undefined) },
    codes: signInCodes(Date.now),
    now: () => Date.parse('2026-11-24T00:00:00.900Z'),
  }
})

const ask = (fields: Record<string, string> | string, authorization?: string) =>
  issueToken(
    {
      contentType: 'application/x-www-form-urlencoded; charset=utf-8',
      form: new URLSearchParams(fields).toString(),
      ...(authorization !== undefined && { authorization }),
    },
    needs,
  )
const client = (client_id: string, more: Record<string, string> = {}) => ({
  grant_type: 'client_credentials',
  client_id,
  client_secret: `local-${client_id}`,
  ...more,
})
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

describe('a token', () => {
  it('has the claims of Cognito and no audience', async () => {
    const { status, body } = await ask(client('kz-moi'))
    expect(status).toBe(200)
    expect(body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'routewatch/events.write routewatch/views.read',
    })
    const { access_token } = body as { access_token: string }
    expect(decodeProtectedHeader(access_token)).toStrictEqual({ alg: 'RS256', kid: needs.keys.kid })
    const keys = createLocalJWKSet(needs.keys.published)
    const { payload } = await jwtVerify(access_token, keys, { currentDate: new Date(needs.now()) })
    expect(payload).toStrictEqual({
      iss: needs.issuer,
      sub: 'kz-moi',
      client_id: 'kz-moi',
      token_use: 'access',
      scope: 'routewatch/events.write routewatch/views.read',
      iat: 1_795_478_400,
      auth_time: 1_795_478_400,
      exp: 1_795_482_000,
      jti: expect.any(String),
      version: 2,
    })
  })

  it('outlives the host: the key is kept', async () =>
    expect((await loadTokenKeys(dataDir)).published).toStrictEqual(needs.keys.published))

  it.each([
    ['centre', undefined, 'routewatch/events.write routewatch/views.read routewatch/centre.admin'],
    ['centre', 'routewatch/centre.admin', 'routewatch/centre.admin'],
    ['kz-moi', 'routewatch/views.read', 'routewatch/views.read'],
  ])('for %s asking for %s has the scope %s', async (agency, scope, expected) =>
    expect((await ask(client(agency, scope === undefined ? {} : { scope }))).body).toMatchObject({
      scope: expected,
    }),
  )

  it('is given for credentials in the header', async () =>
    expect((await ask({ grant_type: 'client_credentials' }, basic('kz-moi:local-kz-moi'))).status).toBe(200))
})

describe('a client of the pool', () => {
  it.each(['the older secret', 'the newer secret'])('gets its own scopes by %s', async (client_secret) => {
    const { status, body } = await ask(client(made.clientId, { client_secret }))
    expect([status, (body as { scope: string }).scope]).toStrictEqual([200, 'routewatch/views.read'])
  })

  it('is not known by what a local agency would say', async () =>
    expect(await ask(client(made.clientId))).toStrictEqual({
      status: 400,
      body: { error: 'invalid_client' },
    }))
})

describe('a refusal', () => {
  it.each<[string, Record<string, string> | string, string | undefined, number, string]>([
    ['no grant', { client_id: 'kz-moi' }, undefined, 400, 'invalid_request'],
    ['another grant', { grant_type: 'password' }, undefined, 400, 'unsupported_grant_type'],
    ['no client', { grant_type: 'client_credentials' }, undefined, 400, 'invalid_request'],
    ['a wrong secret', client('kz-moi', { client_secret: 'x' }), undefined, 400, 'invalid_client'],
    ['an agency not in the ledger', client('ru-authority'), undefined, 400, 'invalid_client'],
    [
      'a wrong secret in the header',
      { grant_type: 'client_credentials' },
      basic('kz-moi:x'),
      401,
      'invalid_client',
    ],
    ['another kind of header', client('kz-moi'), 'Bearer x', 401, 'invalid_client'],
    [
      'a scope that is not theirs',
      client('kz-moi', { scope: 'routewatch/centre.admin' }),
      undefined,
      400,
      'invalid_scope',
    ],
    ['an unknown scope', client('centre', { scope: 'x' }), undefined, 400, 'invalid_scope'],
    [
      'a field twice',
      'grant_type=client_credentials&grant_type=client_credentials',
      undefined,
      400,
      'invalid_request',
    ],
  ])('for %s', async (_, fields, authorization, status, error) =>
    expect(await ask(fields, authorization)).toStrictEqual({ status, body: { error } }),
  )

  it('for another content type', async () =>
    expect(await issueToken({ contentType: 'application/json', form: '{}' }, needs)).toStrictEqual({
      status: 400,
      body: { error: 'invalid_request' },
    }))
})
