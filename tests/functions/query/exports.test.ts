import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../functions/query/endpoints.ts'
import { formatNames, formatOf, formats } from '../../../functions/query/formats/format.ts'
import { subjectOf } from '../../support/posts.ts'
import { countIn } from '../../support/valid-exports.ts'
import { type Reading, reading } from './reading.ts'
import { moreEvents, onNorthern, sampleEvents, tell } from './sample.ts'

let world: Reading
beforeAll(async () => {
  world = await reading()
  await tell(world, [...sampleEvents, ...moreEvents])
  await world.project()
})

/** One address for each endpoint that has other forms. */
const queries: Readonly<Record<string, string>> = {
  '/v1/statistics/seizures': '?by=country',
  '/v1/graph': '?focus=routes/northern&depth=2',
}
const ids: Readonly<Record<string, string>> = {
  routes: 'northern',
  actors: 'khimprom',
  seizures: subjectOf(onNorthern).slice('seizures/'.length),
  statements: '0fd48e30-d621-57e9-a07e-89787cbee125',
}
const exported = endpoints.flatMap(({ path, produces }) =>
  produces
    .flatMap((type) => formatOf(type) ?? [])
    .map((name) => ({
      path: path.replace('{id}', ids[path.split('/')[2] ?? ''] ?? ''),
      query: queries[path] ?? '',
      name,
    })),
)
const addressOf = ({ path, query, name }: (typeof exported)[number]) =>
  `${path}.${formats[name].extension}${query}`

describe('every form of every view', () => {
  it.each(exported)('$path as $name is valid, and the same by Accept and by extension', async (one) => {
    const found = await world.ask(addressOf(one), { by: 'kz-moi' })
    expect(found.status).toBe(200)
    expect(countIn[one.name](found.text)).toBeGreaterThan(0)
    const accept = formats[one.name].mediaType
    const liked = await world.ask(`${one.path}${one.query}`, { by: 'kz-moi', headers: { accept } })
    expect(liked.text).toBe(found.text)
    expect(liked.headers.get('content-type')).toBe(found.headers.get('content-type'))
    expect([liked, found].map(({ headers }) => headers.get('content-disposition'))).toStrictEqual([
      null,
      `attachment; filename="${`${one.path}.${formats[one.name].extension}`.slice('/v1/'.length).replaceAll('/', '-')}"`,
    ])
  })

  it('is there for every register, and for the networks in all that networks are read in', () => {
    const of = (path: string) => exported.filter((one) => one.path === path).map(({ name }) => name)
    expect(of('/v1/seizures')).toStrictEqual(formatNames)
    expect(of('/v1/agencies')).toStrictEqual(['csv', 'ndjson'])
    expect(of('/v1/actors/khimprom')).toStrictEqual(['stix', 'graphml'])
    expect(of('/v1/graph')).toStrictEqual(['graphml'])
  })

  it('is valid where there is nothing', async () => {
    const empty = await reading()
    for (const one of exported.filter(({ path }) => !/northern|khimprom|-|graph/.test(path))) {
      const { status, text } = await empty.ask(addressOf(one))
      expect([one, status]).toStrictEqual([one, 200])
      countIn[one.name](text)
    }
    expect(JSON.parse((await empty.ask('/v1/routes.stix.json')).text)).not.toHaveProperty('objects')
  })
})

describe('extensions', () => {
  it.each([
    '/v1/me.csv',
    '/v1/routes/nowhere.geojson',
    '/v1/events.csv',
    '/v1/seizures.xlsx',
    '/v1/seizures.csv.csv',
    '/v1/.csv',
    '/docs.csv',
  ])('that are none: %s is not found', async (path) => {
    expect((await world.ask(path)).status).toBe(404)
  })

  it.each([
    '/v1/actors.geojson',
    '/v1/routes.unodc.csv',
    '/v1/routes/northern.csv',
    '/v1/routes/nowhere.csv',
  ])('of a form that is not of this view are told what there is: %s', async (path) => {
    const { status, body } = await world.ask(path)
    expect([status, body.detail]).toStrictEqual([
      406,
      expect.stringMatching(/^Available here: application\/json, /),
    ])
  })

  it('win over Accept, JSON too, and HEAD knows them', async () => {
    const headers = { accept: 'text/html' }
    expect((await world.ask('/v1/routes.json', { headers })).body.items).toHaveLength(1)
    expect(
      (await world.ask('/v1/seizures.csv', { headers, method: 'HEAD' })).headers.get('content-type'),
    ).toBe('text/csv; charset=utf-8')
    expect((await world.ask('/v1/seizures.csv', { method: 'DELETE' })).status).toBe(405)
  })

  it.each([
    ['text/csv;profile=unodc-ids', 'text/csv;profile=unodc-ids; charset=utf-8'],
    ['text/csv; profile="unodc-ids"; q=0.9, */*;q=0.1', 'text/csv;profile=unodc-ids; charset=utf-8'],
    ['text/csv;profile=other', 'text/csv; charset=utf-8'],
    ['text/csv;charset=utf-8', 'text/csv; charset=utf-8'],
    ['application/stix+json', 'application/stix+json;version=2.1'],
    ['application/stix+json;version=2.1', 'application/stix+json;version=2.1'],
    ['application/json;charset=utf-8', 'application/json'],
  ])('or rather Accept: %s gives %s', async (accept, type) => {
    expect((await world.ask('/v1/seizures', { headers: { accept } })).headers.get('content-type')).toBe(type)
  })

  it('of a version that is not there is not acceptable', async () => {
    const headers = { accept: 'application/stix+json;version=2.0' }
    expect((await world.ask('/v1/seizures', { headers })).status).toBe(406)
  })
})
