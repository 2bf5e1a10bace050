import { beforeAll, describe, expect, it } from 'vitest'
import { actor, claimed, clear, idOf, post, red, route, subjectOf } from '../../support/posts.ts'
import { canary } from '../query/canaries.ts'
import { moreEvents, onNorthern, sampleEvents, tell } from '../query/sample.ts'
import { type ConsoleWorld, consoleOver } from './console.ts'

const secret = { by: 'ru-authority', marking: red() }
const disputed = claimed(
  'ActorLinkedToRoute',
  { routeId: 'northern', relation: 'controls' },
  { id: 'controls', subject: 'actors/khimprom' },
)

let world: ConsoleWorld
beforeAll(async () => {
  world = await consoleOver()
  await tell(world, [
    ...sampleEvents,
    ...moreEvents,
    route('lonely', { id: 'lonely' }, { status: 'suspected', names: { en: 'Lonely <route>' } }),
    disputed,
    post(
      'ClaimDisputed',
      { claimId: idOf(disputed), reason: 'Not so.', marking: clear },
      { id: 'not-so', by: 'ru-authority', subject: 'actors/khimprom' },
    ),
    actor('hidden', { ...secret, id: 'hidden' }, { names: { en: canary } }),
    claimed(
      'ActorLinkedToRoute',
      { routeId: 'northern', relation: 'uses' },
      { ...secret, id: 'hidden-link', subject: 'actors/hidden' },
    ),
  ])
  await world.project()
})

const main = (html: string) => html.slice(html.indexOf('<main'))
const read = async (query: string, by?: string, lang: 'en' | 'ru' = 'en') => {
  const { status, html } = await world.visit(`/console/graph${query}`, {
    lang,
    ...(by !== undefined && { by }),
  })
  return { status, main: main(html) }
}
/** The names of the nodes. */
const nodesIn = (html: string) => [...html.matchAll(/<a [^>]*><title>([^<]*)/g)].map(([, name]) => name)

describe('the link chart', () => {
  it('says what to do where nothing is in focus, and offers what there is', async () => {
    const { main } = await read('')
    expect(main).toContain('Choose what the chart starts from')
    expect(main).toContain('<a href="/console/graph?focus=routes%2Fnorthern">Northern route</a>')
    expect(main).toContain('<a href="/console/graph?focus=countries%2Fkz">Kazakhstan</a>')
    expect(main).not.toContain('<svg')
  })

  it('is found by a part of a name, in either script', async () => {
    const found = await read('?q=химпром')
    expect(found.main).toContain('focus=actors%2Fkhimprom')
    expect(found.main).not.toContain('focus=routes%2Fnorthern')
    expect((await read('?q=nothing-of-this-name')).main).toContain('Nothing of this name.')
  })

  it('shows what hangs together with the focus, each a link that moves the focus and keeps the steps', async () => {
    const { main } = await read('?focus=routes%2Fnorthern&depth=2')
    expect(nodesIn(main)).toContain('Actor: Coordination organisations based in Türkiye, 2 links')
    expect(main).toContain('href="/console/graph?focus=countries%2Fkz&amp;depth=2" class="graph-node"')
    expect(main).toContain(
      `href="/console/graph?focus=${encodeURIComponent(subjectOf(onNorthern))}&amp;depth=2"`,
    )
    // The focus leads to its card.
    expect(main).toContain('href="/console/routes/northern" class="graph-node graph-focus"')
    expect(main).toContain('href="/console/take/v1/graph.graphml?focus=routes%2Fnorthern&amp;depth=2"')
  })

  it('has the same as a table', async () => {
    const { main } = await read('?focus=routes%2Fnorthern')
    const rows = main.slice(main.indexOf('<details')).split('<tr>').slice(2)
    expect(rows.some((row) => row.includes('>Afghanistan<') && row.includes('departure'))).toBe(true)
  })

  it('shows as disputed what rests on disputed claims alone', async () => {
    const { main } = await read('?focus=actors%2Fkhimprom')
    expect(main.match(/class="graph-disputed"/g)).toHaveLength(2)
    expect(main).toContain('<title>controls, disputed</title>')
  })

  it('says that a subject stands alone, and that it is only suspected', async () => {
    const { main } = await read('?focus=routes%2Flonely', undefined, 'ru')
    expect(main).toContain('С этим пока не связано ничего, что вам видно.')
    expect(nodesIn(main)).toEqual(['Маршрут: Lonely &lt;route&gt;, 0 связей, предполагается'])
  })

  it('tells a reader nothing of what is hidden from it', async () => {
    for (const query of [
      '',
      `?q=${canary}`,
      '?focus=routes%2Fnorthern&depth=2',
      '?focus=countries%2Fkz&depth=2',
    ]) {
      const { main } = await read(query, 'kz-moi')
      // What was searched for stands in the field.
      expect(main.replace(`value="${canary}"`, '')).not.toContain(canary)
    }
    expect((await read('?focus=routes%2Fnorthern', 'ru-authority')).main).toContain(canary)
    const unseen = await read('?focus=actors%2Fhidden', 'kz-moi')
    const missing = await read('?focus=actors%2Fmissing', 'kz-moi')
    expect([unseen.status, missing.status]).toEqual([404, 404])
  })

  it('is a picture of its own', async () => {
    const { html, headers } = await world.visit('/console/graph?focus=routes%2Fnorthern&picture=svg')
    expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
    expect(html).toMatch(/^<svg xmlns=/)
  })
})
