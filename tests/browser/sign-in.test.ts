import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Journey, startAmongPartners } from '../journeys/journey.ts'
import { inBrowser, type Visitor } from './browser.ts'

/** Signing in, from the button to the end of the session: the host's own issuer, console and register, in a real browser. */
let journey: Journey
beforeAll(async () => {
  journey = await startAmongPartners()
  await journey.quiet()
})
afterAll(() => journey?.end())

const sessionCookie = '__Host-rw-session'
const cookieOf = async ({ context }: Visitor) =>
  (await context.cookies(journey.url)).find(({ name }) => name === sessionCookie)
const who = ({ page }: Visitor) => page.locator('.reader > span').textContent()

async function signIn({ page }: Visitor, agency: string, from = '/console/routes'): Promise<void> {
  await page.goto(journey.url + from)
  await page.getByRole('link', { name: 'Sign in' }).first().click()
  await page.getByRole('button', { name: agency }).click()
}

async function say(type: string, agency: string): Promise<void> {
  const subject = `agencies/${agency}`
  const { headers } = await journey.get(`/v1/${subject}`, 'centre')
  const about = { specversion: '1.0', type, source: '/agencies/centre', id: `${type}-${agency}`, subject }
  const ifMatch = { 'if-match': headers.get('etag') ?? '' }
  await journey.record({ ...about, data: { reason: 'tried out' } }, ifMatch)
}

inBrowser('somebody who looks', ({ visitor }) => {
  it('signs in, comes back to where it was, and signs out', async () => {
    const reader = await visitor(journey.url)
    const { page, faults } = reader
    await signIn(reader, 'kz-moi', '/console/routes?country=KZ')
    expect(page.url()).toBe(`${journey.url}/console/routes?country=KZ`)
    expect(await who(reader)).toBe('Signed in as kz-moi')
    expect(await cookieOf(reader)).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })
    expect(await page.evaluate('document.cookie')).toBe('')
    await page.getByRole('button', { name: 'Sign out' }).click()
    expect(page.url()).toBe(`${journey.url}/console`)
    expect(await cookieOf(reader)).toBeUndefined()
    await page.goto(`${journey.url}/console/routes`)
    expect(await who(reader)).toBe('Not signed in: public material only')
    expect(faults().filter((fault) => !/status of 404/.test(fault))).toEqual([])
  })

  it('loses its session within five seconds once its agency is suspended, and does not get it back', async () => {
    const reader = await visitor(journey.url)
    const { page } = reader
    await signIn(reader, 'uz-authority')
    expect(await who(reader)).toBe('Signed in as uz-authority')
    await say('AgencySuspended', 'uz-authority')
    const since = Date.now()
    do await page.reload()
    while ((await who(reader)) === 'Signed in as uz-authority' && Date.now() - since < 10_000)
    expect(Date.now() - since).toBeLessThan(5_000)
    expect(await cookieOf(reader)).toBeUndefined()
    await page.getByRole('link', { name: 'Sign in' }).click()
    expect(await page.getByRole('button', { name: 'kz-moi' }).count()).toBe(1)
    expect(await page.getByRole('button', { name: 'uz-authority' }).count()).toBe(0)
    await say('AgencyReinstated', 'uz-authority')
    await page.goto(`${journey.url}/console/routes`)
    expect(await who(reader)).toBe('Not signed in: public material only')
  })

  it('is nobody with a cookie that we did not make', async () => {
    const reader = await visitor(journey.url)
    const { page, context } = reader
    await signIn(reader, 'kz-moi')
    const { value = '' } = (await cookieOf(reader)) ?? {}
    const spoilt = ['', 'nonsense', `${value}x`, value.slice(0, -1), value.replace(/.{9}$/, 'forged000')]
    for (const forged of spoilt) {
      const url = journey.url.replace('http:', 'https:')
      await context.addCookies([{ name: sessionCookie, value: forged, url, secure: true }])
      const answer = await page.goto(`${journey.url}/console/routes`)
      expect([answer?.status(), await who(reader)]).toEqual([200, 'Not signed in: public material only'])
    }
  })

  it('is not sent to another site, nor signed out by one', async () => {
    const reader = await visitor(journey.url)
    const { page, context } = reader
    await signIn(reader, 'kz-moi')
    const elsewhere = journey.url.replace('127.0.0.1', 'localhost')
    await page.goto(`${journey.url}/console/sign-in?returnTo=${encodeURIComponent(`//example.org/console`)}`)
    await page.getByRole('button', { name: 'kz-moi' }).click()
    expect(page.url()).toBe(`${journey.url}/console`)
    const stranger = await context.newPage()
    await stranger.goto(`${elsewhere}/docs`)
    const forged = await stranger
      .evaluate(
        async (url) => (await fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include' })).type,
        `${journey.url}/console/sign-out`,
      )
      .catch(() => 'blocked')
    expect(['opaque', 'blocked']).toContain(forged)
    await page.goto(`${journey.url}/console/routes`)
    expect(await who(reader)).toBe('Signed in as kz-moi')
  })
})

describe("the console's tokens", () => {
  it("open no door of the API, and an agency's tokens are no session", async () => {
    const token = await journey.token('kz-moi')
    const answer = await fetch(`${journey.url}/console/routes`, {
      headers: { cookie: `${sessionCookie}=${token}`, authorization: `Bearer ${token}` },
    })
    expect([answer.status, (await answer.text()).includes('Signed in as')]).toEqual([200, false])
    const access = await consoleToken()
    const asked = await fetch(`${journey.url}/v1/routes`, { headers: { authorization: `Bearer ${access}` } })
    expect(asked.status).toBe(401)
    expect(((await asked.json()) as { detail: string }).detail).toBe(
      'No agency is registered for this client.',
    )
  })
})

/** Goes the console's way by hand, and keeps what the console would. */
async function consoleToken(): Promise<string> {
  const { createHash } = await import('node:crypto')
  const begun = await fetch(`${journey.url}/console/sign-in`, { redirect: 'manual' })
  const url = new URL(begun.headers.get('location') ?? '')
  const verifier = 'a'.repeat(43)
  url.searchParams.set('code_challenge', createHash('sha256').update(verifier).digest('base64url'))
  const chosen = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ agency: 'kz-moi' }),
    redirect: 'manual',
  })
  const code = new URL(chosen.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const [client_id = '', redirect_uri = ''] = ['client_id', 'redirect_uri'].map(
    (name) => url.searchParams.get(name) ?? '',
  )
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id,
    redirect_uri,
    code,
    code_verifier: verifier,
  })
  const answer = await fetch(`${journey.url}/oauth2/token`, { method: 'POST', body })
  return ((await answer.json()) as { access_token: string }).access_token
}
