/** Language and colours of the interface: cookies of the browser, nothing of the agency's. */
import { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import type { Env } from '../http/app.ts'
import { isLanguage } from './language.ts'
import { isTheme } from './layout.tsx'
import { sameOrigin } from './session/same-origin.ts'

export const languageCookie = 'rw-language'
export const themeCookie = 'rw-theme'

const year = 31_536_000
const kept = { path: '/console', httpOnly: true, secure: true, sameSite: 'Lax', maxAge: year } as const

export const settingsRoutes = (consoleUrl: string): Hono<Env> =>
  new Hono<Env>().use('/console/settings', sameOrigin(consoleUrl)).post('/console/settings', async (c) => {
    const { language, theme, returnTo } = await c.req.parseBody<Record<string, string>>()
    if (isLanguage(language)) setCookie(c, languageCookie, language, kept)
    if (isTheme(theme)) setCookie(c, themeCookie, theme, kept)
    return c.redirect(ownPath(returnTo), 303)
  })

/** A path of the console: nothing else is ever redirected to. */
export function ownPath(path: unknown): string {
  if (typeof path !== 'string' || !/^\/console(?:[/?]|$)/.test(path) || /[\\\p{Cc}]/u.test(path))
    return '/console'
  const url = new URL(path, 'http://console')
  return url.host === 'console' && /^\/console(?:\/|$)/.test(url.pathname)
    ? `${url.pathname}${url.search}`
    : '/console'
}
