/** Signing in at the issuer and out again. Who has signed in keeps a session (session.ts). */
import { createHash, randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Env } from '../../http/app.ts'
import { Refused } from '../../http/problems.ts'
import { addressOf, noRateLimit, type RateLimit, within } from '../../http/rate-limit.ts'
import { ownPath } from '../settings.ts'
import type { Issuer } from './issuer.ts'
import { sameOrigin } from './same-origin.ts'
import { sealing } from './sealed.ts'
import type { Sessions } from './session.ts'

export type SignInNeeds = {
  issuer: Issuer
  sessions: Sessions
  secret: string
  consoleUrl: string
  /** Each try asks the issuer. */
  rateLimit?: RateLimit
  nowMs: () => number
}

/** Of one sign-in that is under way; a second one in the same browser takes its place. */
export const signInCookie = '__Host-rw-sign-in'
const kept = { path: '/', httpOnly: true, secure: true, sameSite: 'Lax' } as const
/** Long enough to find one's second factor. */
const signInSeconds = 600

export function sessionRoutes(needs: SignInNeeds): Hono<Env> {
  const { issuer, sessions, nowMs, rateLimit = noRateLimit } = needs
  const underWay = sealing(needs.secret, 'sign-in', nowMs)
  return (
    new Hono<Env>()
      .use('/console/*', async (c, next) => {
        await next()
        // What is no longer good is not tried again: a suspended agency's session does not come back with the agency.
        if (!sessions.isThere(c.req.raw) || sessions.isTold(c.res)) return
        // Where it cannot be told, it stays.
        const isGood = await sessions.readerOf(c.req.raw).then(Boolean, () => true)
        if (!isGood) sessions.end(c)
      })
      .use('/console/sign-out', sameOrigin(needs.consoleUrl))
      .get('/console/sign-in', async (c) => {
        const [state, nonce, verifier] = [random(), random(), random()]
        const content = { state, nonce, verifier, returnTo: wayBack(c.req.query('returnTo')) }
        const endsAt = Math.floor(nowMs() / 1000) + signInSeconds
        const sealed = await underWay.seal(content, endsAt)
        setCookie(c, signInCookie, sealed, { ...kept, maxAge: signInSeconds })
        return c.redirect(issuer.authorizeUrl({ state, nonce }, challengeOf(verifier)), 302)
      })
      /** 303 to where the reader came from. 400 not begun here. 401 refused by the issuer. 403 no agency. 503 no issuer. */
      .get('/console/signed-in', async (c) => {
        within(rateLimit, addressOf(c))
        const begun = await underWay.open(getCookie(c, signInCookie) ?? '')
        deleteCookie(c, signInCookie, kept)
        const { state, code, error } = c.req.query()
        if (begun === undefined || state === undefined || state !== begun.state)
          throw new Refused('malformed', 'This sign-in was not begun in this browser, or too long ago.')
        if (error !== undefined || code === undefined || code === '')
          throw new Refused('unauthenticated', 'The issuer did not sign you in.')
        const { verifier, nonce } = begun as { verifier: string; nonce: string }
        await sessions.begin(c, await issuer.exchange(code, { verifier, nonce }))
        return c.redirect(wayBack(begun.returnTo), 303)
      })
      .post('/console/sign-out', (c) => {
        sessions.end(c)
        return c.redirect(issuer.logoutUrl(), 303)
      })
  )
}

/** 256 bits, as RFC 7636 asks of a verifier. */
const random = (): string => randomBytes(32).toString('base64url')

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')

/** A page of the console; not one that is only passed through while signing in. */
function wayBack(path: unknown): string {
  const own = ownPath(path)
  return /^\/console\/sign/.test(own) ? '/console' : own
}
