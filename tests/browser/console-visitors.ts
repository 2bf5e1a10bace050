/** Visitors of a console that runs in the test's own process: what the browser asks for is answered without a server. */
import type { BrowserContextOptions, Route } from 'playwright-core'
import type { ConsoleWorld } from '../functions/console/console.ts'
import type { Browsing, Visitor } from './browser.ts'

export const origin = 'https://rw.example'

/** Whom the matrix of pages is shown to; undefined is nobody in particular. */
export const readers = [undefined, 'observer-one', 'kz-moi', 'centre'] as const

export async function visitorOf(
  world: ConsoleWorld,
  { visitor }: Browsing,
  by: string | undefined,
  options: BrowserContextOptions & { lang?: 'en' | 'ru'; theme?: 'light' | 'dark' } = {},
): Promise<Visitor> {
  const { lang = 'en', theme, ...rest } = options
  // The browser itself asks for the language, as people's do.
  const locale = { en: 'en-GB', ru: 'ru-RU' }[lang]
  const visiting = await visitor(origin, { locale, ...rest, ...(theme && { colorScheme: theme }) })
  await visiting.context.route('**/*', async (route: Route) => {
    const request = route.request()
    const url = new URL(request.url())
    if (url.origin !== origin) return route.abort()
    const { cookie } = await request.allHeaders()
    const body = request.postData()
    const { status, html, headers } = await world.visit(`${url.pathname}${url.search}`, {
      ...(by !== undefined && { by }),
      method: request.method(),
      ...(body !== null && { body }),
      headers: { ...request.headers(), ...(cookie !== undefined && { cookie }) },
    })
    return route.fulfill({ status, headers: Object.fromEntries(headers), body: html })
  })
  return visiting
}

/** Every page by a name and an address in this world: cards by the first subject of their kind that anyone may see. */
export async function addressesIn(world: ConsoleWorld): Promise<readonly [string, string][]> {
  const first = async (kind: string): Promise<string> => {
    const { body } = await world.ask(`/v1/${kind}?limit=1`)
    return String(body.items[0]?.subject)
  }
  const cards = ['routes', 'actors', 'seizures', 'sessions', 'statements', 'commitments']
  const subjects = await Promise.all(cards.map(first))
  return [
    ['overview', '/console'],
    ...[
      'map',
      'routes',
      'actors',
      'timeline',
      'seizures',
      'sessions',
      'commitments',
      'countries',
      'submissions',
      'status',
    ].map((name): [string, string] => [name, `/console/${name}`]),
    ['graph', '/console/graph'],
    ['graph of a focus', '/console/graph?focus=routes/northern&depth=2'],
    ...subjects.map((subject): [string, string] => [
      `a card of ${subject.split('/')[0]}`,
      `/console/${subject}`,
    ]),
    ['a card of countries', '/console/countries/kz'],
    ['what is not there', '/console/routes/nothing-of-this-name'],
  ]
}
