import { beforeAll, describe, expect, it } from 'vitest'
import { actor, amber, claimed, red, redacted } from '../../support/posts.ts'
import { openWorld, textOf, worldOf, worldWithHidden } from './cards.ts'
import type { ConsoleWorld } from './console.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await openWorld()
})

describe('the register of actors', () => {
  it.each(['khimprom', 'химпром', 'ХИМПРОМ', 'Khimpr'])('finds by %s', async (q) => {
    const { html } = await world.visit(`/console/actors?q=${encodeURIComponent(q)}`)
    expect(html).toContain('href="/console/actors/khimprom"')
    expect(html).not.toContain('href="/console/actors/wholesale-tajikistan"')
    expect(html).toContain(`value="${q}"`)
  })

  it('narrows by role and country, and keeps the filters in its search', async () => {
    const { html } = await world.visit('/console/actors?role=coordination&country=TR&substance=heroin')
    expect(html).toContain('href="/console/actors/coordinators-turkiye?')
    expect(textOf(html)).toContain('1 actor on this page')
    expect(html).toContain('<input type="hidden" name="substance" value="heroin"/>')
    expect(html).toContain('<option value="coordination" selected=""')
  })

  it('says what to do where nothing is found', async () => {
    expect(textOf((await world.visit('/console/actors?q=nobody')).html)).toContain('Try a part of the name')
  })

  it('goes on page by page; another search begins anew', async () => {
    const many = await worldOf(Array.from({ length: 55 }, (_, n) => actor(`n-${String(n).padStart(2, '0')}`)))
    const first = await many.visit('/console/actors')
    expect(first.html.match(/href="\/console\/actors\/n-/g)).toHaveLength(50)
    const next = /href="([^"]+)" rel="next"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await many.visit(next)
    expect(second.html.match(/href="\/console\/actors\/n-/g)).toHaveLength(5)
    expect(second.html).toContain('>First page</a>')
    // Neither the search nor the filter bar takes the place in the list along.
    expect(second.html).not.toContain('name="cursor"')
  })
})

describe('the card of an actor', () => {
  it('shows roles with scale and place, routes, and names in both scripts', async () => {
    const text = textOf((await world.visit('/console/actors/wholesale-tajikistan')).html)
    expect(text).toContain('mid-level wholesale Heroin Tajikistan')
    expect(text).toContain('Heroin Tajikistan 100–200 kg a load')
    expect(text).toContain('Northern route uses')
    expect(textOf((await world.visit('/console/actors/khimprom', { lang: 'ru' })).html)).toContain('Химпром')
  })

  it('tells of suspicions and same names only to who may see them', async () => {
    const hiding = await worldWithHidden(amber)
    const shown = async (by?: string) =>
      (await hiding.visit('/console/actors/khimprom', by ? { by } : {})).html
    expect(textOf(await shown('az-authority'))).toContain('suspected by an agency')
    for (const by of [undefined, 'observer-one']) {
      const html = await shown(by)
      expect(html).toBe((await world.visit('/console/actors/khimprom', by ? { by } : {})).html)
      expect(html).not.toMatch(/Chemists|Khimprom Ltd|actors\/hidden/)
    }
    // GREEN is for the community: the seizure that was attributed.
    expect(await shown('observer-one')).toContain('KZ 2024-03-14')
    expect(await shown()).not.toContain('KZ 2024-03-14')
  })

  it('is not told from a missing one', async () => {
    const hiding = await worldWithHidden(red())
    const at = async (id: string) => hiding.visit(`/console/actors/${id}`, { by: 'centre' })
    const [hidden, missing] = [await at('hidden'), await at('absent')]
    expect([hidden.status, missing.status]).toStrictEqual([404, 404])
    expect(hidden.html.replaceAll('hidden', 'absent')).toBe(missing.html.replaceAll('hidden', 'absent'))
  })

  it('shows what was merged into it, and where it went', async () => {
    const { visit } = await worldOf([
      actor('one', {}, { names: { en: 'The one' } }),
      actor('other'),
      { ...claimed('ActorsMerged', { into: 'one' }, { subject: 'actors/other' }), ifmatch: '*' },
    ])
    expect(textOf((await visit('/console/actors/one')).html)).toContain('merged into this actor')
    expect(textOf((await visit('/console/actors/other')).html)).toContain(
      'Reported to be the same as The one',
    )
  })

  it('whose content was redacted keeps its history, and says no name', async () => {
    const gone = actor('gone', {}, { names: { en: 'Forgotten' } })
    const { visit } = await worldOf([gone, redacted(gone, { ifmatch: '*' })])
    const { status, html } = await visit('/console/actors/gone')
    expect(status).toBe(200)
    expect(html).not.toContain('Forgotten')
    expect(textOf(html)).toContain('Actor reported (redacted)')
  })

  it('escapes names', async () => {
    const { visit } = await worldOf([actor('nasty', {}, { names: { en: '<b>"x"</b>' } })])
    for (const path of ['/console/actors/nasty', '/console/actors'])
      expect((await visit(path)).html).not.toContain('<b>"x"')
  })
})
