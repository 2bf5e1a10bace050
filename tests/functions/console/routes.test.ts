import { beforeAll, describe, expect, it } from 'vitest'
import { amber, claimed, idOf, post, red, redacted, route } from '../../support/posts.ts'
import { openWorld, textOf, worldOf, worldWithHidden } from './cards.ts'
import type { ConsoleWorld } from './console.ts'

const northern = '/console/routes/northern'
let world: ConsoleWorld
beforeAll(async () => {
  world = await openWorld()
})

describe('the card of a route', () => {
  it('shows its course, figures, estimates and actors to no one', async () => {
    const { status, html } = await world.visit(northern)
    const text = textOf(html)
    expect(status).toBe(200)
    expect(html).toContain('<h1>Northern route</h1>')
    expect(html).toContain('<span lang="ru">Северный маршрут</span>')
    expect(html).toMatch(/<svg[^>]*role="img"/)
    expect(text).toContain('Kyrgyzstan → Kazakhstan kg-kz')
    expect(text).toContain('1,100,000,000 – 2,100,000,000 USD')
    expect(text).toContain('proceeds, not specified which')
    expect(html).toContain('href="/console/actors/coordinators-turkiye"')
    expect(text).toContain('Boundaries and names on maps do not imply')
  })

  it('leads from each figure to the seizures behind it, and from there to the register', async () => {
    const { html } = await world.visit(northern)
    expect(html).toContain('href="/console/routes/northern?leg=kg-kz#evidence">1</a>')
    const of = async (leg: string) => textOf((await world.visit(`${northern}?leg=${leg}`)).html)
    expect(await of('kg-kz')).toContain('Heroin: 12.5 kg')
    expect(await of('tj-kg')).toContain('No seizure that you may see stands behind this.')
    expect(html).toContain('href="/console/seizures?route=northern"')
  })

  it('is in Russian where that is asked for, what agencies wrote as they wrote it', async () => {
    const text = textOf((await world.visit(northern, { lang: 'ru' })).html)
    expect(text).toContain('Участки по порядку вдоль маршрута')
    expect(text).toContain('Киргизия → Казахстан')
    expect(text).toContain('1 100 000 000 – 2 100 000 000 USD'.replaceAll(' ', ' '))
    expect(text).toContain('The study does not say which proceeds are meant.')
  })

  it('looks back, and says which parts do not', async () => {
    const { momentOf, visit } = await openWorld()
    const identified = await visit(`${northern}?knownAt=${momentOf(24)}`)
    expect(identified.status).toBe(200)
    expect(identified.html).not.toContain('1,100,000,000')
    expect(identified.html).toContain('This part shows the present')
    expect((await visit(`${northern}?knownAt=2001-01-01`)).status).toBe(404)
  })

  it('offers its picture and its files', async () => {
    const { html } = await world.visit(northern)
    expect(html).toContain('href="/console/take/v1/routes/northern.geojson"')
    const picture = await world.visit(`${northern}?picture=svg`)
    expect(picture.headers.get('content-type')).toMatch(/^image\/svg\+xml/)
    expect((await world.visit('/console/take/v1/routes/northern.geojson')).status).toBe(200)
  })
})

describe('what is hidden', () => {
  it('is on the page of those who may see it, and of nobody else', async () => {
    const hiding = await worldWithHidden(amber)
    const shown = async (by?: string) => (await hiding.visit(northern, by ? { by } : {})).html
    for (const by of ['kz-moi', 'centre', 'ru-authority']) expect(await shown(by)).toContain('hidden-leg')
    for (const by of [undefined, 'observer-one', 'io-one']) {
      const html = await shown(by)
      expect(html).not.toContain('hidden-leg')
      expect(html).not.toContain('routes/hidden')
      expect(html).not.toContain('Another name')
      // Byte for byte what it is where nothing is hidden, each request having its own id.
      expect(html).toBe((await world.visit(northern, by ? { by } : {})).html)
    }
  })

  it('is not told from what is missing', async () => {
    const hiding = await worldWithHidden(red())
    for (const by of [undefined, 'observer-one', 'kz-moi', 'centre']) {
      const at = async (id: string) => hiding.visit(`/console/routes/${id}`, by ? { by } : {})
      const [hidden, missing] = [await at('hidden'), await at('absent')]
      expect([hidden.status, missing.status]).toStrictEqual([404, 404])
      expect(hidden.html.replaceAll('hidden', 'absent')).toBe(missing.html.replaceAll('hidden', 'absent'))
    }
  })
})

describe('a route of which little is left', () => {
  it('without legs, evidence and actors says so', async () => {
    const bare = await worldOf([route('bare')])
    const text = textOf((await bare.visit('/console/routes/bare')).html)
    expect(text).toContain('No leg has been reported')
    expect(text).toContain('No seizure that you may see')
    expect(text).toContain('No actor is linked to this route')
  })

  it('whose content was redacted keeps its history', async () => {
    const gone = route('gone', {}, { names: { en: 'A name to forget' } })
    const { visit } = await worldOf([gone, redacted(gone, { ifmatch: '*' })])
    const { status, html } = await visit('/console/routes/gone')
    expect(status).toBe(200)
    expect(html).not.toContain('A name to forget')
    expect(textOf(html)).toContain('What was recorded here has been redacted')
    expect(textOf(html)).toContain('Route identified (redacted)')
  })

  it('that was taken back says so first', async () => {
    const wrong = route('wrong')
    const retraction = post(
      'ClaimRetracted',
      { claimId: idOf(wrong), reason: 'a mistake' },
      { subject: 'routes/wrong', ifmatch: '*' },
    )
    const { visit } = await worldOf([wrong, retraction])
    expect(textOf((await visit('/console/routes/wrong')).html)).toContain(
      'All reports of this route have been taken back.',
    )
  })
})

it('escapes what agencies wrote', async () => {
  const nasty = '<script>alert(1)</script>'
  const { visit } = await worldOf([
    route('nasty', {}, { names: { en: nasty } }),
    claimed(
      'RouteValueEstimated',
      {
        metric: 'street-value',
        min: '1',
        max: '2',
        currency: 'USD',
        referencePeriod: 'unknown',
        scope: nasty,
      },
      { subject: 'routes/nasty' },
    ),
  ])
  const { html } = await visit('/console/routes/nasty')
  expect(html).not.toContain(nasty)
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
})
