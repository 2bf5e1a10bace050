import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Issuing, issuing, signIn, visit, whoIn } from './signing-in.ts'

beforeEach(() => {
  Object.assign(issuing, { asked: [], access: {}, identity: {}, answer: undefined })
})

describe('signing in', () => {
  it('takes a code bound to this browser to the issuer, and comes back where it began', async () => {
    const { to, done, session } = await signIn({ returnTo: '/console/routes?country=KZ' })
    expect(`${to.origin}${to.pathname}`).toBe('https://issuer.example/oauth2/authorize')
    const { code_challenge, ...sent } = Object.fromEntries(to.searchParams)
    expect(sent).toEqual({
      response_type: 'code',
      client_id: 'console',
      redirect_uri: 'https://rw.example/console/signed-in',
      scope: 'openid routewatch/views.read',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    })
    const verifier = issuing.asked[0]?.form.get('code_verifier') ?? ''
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(code_challenge)
    expect([done.status, done.headers.get('location')]).toEqual([303, '/console/routes?country=KZ'])
    expect(done.headers.getSetCookie().find((each) => each.startsWith('__Host-rw-session='))).toMatch(
      /; Max-Age=3(600|599); Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(await whoIn(await visit('/console/routes', session))).toBe('Signed in as kz-moi')
  })

  it.each(['https://example.org/', '//example.org', '/\\example.org', '/consoles', '/console/sign-in'])(
    'leads to no place but a page of the console: not to %s',
    async (returnTo) => expect((await signIn({ returnTo })).done.headers.get('location')).toBe('/console'),
  )

  it.each<[string, number, Record<string, string>]>([
    ['another state', 400, { state: 'x' }],
    ['an error of the issuer', 401, { error: 'access_denied' }],
    ['no code', 401, { code: '' }],
  ])('ends with %s in a page that says so, without asking the issuer', async (_, status, changed) => {
    const { done, session } = await signIn({ changed })
    expect([done.status, session, issuing.asked]).toEqual([status, '', []])
    expect(done.headers.get('content-type')).toMatch(/^text\/html/)
  })

  it('that was not begun in this browser is refused', async () =>
    expect((await visit('/console/signed-in?code=x&state=y')).status).toBe(400))

  it.each<[string, number, Partial<Issuing>]>([
    ['for another client', 403, { access: { client_id: 'other' } }],
    ['of somebody without an agency', 403, { access: { 'cognito:groups': undefined } }],
    ['of somebody in two agencies', 403, { access: { 'cognito:groups': ['kz-moi', 'centre'] } }],
    ['of an agency that nobody has registered', 403, { access: { 'cognito:groups': ['nobody'] } }],
    ['that do not allow reading', 403, { access: { scope: 'aws.cognito.signin.user.admin' } }],
    ['of another issuer', 401, { access: { iss: 'https://elsewhere.example' } }],
    ['for another request', 401, { identity: { nonce: 'x' } }],
    ['of another application', 401, { identity: { aud: 'other' } }],
  ])('with tokens %s begins no session', async (_, status, given) => {
    Object.assign(issuing, given)
    const { done, session } = await signIn()
    expect([done.status, session]).toEqual([status, ''])
  })

  it('asks the issuer again once where it does not answer, never where it refuses', async () => {
    issuing.answer = async () => {
      throw new TypeError('fetch failed')
    }
    expect([(await signIn()).done.status, issuing.asked.length]).toEqual([503, 2])
    issuing.asked = []
    issuing.answer = async () => Response.json({ error: 'invalid_grant' }, { status: 400 })
    expect([(await signIn()).done.status, issuing.asked.length]).toEqual([401, 1])
  })
})
