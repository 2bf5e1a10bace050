import { beforeAll, describe, expect, it } from 'vitest'
import { redacted, subjectOf } from '../../support/posts.ts'
import { canary } from '../query/canaries.ts'
import { type ConsoleWorld, consoleOver } from './console.ts'
import { hiddenStatement, session, spokenText, spokenWorld, statement } from './spoken.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await spokenWorld()
})

const readers = [undefined, 'observer-one', 'kz-moi', 'centre']
const read = async (path: string, by?: string, lang: 'en' | 'ru' = 'en') =>
  world.visit(path, { lang, ...(by !== undefined && { by }) })
const card = `/console/${subjectOf(statement)}`

/** What a browser makes of the markup between two tags. */
function shownIn(html: string, from: string, to: string): string {
  const start = html.indexOf(from) + from.length
  const codes: Record<string, string> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&amp;': '&',
    '&#39;': "'",
  }
  return html
    .slice(start, html.indexOf(to, start))
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/&(lt|gt|quot|amp|#39|#13);/g, (code) => codes[code] ?? '\r')
}

describe('sessions', () => {
  it('are listed with body, dates, place and standing', async () => {
    const { html } = await read('/console/sessions')
    expect(html).toContain('<a href="/console/sessions/cnd-67">Sixty-seventh session</a>')
    for (const said of ['Commission on Narcotic Drugs', 'Mar 14, 2024 – Mar 15, 2024', 'Vienna', '1 session'])
      expect(html).toContain(said)
    expect((await read('/console/sessions', undefined, 'ru')).html).toContain('Шестьдесят седьмая сессия')
  })

  it('can be narrowed to a body, which stays chosen; none says what to do', async () => {
    const { html } = await read('/console/sessions?body=UNSC&country=KZ')
    expect(html).toContain('No session is recorded here.')
    expect(html).toContain('<option value="UNSC" selected')
    expect(html).toMatch(/own-choices.*name="country" value="KZ"/s)
  })
})

describe('a session', () => {
  it('shows agenda, delegations, attendance and statements', async () => {
    const { html } = await read('/console/sessions/cnd-67?country=KZ')
    for (const said of ['<b>3 (a)</b> General &lt;debate&gt;', 'Foreign Minister', 'over 1,000'])
      expect(html).toContain(said)
    expect(html).toContain(`<a href="${card}?country=KZ">Kazakhstan</a>`)
    expect(html).toContain('href="/console/commitments?country=KZ&amp;session=cnd-67"')
    const { html: inRussian } = await read('/console/sessions/cnd-67', undefined, 'ru')
    expect(inRussian).toMatch(/более 1\s000/)
  })

  it('as of an earlier moment says which part is not', async () => {
    const { html } = await read('/console/sessions/cnd-67?knownAt=2024-03-20T06:00:00Z')
    expect(html).not.toContain('Foreign Minister')
    expect(html).toContain('This part shows the present')
    expect((await read('/console/sessions/cnd-67')).html).not.toContain('This part shows the present')
  })

  it('that is redacted says so', async () => {
    const emptied = await consoleOver()
    await emptied.recorded(session)
    await emptied.recorded(redacted(session, { ifmatch: '*' }))
    await emptied.project()
    const { status, html } = await emptied.visit('/console/sessions/cnd-67')
    expect([status, html.includes('has been redacted')]).toStrictEqual([200, true])
  })
})

describe('a statement', () => {
  it('holds its words to the last character, in their language', async () => {
    const { html } = await read(card)
    expect(shownIn(html, '<blockquote class="prose words" lang="kk" dir="auto">', '</blockquote>')).toBe(
      spokenText,
    )
    expect(html).not.toContain('<script>alert')
  })

  it('has its annotations beside it, and says what is asserted of whom', async () => {
    const { html } = await read(card)
    expect(html).toContain('He said &quot;ready&quot;, &lt;not&gt; &quot;glad&quot;.')
    expect(html).toContain('It is a platform.')
    expect(html).toContain('<a href="/console/countries/kz">Kazakhstan</a>')
    expect(html).toContain('<a href="/console/sessions/cnd-67">Sixty-seventh session</a>')
  })

  it('leads to the commitments that were made in it, which do not look back', async () => {
    const { html } = await read(card)
    expect(html).toMatch(/<a href="\/console\/commitments\/[0-9a-f-]{36}">KZ: capacity<\/a>/)
    const before = (await read(`${card}?knownAt=2024-03-20T06:00:05Z`)).html
    expect(before).toContain('This part shows the present')
    expect(before).not.toContain('It is a platform.')
  })

  it('shows each reader what is marked for it', async () => {
    const amber = await Promise.all(
      readers.map(async (by) => (await read(card, by)).html.includes('The amber word.')),
    )
    expect(amber).toStrictEqual([false, false, true, true])
    expect((await read(card, 'kz-moi')).html).toContain('TLP:AMBER')
  })
})

describe('what is hidden', () => {
  it.each(readers)('is on no page of %s', async (by) => {
    for (const path of ['/console/sessions', '/console/sessions/cnd-67', card])
      expect((await read(path, by)).html, path).not.toContain(canary)
  })

  it.each(readers)('reads for %s like what is missing', async (by) => {
    const hidden = await read(`/console/${subjectOf(hiddenStatement)}`, by)
    const missing = await read('/console/statements/00000000-0000-5000-8000-000000000000', by)
    expect(hidden.status).toBe(404)
    const bare = (html: string) => html.replaceAll(/statements(\/|%2F)[0-9a-f-]+/g, '')
    expect(bare(hidden.html)).toBe(bare(missing.html))
  })

  it('is there for its own agency', async () => {
    const { html } = await read('/console/sessions/cnd-67', 'ru-authority')
    expect(html).toContain(canary)
    expect(html).toContain('TLP:RED')
  })
})
