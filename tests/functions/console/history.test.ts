import { describe, expect, it } from 'vitest'
import { differences } from '../../../functions/console/parts/differences.ts'
import { amber } from '../../support/posts.ts'
import { openWorld, textOf, worldWithHidden } from './cards.ts'

const northern = '/console/routes/northern'
const world = await openWorld()
const comparisonIn = (html: string) => /<section class="comparison".*?<\/table>/s.exec(html)?.[0] ?? ''
const compare = (one: string, other: string) => `${northern}?one=${one}&other=${other}`

describe('history', () => {
  it('tells what was recorded, the last first, in the language of the reader', async () => {
    const { html } = await world.visit(northern, { lang: 'ru' })
    expect(textOf(html)).toContain('Добавлен участок: kg-kz, основной, действует')
    const history = html.slice(html.indexOf('id="history"'))
    expect(history.indexOf('Маршрут выявлен')).toBeGreaterThan(history.indexOf('uz-kz, побочный'))
  })

  it('ends where the card looks back to', async () => {
    const { html } = await world.visit(`${northern}?knownAt=${world.momentOf(25)}`)
    expect(html.match(/name="one"/g)).toHaveLength(2)
  })

  it('leaves no gap where something is hidden', async () => {
    const hiding = await worldWithHidden(amber)
    const [one, other] = [world.momentOf(24), '2099-01-01T00:00:00Z']
    for (const by of [undefined, 'observer-one'])
      expect((await hiding.visit(compare(one, other), by ? { by } : {})).html).toBe(
        (await world.visit(compare(one, other), by ? { by } : {})).html,
      )
    expect((await hiding.visit(compare(one, other), { by: 'kz-moi' })).html).toContain('hidden-leg')
  })
})

describe('two moments', () => {
  it('stand beside each other: only what differs, told by words and elements', async () => {
    const { html } = await world.visit(compare(world.momentOf(24), world.momentOf(25)))
    const table = comparisonIn(html)
    expect(textOf(table)).toContain('+ added')
    expect(table).toMatch(/<ins>.*af-tj.*<\/ins>/s)
    expect(table).not.toContain('tj-kg')
    expect(textOf(table)).not.toContain('Names')
    expect(textOf(html)).toContain('Not compared, because it always shows the present: Evidence, Actors.')
  })

  it('are put in order, and stay picked', async () => {
    const [one, other] = [world.momentOf(24), world.momentOf(25)]
    const { html } = await world.visit(compare(other, one))
    expect(comparisonIn(html)).toBe(comparisonIn((await world.visit(compare(one, other))).html))
    expect(html).toContain(`name="one" value="${one}" checked=""`)
  })

  it('alike, and from before there was anything, say so', async () => {
    const at = world.momentOf(25)
    expect(textOf((await world.visit(compare(at, at))).html)).toContain(
      'Nothing differs between these two moments.',
    )
    const early = textOf((await world.visit(compare('2001-01-01T00:00:00Z', at))).html)
    expect(early).toContain('Nothing was recorded here by then, as far as you can see.')
  })

  it('that are none are named and left out', async () => {
    const { status, html } = await world.visit(compare('yesterday', world.momentOf(25)))
    expect(status).toBe(200)
    expect(html).toContain('Not understood, and left out: one.')
    expect(comparisonIn(html)).toBe('')
  })
})

describe('differences', () => {
  it('are told by entry where entries have ids, and whole otherwise', () => {
    const one = {
      legs: [{ legId: 'a', role: 'trunk', claimIds: ['1'] }, { legId: 'b' }],
      place: { country: 'KZ' },
      same: [1],
    }
    const other = {
      legs: [{ legId: 'a', role: 'branch', claimIds: ['2'] }, { legId: 'c' }],
      place: { country: 'KG' },
      same: [1],
    }
    expect(differences(one, other, [])).toStrictEqual([
      { field: 'legs', one: one.legs[0], other: other.legs[0] },
      { field: 'legs', one: one.legs[1] },
      { field: 'legs', other: other.legs[1] },
      { field: 'place', one: one.place, other: other.place },
    ])
  })

  it('see that one of two like entries has gone, and not that claims support the same', () => {
    const item = { substance: 'heroin' }
    expect(differences({ items: [item, item] }, { items: [item] }, [])).toStrictEqual([
      { field: 'items', one: item },
    ])
    expect(
      differences(
        { legs: [{ legId: 'a', claimIds: ['1'] }] },
        { legs: [{ legId: 'a', claimIds: ['1', '2'] }] },
        [],
      ),
    ).toStrictEqual([])
    expect(differences({ names: 1 }, {}, ['names'])).toStrictEqual([])
  })
})
