import { beforeEach, describe, expect, it } from 'vitest'
import { sealing } from '../../../../functions/console/session/sealed.ts'
import { consoleCallers } from '../../../../functions/console/session/user.ts'
import { post } from '../../../support/posts.ts'
import { tokenOf } from '../../query/reading.ts'
import {
  access,
  callers,
  clock,
  consoleUrl,
  cookieIn,
  issuing,
  signIn,
  user,
  visit,
  whoIn,
  world,
} from './signing-in.ts'

const nobody = 'Not signed in: public material only'
const routes = (cookie: string) => visit('/console/routes', cookie)
const sessionOf = (accessToken: string, secret = 'a secret', purpose = 'session') =>
  sealing(secret, purpose, Date.now)
    .seal({ accessToken }, Math.floor(Date.now() / 1000) + 600)
    .then((sealed) => `__Host-rw-session=${sealed}`)

beforeEach(() => {
  Object.assign(issuing, { asked: [], access: {}, identity: {}, answer: undefined })
  clock.aheadMs = 0
})

describe('a session', () => {
  it('says who it is for where its token is good', async () =>
    expect(await whoIn(await routes(await sessionOf(await access())))).toBe('Signed in as kz-moi'))

  it.each<[string, () => Promise<string>]>([
    ['nonsense', async () => '__Host-rw-session=nonsense'],
    ['nothing', async () => '__Host-rw-session='],
    ['a bare token', async () => `__Host-rw-session=${await access()}`],
    ['sealed by another secret', async () => sessionOf(await access(), 'another secret')],
    ['sealed for another purpose', async () => sessionOf(await access(), 'a secret', 'sign-in')],
    ['changed at its end', async () => `${(await sessionOf(await access())).slice(0, -4)}AAAA`],
    ['with a token that has ended', async () => sessionOf(await access({ iat: 1, exp: 2 }))],
    ['with a token of another client', async () => sessionOf(await access({ client_id: 'kz-moi' }))],
    ["with a machine's token", async () => sessionOf(await tokenOf('kz-moi'))],
    ['with no token', async () => sessionOf('x')],
  ])('is none when it is %s, and is forgotten', async (_, cookie) => {
    const answer = await routes(await cookie())
    expect([answer.status, cookieIn(answer, 'session')]).toEqual([200, '__Host-rw-session='])
    expect(await whoIn(answer)).toBe(nobody)
  })

  it('is none while its agency is suspended', async () => {
    const cookie = await sessionOf(await access({ 'cognito:groups': ['uz-authority'] }))
    expect(await whoIn(await routes(cookie))).toBe('Signed in as uz-authority')
    const about = { by: 'centre', subject: 'agencies/uz-authority' }
    await world.recorded(post('AgencySuspended', { reason: 'tried out' }, about), { ifMatch: '*' })
    world.clock.nowMs += 2_000
    expect(await whoIn(await routes(cookie))).toBe(nobody)
  })

  it('ends with its token', async () => {
    const { session } = await signIn()
    clock.aheadMs = 3_590_000
    expect(await whoIn(await routes(session))).toBe('Signed in as kz-moi')
    clock.aheadMs = 3_600_000
    expect(await whoIn(await routes(session))).toBe(nobody)
  })

  it('reads as its agency alone, and is on record as its user', async () => {
    const { session } = await signIn()
    const rows = () => world.querying.audit.list({ partition: 'centre#2024-03', limit: 500 })
    const taken = await visit('/console/take/v1/routes.csv', session)
    expect(taken.status).toBe(200)
    expect((await rows()).rows.map(({ body }) => body)).toContainEqual(
      expect.objectContaining({ agencyId: 'kz-moi', clientId: `console/kz-moi/${user}`, purpose: 'console' }),
    )
    expect((await visit('/console/take/v1/audit', session)).status).toBe(403)
  })
})

it('whatever else a token allows, the console reads with it and no more', async () => {
  const { verify, register } = consoleCallers(callers)
  const clientId = `console/kz-moi/${user}`
  expect(await verify(`Bearer ${await access()}`)).toEqual({ clientId, scopes: ['routewatch/views.read'] })
  expect((await register.byClient(clientId))?.agencyId).toBe('kz-moi')
  expect(await register.byClient('kz-moi')).toBeUndefined()
  await expect(verify(`Bearer ${await tokenOf('kz-moi')}`)).rejects.toMatchObject({ code: 'refused' })
})

describe('signing out', () => {
  const signOut = (headers: Record<string, string>) =>
    signIn().then(({ session }) => visit('/console/sign-out', session, { method: 'POST', headers }))

  it.each([{ 'sec-fetch-site': 'same-origin' }, { origin: consoleUrl }])(
    'ends the session here and at the issuer, asked by %j',
    async (headers) => {
      const answer = await signOut(headers as Record<string, string>)
      expect([answer.status, cookieIn(answer, 'session')]).toEqual([303, '__Host-rw-session='])
      expect(answer.headers.get('location')).toBe(
        'https://issuer.example/logout?client_id=console&logout_uri=https%3A%2F%2Frw.example%2Fconsole',
      )
    },
  )

  it.each([
    {},
    { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'null' },
  ])('is not done for another site: %j', async (headers) => {
    const answer = await signOut(headers as Record<string, string>)
    expect([answer.status, cookieIn(answer, 'session')]).toEqual([403, undefined])
  })
})
