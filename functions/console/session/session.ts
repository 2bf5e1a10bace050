/** The session: the issuer's token in a cookie that only we can open, for as long as the token lives, an hour at most. */
import type { Context } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { parse } from 'hono/utils/cookie'
import { Refused } from '../../http/problems.ts'
import type { Reader } from '../page.ts'
import { sealing } from './sealed.ts'
import { agencyOf, type UserNeeds, userIn } from './user.ts'

export type SessionNeeds = UserNeeds & {
  /** Of the cookies; a new one ends every session. */
  secret: string
  nowMs: () => number
}

export type Sessions = {
  /** Nobody for whatever is no session, or one that is no longer good. Throws 503 where that cannot be told. */
  readerOf(request: Request): Promise<Reader | undefined>
  /** Throws 403 where the token is good and lets nobody read: no agency, or a suspended one. */
  begin(c: Context, accessToken: string): Promise<void>
  end(c: Context): void
  /** Whether a browser has sent one, whatever it is worth. */
  isThere(request: Request): boolean
  /** Whether this answer begins or ends one. */
  isTold(response: Response): boolean
}

/** `__Host-`: the browser keeps it for this host alone, and sends it on no plain connection but to itself. */
export const sessionCookie = '__Host-rw-session'
const kept = { path: '/', httpOnly: true, secure: true, sameSite: 'Lax' } as const

export function sessions(needs: SessionNeeds): Sessions {
  const { claimsOf, register, clientId, secret, nowMs } = needs
  const sealed = sealing(secret, 'session', nowMs)

  const readerBy = async (accessToken: string): Promise<(Reader & { endsAt: number }) | undefined> => {
    const claims = await claimsOf(`Bearer ${accessToken}`)
    const user = claims && userIn(claims, clientId)
    const agency = user && (await agencyOf(user, register))
    return agency && { agency, user: user.userId, accessToken, endsAt: claims.exp }
  }

  const look = async (request: Request): Promise<Reader | undefined> => {
    const cookie = cookieIn(request)
    const { accessToken } = (cookie !== undefined && (await sealed.open(cookie))) || {}
    if (typeof accessToken !== 'string') return undefined
    try {
      const reader = await readerBy(accessToken)
      return reader && { agency: reader.agency, user: reader.user, accessToken }
    } catch (error) {
      if (error instanceof Refused) return undefined
      throw error
    }
  }

  // One request asks several times: for its page, and for what becomes of its cookie.
  const looked = new WeakMap<Request, Promise<Reader | undefined>>()
  return {
    readerOf: (request) => {
      const reader = looked.get(request) ?? look(request)
      looked.set(request, reader)
      return reader
    },
    begin: async (c, accessToken) => {
      const reader = await readerBy(accessToken)
      if (!reader) throw new Refused('forbidden', 'No agency that may read stands behind this user.')
      const value = await sealed.seal({ accessToken }, reader.endsAt)
      const maxAge = Math.max(0, reader.endsAt - Math.floor(nowMs() / 1000))
      setCookie(c, sessionCookie, value, { ...kept, maxAge })
    },
    end: (c) => {
      deleteCookie(c, sessionCookie, kept)
    },
    isThere: (request) => cookieIn(request) !== undefined,
    isTold: ({ headers }) => headers.getSetCookie().some((cookie) => cookie.startsWith(`${sessionCookie}=`)),
  }
}

const cookieIn = (request: Request): string | undefined =>
  parse(request.headers.get('cookie') ?? '', sessionCookie)[sessionCookie]
