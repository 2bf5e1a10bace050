import { beforeAll, describe, expect, it } from 'vitest'
import { amber, post, seizure, subjectOf } from '../../support/posts.ts'
import { elsewhere, onNorthern } from '../query/sample.ts'
import { openWorld, textOf, worldOf, worldWithHidden } from './cards.ts'
import type { ConsoleWorld } from './console.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await openWorld()
})
const card = `/console/${subjectOf(onNorthern)}`

describe('the register of seizures', () => {
  it('shows quantities as reported, and what they come to', async () => {
    const text = textOf((await world.visit('/console/seizures')).html)
    expect(text).toContain('Heroin: 12.5 kg')
    expect(text).toContain('MDMA ("ecstasy"): 1,000 tablets')
    expect(text).toContain('3.09–3.3 kg')
    expect(text).toContain('Tajikistan, =cmd')
  })

  it.each([
    ['country=TJ', 1],
    ['substance=opium', 1],
    ['minKg=10', 1],
    ['from=2024&to=2024-03', 1],
    ['agency=kz-moi', 2],
    ['route=northern', 1],
    ['country=AZ', 0],
  ])('narrowed by %s has %i', async (query, count) => {
    const { html } = await world.visit(`/console/seizures?${query}`)
    expect(html.match(/<th scope="row">/g) ?? []).toHaveLength(count)
    if (count === 0) expect(textOf(html)).toContain('No seizure matches. Take a filter away')
  })

  it('goes on page by page, small, newest first', async () => {
    const day = (n: number) => `2024-01-${String((n % 28) + 1).padStart(2, '0')}`
    const many = await worldOf(
      Array.from({ length: 60 }, (_, n) =>
        seizure({ occurred: { from: day(n), precision: 'day' } }, { id: `s${n}` }),
      ),
    )
    const first = await many.visit('/console/seizures')
    expect(Buffer.byteLength(first.html)).toBeLessThan(300_000)
    const next = /href="([^"]+)" rel="next"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const links = (html: string) => html.match(/href="\/console\/seizures\/[0-9a-f-]{36}"/g) ?? []
    const both = [...links(first.html), ...links((await many.visit(next)).html)]
    expect(new Set(both).size).toBe(60)
  })
})

describe('the card of a seizure', () => {
  it('shows items with laboratory and kilograms, and its attributions to who may see them', async () => {
    const text = textOf((await world.visit(card)).html)
    expect(text).toContain('Heroin, 41.5 %')
    expect(text).toContain('12.5 kg (by mass)')
    expect(text).toContain('Northern route kg-kz')
    expect(text).not.toContain('Khimprom')
    expect(textOf((await world.visit(card, { by: 'observer-one' })).html)).toContain('Khimprom')
  })

  it('tells why there is no equivalent, and what a range is', async () => {
    const { html } = await world.visit(`/console/${subjectOf(elsewhere)}`)
    expect(textOf(html)).toContain('0.09–0.3 kg (tablets taken as 0.09 to 0.3 g each)')
  })

  it('hides what is hidden, byte for byte', async () => {
    const hiding = await worldWithHidden(amber)
    const unseen = `/console/${subjectOf(seizure({}, { by: 'ru-authority', marking: amber, id: 'unseen' }))}`
    expect((await hiding.visit(unseen, { by: 'az-authority' })).status).toBe(200)
    for (const by of [undefined, 'observer-one']) {
      const as = by ? { by } : {}
      expect((await hiding.visit(card, as)).html).toBe((await world.visit(card, as)).html)
      const missing = await world.visit(unseen, as)
      expect(missing.status).toBe(404)
      expect((await hiding.visit(unseen, as)).html).toBe(missing.html)
    }
  })

  it('shows corrections, and a report that was taken back', async () => {
    const wrong = seizure({}, { id: 'wrong' })
    const subject = subjectOf(wrong)
    const { visit, momentOf } = await worldOf([
      wrong,
      post(
        'SeizureCorrected',
        { changes: { place: { locality: '<i>Алматы</i>' } }, reason: 'a typo' },
        { subject, ifmatch: '*' },
      ),
      post('SeizureRetracted', { reason: 'duplicate' }, { subject, ifmatch: '*' }),
    ])
    const { html } = await visit(`/console/${subject}`)
    expect(html).not.toContain('<i>Алматы')
    expect(textOf(html)).toContain(
      'This report has been taken back. It counts nowhere. duplicate of another report.',
    )
    expect(textOf(html)).toContain('a typo')
    const before = textOf((await visit(`/console/${subject}?knownAt=${momentOf(0)}`)).html)
    expect(before).not.toContain('Алматы')
    expect(before).not.toContain('taken back')
    const compared = `/console/${subject}?one=${momentOf(1)}&other=${momentOf(2)}`
    const told = textOf((await visit(compared, { lang: 'ru' })).html)
    expect(told).toContain('Отзыв + добавлено — Основание повтор другого сообщения')
  })

  it('tells what a correction takes away, of a time and of a place', async () => {
    const place = {
      country: 'KZ',
      locality: 'Almaty',
      point: { lon: 76.9, lat: 43.2 },
      precision: 'locality',
    }
    const occurred = { from: '2024-03-14', to: '2024-03-15', precision: 'day' }
    const wrong = seizure({ place, occurred }, { id: 'too-fine' })
    const subject = subjectOf(wrong)
    const changes = {
      occurred: { to: null, precision: 'month', from: '2024-03' },
      place: { point: null, precision: null, locality: null },
    }
    const correction = post(
      'SeizureCorrected',
      { changes, reason: 'less is known' },
      { subject, ifmatch: '*' },
    )
    const { visit } = await worldOf([wrong, correction])
    const { status, html } = await visit(`/console/${subject}`, { lang: 'ru' })
    expect(status).toBe(200)
    const told = textOf(html)
    expect(told).toContain('Когда С март 2024 г. По — Точность до месяца')
    expect(told).toContain('Место Населённый пункт — Точка — Точность —')
  })

  it('offers only files that there are', async () => {
    const { html } = await world.visit(card)
    for (const [, href = ''] of html.matchAll(/href="(\/console\/take[^"]+)"/g))
      expect((await world.visit(href)).status).toBe(200)
  })
})
