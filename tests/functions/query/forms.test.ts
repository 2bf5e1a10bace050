import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { amber, claimed, seizure, subjectOf } from '../../support/posts.ts'
import { type Body, type Reading, reading } from './reading.ts'
import { elsewhere, moreEvents, onNorthern, sampleEvents, tell } from './sample.ts'

let world: Reading
beforeAll(async () => {
  world = await reading()
  await tell(world, [...sampleEvents, ...moreEvents])
  await world.project()
})

const csvRows = (text: string): Record<string, string>[] => parse(text, { columns: true })

describe('Accept', () => {
  const typeOf = async (path: string, accept: string) => {
    const { status, headers, body } = await world.ask(path, { headers: { accept } })
    return status === 406 ? body.detail : headers.get('content-type')
  }

  it.each([
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['text/csv', 'text/csv; charset=utf-8'],
    ['TEXT/CSV', 'text/csv; charset=utf-8'],
    ['text/html, text/*;q=0.5', 'text/csv; charset=utf-8'],
    ['application/geo+json', 'application/geo+json'],
    ['application/json;q=0.1, text/csv;q=0.2', 'text/csv; charset=utf-8'],
    ['application/json;q=0, */*', 'text/csv; charset=utf-8'],
    ['application/json;q=0, text/csv;q=0, */*;q=0.1', 'application/geo+json'],
  ])('%s gives seizures as %s', async (accept, type) => {
    expect(await typeOf('/v1/seizures', accept)).toBe(type)
  })

  it('is 406 with what there is where nothing fits', async () => {
    const network = 'application/stix+json;version=2.1, application/graphml+xml'
    const offered = `Available here: application/json, text/csv, text/csv;profile=unodc-ids, application/geo+json, application/x-ndjson, ${network}.`
    for (const accept of ['text/html', 'image/*', 'application/json;q=0', 'nonsense'])
      expect(await typeOf('/v1/seizures', accept)).toBe(offered)
    const ofCard = `Available here: application/json, application/geo+json, ${network}.`
    expect(await typeOf('/v1/routes/northern', 'text/csv')).toBe(ofCard)
  })
})

describe('CSV', () => {
  it('has a line for each item, with cells defused that a spreadsheet would run', async () => {
    const { text } = await world.ask('/v1/seizures', { headers: { accept: 'text/csv' } })
    expect(text).toMatch(/^id,occurredFrom,.*\r\n/)
    expect(csvRows(text)).toMatchObject([
      {
        occurredFrom: '2024-03-14',
        country: 'KZ',
        substance: 'heroin',
        quantity: '12.5',
        unit: 'kg',
        kilograms: '12.5',
      },
      { occurredFrom: '2014', country: 'TJ', substance: 'opium', locality: "'=cmd", kilograms: '3' },
      {
        occurredFrom: '2014',
        country: 'TJ',
        substance: 'mdma',
        quantity: '1000',
        unit: 'tablet',
        kilograms: '',
      },
    ])
  })

  it.each(['=1+1', '+1', '-1', '@x'])('defuses %s', async (locality) => {
    const other = await reading()
    await other.recorded(seizure({ place: { country: 'KZ', locality }, concealment: 'with, comma' }))
    await other.project()
    const { text } = await other.ask('/v1/seizures', { headers: { accept: 'text/csv' } })
    expect(csvRows(text)[0]?.locality).toBe(`'${locality}`)
  })

  it('carries the next page in Link, with all that was asked', async () => {
    const accept = { headers: { accept: 'text/csv' } }
    const first = await world.ask('/v1/seizures?agency=kz-moi&limit=1', accept)
    const next = /^<([^>]+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1] ?? ''
    expect(next).toMatch(/^\/v1\/seizures\?agency=kz-moi&limit=1&cursor=/)
    const second = await world.ask(next, accept)
    expect(csvRows(second.text).map(({ country }) => country)).toStrictEqual(['TJ', 'TJ'])
    expect(second.headers.get('link')).toBeNull()
  })

  it('of statistics has the columns that were asked for, also when it is empty', async () => {
    const head = async (query: string) =>
      (await world.ask(`/v1/statistics/seizures?${query}`, { headers: { accept: 'text/csv' } })).text.split(
        '\r\n',
      )[0]
    const amounts = 'seizures,kilograms,converted,unconverted'
    expect(await head('by=country,month')).toBe(`country,month,${amounts}`)
    expect(await head('by=leg,substance')).toBe(`route,leg,substance,${amounts}`)
    expect(await head('by=country&from=1999-01&to=1999-02')).toBe(`country,${amounts}`)
  })
})

describe('GeoJSON', () => {
  const features = async (path: string) => {
    const { body, headers } = await world.ask(path, { headers: { accept: 'application/geo+json' } })
    expect(headers.get('content-type')).toBe('application/geo+json')
    return body.features as unknown as Body[]
  }

  it('has a point only where one was reported', async () => {
    const [kz, tj] = await features('/v1/seizures')
    expect(kz).toMatchObject({ type: 'Feature', id: subjectOf(onNorthern), geometry: null })
    expect(tj).toMatchObject({
      id: subjectOf(elsewhere),
      geometry: { type: 'Point', coordinates: [68.78, 38.54] },
    })
  })

  it('has a feature for each leg of a route, and for the evidence on it', async () => {
    expect((await features('/v1/routes')).map(({ id }) => id)).toContain('routes/northern/kg-kz')
    expect(await features('/v1/routes/northern/evidence')).toHaveLength(1)
  })
})

describe('lists', () => {
  const subjects = async (path: string, by?: string) =>
    (await world.ask(path, by === undefined ? {} : { by })).body.items.map(({ subject }) => String(subject))

  it('take a coarse date for within a range only if all of it is', async () => {
    const [near, far] = [subjectOf(onNorthern), subjectOf(elsewhere)]
    expect(await subjects('/v1/seizures?from=2014')).toStrictEqual([near, far])
    expect(await subjects('/v1/seizures?to=2014')).toStrictEqual([far])
    expect(await subjects('/v1/seizures?to=2014-06')).toStrictEqual([])
    expect(await subjects('/v1/seizures?from=2014-01-01&to=2014-12-31')).toStrictEqual([far])
    expect(await subjects('/v1/seizures?from=2024-03-14&to=2024-03-14')).toStrictEqual([near])
    expect(await subjects('/v1/seizures?from=2024-03-15')).toStrictEqual([])
  })

  it('filter by what the reader may see of each item', async () => {
    expect(await subjects('/v1/seizures?route=northern')).toStrictEqual([subjectOf(onNorthern)])
    expect(await subjects('/v1/seizures?minKg=12.6')).toStrictEqual([])
    expect(await subjects('/v1/seizures?minKg=12.5')).toStrictEqual([subjectOf(onNorthern)])
    expect(await subjects('/v1/actors?q=khimprom')).toStrictEqual(['actors/khimprom'])
    expect(await subjects('/v1/actors?q=ХИМПРОМ')).toStrictEqual(['actors/khimprom'])
    expect(await subjects('/v1/actors?q=---')).toStrictEqual([])
    expect(await subjects('/v1/commitments?by=KZ&session=cnd-67-high-level')).toHaveLength(1)
    expect(await subjects('/v1/commitments?by=KZ&session=another')).toStrictEqual([])
    expect(await subjects('/v1/sources')).not.toContain('sources/green')
    expect(await subjects('/v1/sources', 'observer-one')).toContain('sources/green')
  })
})

describe('statistics', () => {
  const items = async (query: string, by?: string) =>
    (await world.ask(`/v1/statistics/seizures?${query}`, by === undefined ? {} : { by })).body.items

  it('count a seizure of several substances once, and say what could not be converted', async () => {
    expect(await items('by=country&country=TJ')).toStrictEqual([
      { country: 'TJ', seizures: 1, kilograms: '3', coverage: { converted: 1, unconverted: 1 } },
    ])
    expect((await items('by=country,substance&country=TJ')).map(({ substance }) => substance)).toStrictEqual([
      'mdma',
      'opium',
    ])
    expect(await items('by=country,month&country=TJ')).toMatchObject([{ month: '2014' }])
    expect(await items('by=leg&route=northern')).toMatchObject([
      { route: 'northern', leg: 'kg-kz', seizures: 1 },
    ])
  })

  it('count one route in one country, either way round, as the totals would', async () => {
    const country = (await items('by=country&route=northern'))[0]?.country
    const amounts = { seizures: 1, kilograms: expect.any(String), coverage: { converted: 1, unconverted: 0 } }
    expect(await items('by=country,substance&route=northern')).toStrictEqual([
      { country, substance: 'heroin', ...amounts },
    ])
    const onRoute = await items('by=route')
    expect(await items(`by=route&country=${country}`)).toStrictEqual(onRoute)
    expect(await items(`by=leg,month&country=${country}`)).toStrictEqual(await items('by=leg,month'))
    expect(await items('by=route&country=TJ')).toStrictEqual([])
  })

  it('add up over what each reader may see', async () => {
    const hidden = seizure({}, { id: 'amber', marking: amber })
    await world.recorded(hidden)
    await world.recorded(
      claimed(
        'SeizureAttributedToRoute',
        { routeId: 'northern' },
        { subject: subjectOf(hidden), id: 'x', marking: amber },
      ),
    )
    await world.project()
    const counted = async (by?: string) => (await items('by=route', by)).map(({ seizures }) => seizures)
    expect([await counted(), await counted('observer-one'), await counted('ru-authority')]).toStrictEqual([
      [1],
      [1],
      [2],
    ])
  })
})
