import { describe, expect, it } from 'vitest'
import { pages } from '../../../functions/console/pages.ts'
import { ownPath } from '../../../functions/console/settings.ts'
import { sampleConsole } from './console.ts'

const world = await sampleConsole()
const addresses = pages.map(({ path }) => path.replaceAll(/:\w+/g, 'nothing-of-this-name'))

describe('every page', () => {
  it.each(addresses)('%s allows nothing from elsewhere, and nothing inline', async (path) => {
    const { html, headers } = await world.visit(path)
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    )
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(html).not.toMatch(
      /<[^>]+\s(style|on\w+)=|<style|<script(?![^>]*\ssrc=)|https?:\/\/(?!www\.w3\.org)/,
    )
  })

  it.each(addresses)('%s says in which language it is', async (path) => {
    const { html } = await world.visit(path, { lang: 'ru' })
    expect(html).toContain('<html lang="ru"')
    expect(html).toContain('К содержанию')
  })
})

describe('what is not there', () => {
  it('is a page that says so, and looks like what is hidden', async () => {
    const { status, html } = await world.visit('/console/nowhere')
    expect(status).toBe(404)
    expect(html).toContain('There is nothing at this address, as far as you can see.')
  })

  it('is not told in the language of programs', async () => {
    expect((await world.visit('/console/nowhere')).headers.get('content-type')).toMatch(/^text\/html/)
  })
})

describe('filters', () => {
  it('stay in the links from page to page', async () => {
    const { html } = await world.visit('/console/routes?country=KZ&from=2014')
    expect(html).toContain('href="/console/map?country=KZ&amp;from=2014"')
    expect(html).toContain('<option value="KZ" selected')
  })

  it('that are not understood are named, and left out', async () => {
    const { status, html } = await world.visit(
      '/console/routes?country=Kasachstan&nonsense=1&substance=heroin',
    )
    expect(status).toBe(200)
    expect(html).toContain('Not understood, and left out: country, nonsense.')
    expect(html).not.toContain('Kasachstan')
  })

  it('as of a day show what was recorded by its end, and lead back', async () => {
    const { html } = await world.visit('/console/routes?knownAt=2001-01-01')
    expect(html).toContain('As of Jan 1, 2001')
    expect(html).not.toContain('Northern route')
    expect(html).toMatch(/<a href="\/console\/routes">Back to the present/)
  })
})

describe('the marking', () => {
  it('is that of the narrowest material on the page', async () => {
    const banner = async (by?: string) =>
      /<p class="marking[^>]*><strong>([^<]+)/.exec(
        (await world.visit('/console/routes', by ? { by } : {})).html,
      )?.[1]
    expect(await banner()).toBe('TLP:CLEAR')
    expect(await banner('observer-one')).toBe('TLP:GREEN')
  })
})

describe('what is taken along', () => {
  it('is what the API answers this reader', async () => {
    const { status, html, headers } = await world.visit('/console/take/v1/routes.csv')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toBe('attachment; filename="routes.csv"')
    expect(html).toBe((await world.ask('/v1/routes.csv')).text)
  })

  it('goes on from page to page in rows', async () => {
    const { html } = await world.visit('/console/take/v1/agencies.ndjson?limit=1')
    const { body } = await world.ask('/v1/agencies')
    expect(
      html
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(body.items)
    const { html: csv } = await world.visit('/console/take/v1/countries.csv?limit=1')
    expect(csv).toBe((await world.ask('/v1/countries.csv')).text)
  })

  it.each(['/console/take/docs', '/console/take/v1/nothing.csv', '/console/take/v1/audit'])(
    '%s is refused as a page',
    async (path) => {
      const { status, headers } = await world.visit(path)
      expect(status).toBeGreaterThanOrEqual(401)
      expect(headers.get('content-type')).toMatch(/^text\/html/)
    },
  )
})

describe('settings', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const post = (body: string, headers: Record<string, string>) =>
    world.visit('/console/settings', { method: 'POST', body, headers: { ...form, ...headers } })

  it('are kept in the browser, and lead back', async () => {
    const { status, headers } = await post('language=ru&returnTo=/console/routes?country=KZ', {
      origin: 'https://rw.example',
    })
    expect(status).toBe(303)
    expect(headers.get('location')).toBe('/console/routes?country=KZ')
    expect(headers.get('set-cookie')).toMatch(/^rw-language=ru; .*HttpOnly; Secure; SameSite=Lax/)
    const { html } = await world.visit('/console/routes', {
      headers: { cookie: 'rw-language=ru; rw-theme=dark' },
    })
    expect(html).toContain('<html lang="ru" data-theme="dark"')
  })

  it('are not set by another site', async () => {
    const { status, headers } = await post('language=ru', { origin: 'https://elsewhere.example' })
    expect(status).toBe(403)
    expect(headers.get('set-cookie')).toBeNull()
  })

  it.each([
    ['https://elsewhere.example/console', '/console'],
    ['//elsewhere.example/console', '/console'],
    ['/console/../v1/events', '/console'],
    ['/console\\@elsewhere.example', '/console'],
    ['/consoles', '/console'],
    [undefined, '/console'],
    ['/console/routes/northern?from=2014', '/console/routes/northern?from=2014'],
  ])('lead back from %s to %s', (sent, to) => {
    expect(ownPath(sent)).toBe(to)
  })
})
