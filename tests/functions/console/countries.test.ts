import { beforeAll, describe, expect, it } from 'vitest'
import { redacted } from '../../support/posts.ts'
import { canary } from '../query/canaries.ts'
import { tell } from '../query/sample.ts'
import { type ConsoleWorld, consoleOver } from './console.ts'
import { past, profiled } from './profiled.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await consoleOver()
  await tell(world, profiled)
  await world.project()
})

const read = async (path: string, by?: string, lang: 'en' | 'ru' = 'en') =>
  world.visit(path, { lang, ...(by !== undefined && { by }) })
const main = (html: string) => html.slice(html.indexOf('<main'))

describe('countries', () => {
  it('are listed by name with roles and what was seized', async () => {
    const { html } = await read('/console/countries')
    expect(main(html)).toMatch(
      /<a href="\/console\/countries\/kz">Kazakhstan<\/a><\/th><td>transit: Opioids; departure: MDMA[^<]*<\/td><td class="amount">2<\/td><td class="amount">15\.5 kg/,
    )
    expect(html).toContain('They measure what was reported, not what was trafficked.')
    expect(main((await read('/console/countries', undefined, 'ru')).html)).toMatch(
      /Казахстан.*транзит: Опиоиды.*15,5 кг/s,
    )
  })

  it('are narrowed by substance and period', async () => {
    const { html } = await read('/console/countries?substance=opium&from=2023&to=2023-12-31')
    expect(main(html)).toMatch(/Kazakhstan.*<td class="amount">1<\/td><td class="amount">3 kg/s)
    expect(html).toContain('href="/console/countries/kz?substance=opium&amp;from=2023&amp;to=2023-12-31"')
  })

  it('say what to do where none is known', async () => {
    expect((await (await consoleOver()).visit('/console/countries')).html).toContain(
      'Nothing is known of any country yet.',
    )
  })
})

describe('a country', () => {
  it('shows its roles with since, trend and end, drawn and as a table', async () => {
    const { html } = await read('/console/countries/kz')
    expect(html).toMatch(
      /<svg class="roles"[^>]*role="img"><title>Roles over time<\/title><desc>2 roles that apply, 1 that ended/,
    )
    expect(html.match(/<line class="open"/g)).toHaveLength(1)
    expect(html).toContain('ended 2017')
    expect(html).toMatch(
      /production<\/th><td>Cannabis herb[^<]*<\/td><td>2004<\/td><td>falling<\/td><td>2017<\/td><td>The &lt;fields&gt; are gone\./,
    )
    expect(html).toMatch(/transit<\/th><td>Opioids<\/td><td>not known<\/td>/)
    expect(html).toMatch(/departure<\/th><td>MDMA[^<]*<\/td><td>≈ May 2019<\/td><td>emerging<\/td>/)
  })

  it('draws no bar beyond the picture', async () => {
    const { html } = await read('/console/countries/kz')
    const drawn = /<svg class="roles".*?<\/svg>/s.exec(html)?.[0] ?? ''
    const bars = [...drawn.matchAll(/<rect x="(\d+)" y="\d+" width="(\d+)"/g)].map(([, x, w]) => [
      Number(x),
      Number(w),
    ])
    expect(bars).toHaveLength(3)
    for (const [x = 0, w = 0] of bars)
      expect([x >= 350, w >= 3, x + w <= 1000]).toStrictEqual([true, true, true])
  })

  it('gives its picture as a file', async () => {
    const { html, headers } = await read('/console/countries/kz?picture=svg')
    expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
    expect(html).toMatch(/^<svg xmlns/)
  })

  it('shows seizures by substance and month, as coarse as they were dated', async () => {
    const { html } = await read('/console/countries/kz')
    expect(html).toMatch(/Heroin<\/th><td class="amount">1<\/td><td class="amount">12\.5 kg/)
    expect(html).toMatch(/March 2024<\/th><td class="amount">1<\/td>/)
    expect(html).toMatch(/2023<\/th><td class="amount">1<\/td><td class="amount">3 kg/)
    const { html: narrowed } = await read('/console/countries/kz?substance=opium')
    expect(main(narrowed)).not.toContain('March 2024</th>')
    expect((await read('/console/countries/kz?from=2025')).html).toContain('No seizure matches.')
  })

  it('draws months alone, each substance against its own most', async () => {
    const { html } = await read('/console/countries/kz')
    const drawn = /<svg class="series".*?<\/svg>/s.exec(html)?.[0] ?? ''
    expect(drawn).toContain('<desc>From April 2023 to March 2024.')
    expect(drawn).toMatch(/Heroin.*height="34"><title>March 2024: 12\.5 kg<\/title>.*≤ 12\.5 kg/s)
    // Dated by its year.
    expect(drawn).not.toContain('Opium')
    expect((await read('/console/countries/kz?substance=opium')).html).not.toContain('class="series"')
  })

  it('leads to routes and commitments', async () => {
    const { html } = await read('/console/countries/kz?from=2014')
    expect(html).toContain('To open a &lt;laboratory&gt;.')
    expect(html).toContain('href="/console/commitments?from=2014&amp;by=KZ"')
    expect((await read('/console/countries/kg')).html).toContain(
      '<a href="/console/routes/south">Route south</a>',
    )
    const passed = (await read('/console/countries/kg')).html
    expect(passed).toContain('No role of this country is reported')
    // Nothing is recorded of it: it has no history.
    expect(passed).not.toContain('type="radio"')
  })

  it('as of an earlier moment says which parts are not', async () => {
    const { html } = await read('/console/countries/kz?knownAt=2024-03-20T06:00:01Z')
    expect(main(html)).not.toContain('MDMA')
    expect(html.match(/This part shows the present/g)).toHaveLength(3)
    expect(html).toContain('March 2024')
  })

  it('speaks Russian', async () => {
    const { html } = await read('/console/countries/kz', undefined, 'ru')
    for (const said of ['Действует 2 роли', 'завершена 2017', 'возникает', 'март 2024', '12,5 кг'])
      expect(html).toContain(said)
  })

  it('whose role was redacted is still shown', async () => {
    const emptied = await consoleOver()
    await emptied.recorded(past)
    await emptied.recorded(redacted(past, { ifmatch: '*' }))
    await emptied.project()
    const { status, html } = await emptied.visit('/console/countries/kz')
    expect(status).toBe(200)
    expect(html).not.toContain('falling')
  })
})

describe('what is hidden', () => {
  it.each([undefined, 'observer-one', 'kz-moi', 'centre'])('is on no page of %s', async (by) => {
    for (const path of ['/console/countries', '/console/countries/kz', '/console/countries/kg']) {
      const { html } = await read(path, by)
      expect(html, path).not.toContain(canary)
      expect(main(html), path).not.toMatch(/Ketamine|777|LSD|Afghanistan/)
    }
    expect(main((await read('/console/countries/kz', by)).html).includes('Khat')).toBe(by !== undefined)
  })

  it.each(['af', 'fr', 'KZ', 'nowhere'])('reads like what is missing: %s', async (iso2) => {
    expect((await read(`/console/countries/${iso2}`)).status).toBe(404)
  })

  it('is there for its own agency', async () => {
    expect(main((await read('/console/countries', 'ru-authority')).html)).toContain('Afghanistan')
    expect((await read('/console/countries/kz', 'ru-authority')).html).toContain(canary)
  })
})
