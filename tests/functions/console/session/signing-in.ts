/** The console with its own sign-in, and an issuer in place of Cognito. */
import { generateKeyPair, SignJWT } from 'jose'
import { consoleApp } from '../../../../functions/console/app.tsx'
import { disclosing } from '../../../../functions/console/reading.ts'
import { issuerAt } from '../../../../functions/console/session/issuer.ts'
import { sessionRoutes } from '../../../../functions/console/session/routes.ts'
import { sessions } from '../../../../functions/console/session/session.ts'
import { consoleCallers } from '../../../../functions/console/session/user.ts'
import { claimsVerifier } from '../../../../functions/identity/token.ts'
import { queryApp } from '../../../../functions/query/app.ts'
import { reading } from '../../query/reading.ts'
import { sampleEvents, tell } from '../../query/sample.ts'

export const consoleUrl = 'https://rw.example'
const tokenIssuer = 'https://issuer.example/pool'
const { privateKey, publicKey } = await generateKeyPair('RS256')
const keys = async () => publicKey

export const world = await reading()
await tell(world, sampleEvents)

export const user = '6f1c2a60-0000-4000-8000-000000000001'
const seconds = () => Math.floor(Date.now() / 1000)
const signed = (claims: Record<string, unknown>) =>
  new SignJWT({ iat: seconds(), exp: seconds() + 3600, iss: tokenIssuer, sub: user, ...claims })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(privateKey)
export const access = (changed: Record<string, unknown> = {}) =>
  signed({
    token_use: 'access',
    client_id: 'console',
    scope: 'openid routewatch/views.read routewatch/centre.admin',
    'cognito:groups': ['kz-moi'],
    ...changed,
  })

/** What the issuer was asked, and how it answers. */
export type Issuing = {
  asked: { url: string; form: URLSearchParams }[]
  access: Record<string, unknown>
  identity: Record<string, unknown>
  answer?: () => Promise<Response>
}
export const issuing: Issuing = { asked: [], access: {}, identity: {} }
let nonce = ''

async function answered(): Promise<Response> {
  const identity = { token_use: 'id', aud: 'console', nonce, ...issuing.identity }
  return Response.json({ access_token: await access(issuing.access), id_token: await signed(identity) })
}

/** Moved by tests of what ends. */
export const clock = { aheadMs: 0 }
const nowMs = () => Date.now() + clock.aheadMs
export const callers = {
  claimsOf: claimsVerifier(tokenIssuer, keys),
  register: world.register,
  clientId: 'console',
}
const { audit, during } = disclosing(world.querying.audit)
const query = queryApp({ ...world.querying, ...consoleCallers(callers), audit })
const known = sessions({ ...callers, secret: 'a secret', nowMs })
const issuer = issuerAt({
  signInUrl: 'https://issuer.example',
  consoleUrl,
  clientId: 'console',
  issuer: tokenIssuer,
  keys,
  nowMs,
  fetch: async (url, init) => {
    issuing.asked.push({ url: String(url), form: init?.body as URLSearchParams })
    return (issuing.answer ?? answered)()
  },
})
const app = consoleApp({
  consoleUrl,
  fetch: async (request) => query.fetch(request),
  during,
  readerOf: known.readerOf,
  session: sessionRoutes({ issuer, sessions: known, secret: 'a secret', consoleUrl, nowMs }),
  nowMs,
})

export const visit = (path: string, cookie = '', init: RequestInit = {}) =>
  app.request(consoleUrl + path, { ...init, headers: { cookie, ...init.headers } })
export const cookieIn = (response: Response, name: string) =>
  response.headers
    .getSetCookie()
    .find((each) => each.startsWith(`__Host-rw-${name}=`))
    ?.split(';')[0]
export const whoIn = async (response: Response) =>
  /class="reader"><span>([^<]*)/.exec(await response.text())?.[1]

/** As a browser goes; `changed` is what the issuer, or somebody in between, sends back. */
export async function signIn({
  returnTo = '',
  changed = {},
}: {
  returnTo?: string
  changed?: Record<string, string>
} = {}) {
  const begun = await visit(`/console/sign-in?returnTo=${encodeURIComponent(returnTo)}`)
  const to = new URL(begun.headers.get('location') ?? '')
  const state = to.searchParams.get('state') ?? ''
  nonce = to.searchParams.get('nonce') ?? ''
  const back = new URLSearchParams({ code: 'the code', state, ...changed })
  const done = await visit(`/console/signed-in?${back}`, cookieIn(begun, 'sign-in'))
  return { to, done, session: cookieIn(done, 'session') ?? '' }
}
