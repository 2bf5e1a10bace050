/** The shell of every page: what can be reached without a script, by keyboard, and on paper. */
import { assets } from './assets.ts'
import { FilterBar } from './filter-bar.tsx'
import { linkTo } from './filters.ts'
import { type Language, moment } from './language.ts'
import type { ShownMarking } from './marking.ts'
import { type FilterName, type Filters, type Reader, type Section, type Shown, sections } from './page.ts'
import { shell } from './texts/shell.ts'

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value)

/** What a page is shown in. */
export type Frame = {
  lang: Language
  theme: Theme
  reader: Reader | undefined
  under: Section | undefined
  /** Path and query of this page, to come back to. */
  here: string
  filters: Filters
  /** Parameters of the page alone, which its filter bar keeps. */
  own: Readonly<Record<string, string>>
  /** Filters that narrow it; undefined where a page has no bar. */
  narrowedBy: readonly FilterName[] | undefined
  refused: readonly string[]
}

type Paged = Shown & { marking: ShownMarking }

export async function documentOf(shown: Paged, frame: Frame): Promise<string> {
  const page = await (<Document shown={shown} frame={frame} />)
  return `<!doctype html>\n${page}`
}

function Document({ shown, frame }: { shown: Paged; frame: Frame }) {
  const { lang, theme } = frame
  const t = shell[lang]
  return (
    <html lang={lang} {...(theme !== 'auto' && { 'data-theme': theme })}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${shown.title} – ${t.name}`}</title>
        <link rel="stylesheet" href={assets.css.path} />
        <link rel="icon" type="image/svg+xml" href={assets.icon.path} />
        <script type="module" src={assets.js.path} />
      </head>
      <body {...(shown.isLive && { 'data-live': '' })}>
        <a class="skip" href="#content">
          {t.skip}
        </a>
        <header>
          <Banner marking={shown.marking} lang={lang} />
          <Head frame={frame} />
        </header>
        <div class="frame">
          {frame.narrowedBy && <FilterBar frame={frame} narrowedBy={frame.narrowedBy} />}
          <main id="content" tabindex={-1}>
            <Notes frame={frame} />
            <h1>{shown.title}</h1>
            {shown.body}
            {shown.hasTotals && <p class="caveat">{t.coverage}</p>}
            {shown.hasMap && <p class="caveat">{t.disclaimer}</p>}
            <TakeAways shown={shown} lang={lang} />
          </main>
        </div>
      </body>
    </html>
  )
}

function Banner({ marking, lang }: { marking: ShownMarking; lang: Language }) {
  const t = shell[lang]
  return (
    <p class={`marking marking-${marking.toLowerCase()}`}>
      <strong>{t.marking[marking]}</strong> {t.markingMeans[marking]}
    </p>
  )
}

function Head({ frame }: { frame: Frame }) {
  const { lang, reader, under, filters, here } = frame
  const t = shell[lang]
  return (
    <div class="bar">
      <p class="brand">
        <a href={linkTo('/console', filters)}>{t.name}</a>
      </p>
      <nav class="pages" aria-label={t.main}>
        <ul>
          {sections
            .filter((section) => section !== 'submissions' || reader !== undefined)
            .map((section) => (
              <li>
                <a
                  href={linkTo(pathOf(section), filters)}
                  {...(section === under && { 'aria-current': 'page' })}
                >
                  {t.sections[section]}
                </a>
              </li>
            ))}
        </ul>
      </nav>
      <div class="reader">
        <span>{reader ? t.signedInAs(reader.agency.agencyId) : t.nobody}</span>
        {reader ? (
          <form method="post" action="/console/sign-out">
            <button type="submit">{t.signOut}</button>
          </form>
        ) : (
          <a class="button" href={`/console/sign-in?returnTo=${encodeURIComponent(here)}`}>
            {t.signIn}
          </a>
        )}
        <form method="post" action="/console/settings">
          <input type="hidden" name="returnTo" value={here} />
          <button
            type="submit"
            name="language"
            value={lang === 'en' ? 'ru' : 'en'}
            lang={lang === 'en' ? 'ru' : 'en'}
          >
            {t.language}
          </button>
        </form>
        <form method="post" action="/console/settings">
          <input type="hidden" name="returnTo" value={here} />
          <label>
            {t.theme}{' '}
            <select name="theme">
              {themes.map((theme) => (
                <option value={theme} selected={theme === frame.theme}>
                  {t.themes[theme]}
                </option>
              ))}
            </select>
          </label>
          <button type="submit">{t.choose}</button>
        </form>
      </div>
    </div>
  )
}

const pathOf = (section: Section): string => (section === 'overview' ? '/console' : `/console/${section}`)

/** What the reader should know before reading on. */
function Notes({ frame }: { frame: Frame }) {
  const { lang, filters, refused, narrowedBy, here } = frame
  const t = shell[lang]
  const { knownAt, ...present } = filters
  const path = here.split('?')[0] ?? here
  return (
    <>
      {refused.length > 0 && (
        <p class="note" role="alert">
          {t.refused(refused.join(', '))}
        </p>
      )}
      {knownAt !== undefined && narrowedBy && (
        <p class="note as-of">
          {narrowedBy.includes('knownAt') ? t.asOf(moment(knownAt, lang)) : t.presentHere}{' '}
          <a href={linkTo(path, present, frame.own)}>{t.present}</a>
        </p>
      )}
    </>
  )
}

function TakeAways({ shown, lang }: { shown: Shown; lang: Language }) {
  if (!shown.takeAway?.length) return null
  return (
    <nav class="take-away" aria-label={shell[lang].takeAway}>
      <h2>{shell[lang].takeAway}</h2>
      <ul>
        {shown.takeAway.map(({ href, label }) => (
          <li>
            <a href={href} download="">
              {label}
            </a>
          </li>
        ))}
      </ul>
      <p class="quiet">{shell[lang].takeAwayLimits}</p>
    </nav>
  )
}
