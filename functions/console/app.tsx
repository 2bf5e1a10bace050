/** The console: pages from a table, each read as the reader, all under one strict policy. */
import type { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { languageDetector } from 'hono/language'
import { secureHeaders } from 'hono/secure-headers'
import { type Ctx, type Env, httpApp, requestIdOf } from '../http/app.ts'
import { problemKinds, Refused } from '../http/problems.ts'
import { addressOf, noRateLimit, type RateLimit, within } from '../http/rate-limit.ts'
import { Unavailable } from '../ledger/ledger.ts'
import { faultOf, log } from '../telemetry.ts'
import { assets } from './assets.ts'
import { ErrorPage } from './error-page.tsx'
import { filtersIn, kept, linkTo } from './filters.ts'
import { type Language, languages } from './language.ts'
import { documentOf, type Frame, isTheme } from './layout.tsx'
import { markingOf } from './marking.ts'
import type { Asked, Page, Reader } from './page.ts'
import { pages } from './pages.ts'
import { asPictureFile, pictureParameter } from './picture-file.tsx'
import { asking, Declined, type Disclosing } from './reading.ts'
import { languageCookie, settingsRoutes, themeCookie } from './settings.ts'
import { take } from './take.ts'

export type ConsoleNeeds = {
  /** The query app's: reads as whoever the token says. */
  fetch: (request: Request) => Promise<Response>
  /** Of the audit that this query app writes to. */
  during: Disclosing['during']
  /** Nobody where there is no session, or one that is no longer good. */
  readerOf: (request: Request) => Promise<Reader | undefined>
  /** Signing in and out: `/console/sign-in` and what follows. */
  session: Hono<Env>
  /** Where browsers find the console: an origin. */
  consoleUrl: string
  /** Origins beside our own that a form may end at: the issuer's, after signing out. */
  formTargets?: readonly string[]
  rateLimit?: RateLimit
  nowMs: () => number
}

export function consoleApp(needs: ConsoleNeeds): Hono<Env> {
  const app = httpApp()
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'", ...(needs.formTargets ?? [])],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      referrerPolicy: 'same-origin',
    }),
    languageDetector({
      supportedLanguages: [...languages],
      fallbackLanguage: 'en',
      order: ['cookie', 'header'],
      lookupCookie: languageCookie,
      caches: false,
    }),
  )
  for (const asset of Object.values(assets))
    app.get(asset.path, (c) =>
      c.body(asset.text, 200, {
        'content-type': asset.type,
        'cache-control': 'public, max-age=31536000, immutable',
      }),
    )
  app.route('/', settingsRoutes(needs.consoleUrl))
  app.route('/', needs.session)
  app.get('/console/take/*', async (c) => {
    const { pathname, search } = new URL(c.req.url)
    const reader = await readerIn(c, needs)
    return take(pathname.slice('/console/take'.length), search, reader, needs.fetch)
  })
  for (const page of pages)
    app.get(page.path, async (c) => {
      const reader = await readerIn(c, needs)
      if (page.signedIn && !reader) throw new Refused('unauthenticated', 'This needs an agency.')
      return answer(c, page, reader, needs)
    })
  app.notFound((c) => refuse(c, new Refused('not-found', 'There is nothing here.'), needs))
  app.onError((error, c) => refuse(c, error, needs))
  return app
}

/** Whoever looks, once it is known that they may look again. */
async function readerIn(
  c: Ctx,
  { readerOf, rateLimit = noRateLimit }: ConsoleNeeds,
): Promise<Reader | undefined> {
  const reader = await readerOf(c.req.raw)
  within(rateLimit, reader?.agency.agencyId ?? addressOf(c))
  return reader
}

async function answer(
  c: Ctx,
  page: Page,
  reader: Reader | undefined,
  needs: ConsoleNeeds,
): Promise<Response> {
  const url = new URL(c.req.url)
  const { filters, own, refused } = filtersIn(url, [...(page.own ?? []), pictureParameter])
  const { [pictureParameter.name]: asPicture, ...parameters } = own
  const asked: Asked = {
    path: c.req.param() as Record<string, string>,
    filters,
    own: parameters,
    lang: langOf(c),
    ask: asking(needs.fetch, reader?.accessToken),
    reader,
    now: new Date(needs.nowMs()),
  }
  const { found, labels } = await needs.during(() => page.show(asked))
  if (asPicture !== undefined && found.picture) return asPictureFile(c, found.title, found.picture)
  const frame: Frame = {
    ...frameOf(c, reader),
    here: linkTo(url.pathname, filters, parameters),
    under: page.under,
    filters,
    own: kept(parameters, page.own),
    narrowedBy: page.filters,
    refused,
  }
  return c.html(await documentOf({ ...found, marking: markingOf(labels, reader) }, frame))
}

async function refuse(c: Ctx, error: unknown, needs: ConsoleNeeds): Promise<Response> {
  const { slug, status, headers } = refusalOf(error)
  if (status >= 500)
    log.error('Console', { requestId: requestIdOf(c), route: c.req.routePath, ...faultOf(error) })
  // Who it is told to is only how the page looks: what fails here as well must not hide the first fault.
  const reader = await needs.readerOf(c.req.raw).catch(() => undefined)
  const lang = langOf(c)
  const { title, body } = ErrorPage({ slug, lang, here: hereOf(c), isSignedIn: reader !== undefined })
  const frame: Frame = {
    ...frameOf(c, reader),
    under: undefined,
    filters: {},
    own: {},
    narrowedBy: undefined,
    refused: [],
  }
  const html = await documentOf({ title, body, marking: reader ? 'GREEN' : 'CLEAR' }, frame)
  return c.html(html, status as 400, headers)
}

type Refusal = { slug: string; status: number; headers: Record<string, string> }

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused)
    return {
      slug: error.problem.slug,
      status: problemKinds[error.problem.slug].status,
      headers: { ...error.headers },
    }
  if (error instanceof Declined) return { slug: error.problem.slug, status: error.status, headers: {} }
  if (error instanceof Unavailable)
    return { slug: 'unavailable', status: 503, headers: { 'retry-after': '1' } }
  return { slug: 'internal-error', status: 500, headers: {} }
}

function frameOf(c: Ctx, reader: Reader | undefined): Pick<Frame, 'lang' | 'theme' | 'reader' | 'here'> {
  const theme = getCookie(c, themeCookie)
  return {
    lang: langOf(c),
    theme: isTheme(theme) ? theme : 'auto',
    reader,
    here: hereOf(c),
  }
}

function hereOf(c: Ctx): string {
  const { pathname, search } = new URL(c.req.url)
  return `${pathname}${search}`
}

/** @throws TypeError before the detector has run: every route stands behind it. */
const langOf = (c: Ctx): Language => (c.get('language' as never) as Language | undefined) ?? 'en'
