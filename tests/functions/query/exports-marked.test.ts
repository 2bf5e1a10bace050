import { describe, expect, it } from 'vitest'
import { amber, claimed, green, leg, raised, seizure, strict, subjectOf } from '../../support/posts.ts'
import { features, graph, stixObjects } from '../../support/valid-exports.ts'
import { as, open, worldWith } from './canaries.ts'

describe('STIX', () => {
  const markingOf = (objects: ReturnType<typeof stixObjects>, subject: string) => {
    const sought = objects.find((object) =>
      ((object.external_references ?? []) as { external_id?: string }[]).some(
        ({ external_id }) => external_id === subject,
      ),
    )
    const [ref] = (sought?.object_marking_refs ?? []) as string[]
    return objects.find(({ id }) => id === ref)?.name
  }

  it('marks each object as strictly as what the reader sees in it', async () => {
    const hidden = seizure(
      { place: { country: 'KZ', locality: 'Almaty' } },
      { id: 'strict', marking: strict() },
    )
    const attributed = claimed(
      'SeizureAttributedToActor',
      { actorId: 'known' },
      { subject: subjectOf(open), id: 'to', marking: amber },
    )
    const world = await worldWith([hidden, attributed])
    const seenBy = async (by: string | undefined) =>
      stixObjects((await world.ask('/v1/seizures.stix.json', as(by))).text)
    const [anyone, poster] = [await seenBy(undefined), await seenBy('kz-moi')]
    expect(markingOf(anyone, subjectOf(open))).toBe('TLP:CLEAR')
    expect(markingOf(poster, subjectOf(open))).toBe('TLP:AMBER')
    expect(markingOf(poster, subjectOf(hidden))).toBe('TLP:AMBER+STRICT')
    expect(poster.find(({ city }) => city === 'Almaty')?.object_marking_refs).toStrictEqual(
      poster.filter(({ name }) => name === 'TLP:AMBER+STRICT').map(({ id }) => id),
    )
    await world.recorded(raised(open, green, { ifmatch: '*' }))
    await world.project()
    expect(markingOf(await seenBy('observer-one'), subjectOf(open))).toBe('TLP:GREEN')
  })

  it('gives the same thing the same id in every export', async () => {
    const world = await worldWith([])
    const [list, card] = [
      await world.ask('/v1/routes.stix.json'),
      await world.ask('/v1/routes/open.stix.json'),
    ]
    expect(stixObjects(list.text)).toStrictEqual(stixObjects(card.text))
    const { text } = await (await worldWith([])).ask('/v1/routes.stix.json')
    expect(text).toBe(list.text)
  })
})

describe('knownAt', () => {
  it('takes an export back to what was recorded by then', async () => {
    const world = await worldWith([leg('open', 'second', { id: 'later' })])
    const before = new Date(world.clock.nowMs - 500).toISOString()
    const both = async (extension: string) => {
      const now = await world.ask(`/v1/routes/open.${extension}`)
      const then = await world.ask(`/v1/routes/open.${extension}?knownAt=${before}`)
      return [then.text, now.text] as const
    }
    expect((await both('geojson')).map((text) => features(text).map(({ id }) => id))).toStrictEqual([
      ['routes/open/first'],
      ['routes/open/first', 'routes/open/second'],
    ])
    const legs = (text: string) => graph(text).edges.filter(({ relation }) => relation === 'leg').length
    expect((await both('graphml')).map(legs)).toStrictEqual([1, 2])
    const links = (text: string) => stixObjects(text).filter(({ type }) => type === 'relationship').length
    expect((await both('stix.json')).map(links)).toStrictEqual([1, 2])
    expect((await world.ask('/v1/routes/open.geojson?knownAt=2024-01-01T00:00:00Z')).status).toBe(404)
  })
})
