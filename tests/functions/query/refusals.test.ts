import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../functions/query/endpoints.ts'
import { type Reading, reading } from './reading.ts'
import { moreEvents, sampleEvents, tell } from './sample.ts'

let world: Reading
beforeAll(async () => {
  world = await reading()
  await tell(world, [...sampleEvents, ...moreEvents])
  await world.project()
})

describe('a query that cannot be read is 400', () => {
  it.each([
    '/v1/routes?colour=red',
    '/v1/routes?limit=1&limit=1',
    '/v1/routes?status=active&status=dormant',
    '/v1/routes?limit=0',
    '/v1/routes?limit=501',
    '/v1/routes?limit=05',
    '/v1/routes?limit=1e2',
    '/v1/routes?limit=%2B5',
    '/v1/routes?limit=5.0',
    '/v1/routes?limit=-1',
    '/v1/routes?limit=',
    '/v1/routes?limit=٥',
    '/v1/routes?country=kz',
    '/v1/routes?country=ZZ',
    '/v1/routes?substance=smack',
    '/v1/routes?substance=toString',
    '/v1/routes?__proto__=x',
    '/v1/routes?status=open',
    '/v1/routes?status=made',
    '/v1/actors?role=transit',
    '/v1/commitments?status=active',
    '/v1/commitments?by=ZZ',
    '/v1/commitments?by=kz',
    '/v1/seizures?from=2024-04&to=2024-03-19',
    '/v1/seizures?from=2024-03-20&to=2024-03-19',
    '/v1/statistics/seizures?by=country&from=2024-02&to=2024-01',
    '/v1/routes?q=x',
    '/v1/routes/northern?limit=1',
    '/v1/routes/northern?knownAt=2024-03-20',
    '/v1/routes/northern?knownAt=2024-02-30T00:00:00Z',
    '/v1/routes/northern?knownAt=yesterday',
    '/v1/routes/northern?atLeast=0',
    '/v1/routes/northern?atLeast=1.0',
    '/v1/routes/northern?knownAt=2024-03-20T06:00:00Z&atLeast=1',
    `/v1/actors?q=${'x'.repeat(201)}`,
    '/v1/actors?q=',
    '/v1/actors?q=%20',
    '/v1/actors?q=%ff',
    '/v1/actors?q=%zz',
    '/v1/seizures?from=20240319',
    '/v1/seizures?from=2014-02-31',
    '/v1/seizures?to=2014-Q2',
    '/v1/seizures?minKg=1e3',
    '/v1/seizures?minKg=-1',
    '/v1/sessions?body=cnd',
    '/v1/statistics/seizures',
    '/v1/statistics/seizures?by=month',
    '/v1/statistics/seizures?by=substance',
    '/v1/statistics/seizures?by=country,month,substance',
    '/v1/statistics/seizures?by=country,country',
    '/v1/statistics/seizures?by=country,route',
    '/v1/statistics/seizures?by=country&from=2014-13',
    '/v1/statistics/seizures?by=country&from=2014',
    '/v1/graph',
    '/v1/graph?focus=routes',
    '/v1/graph?focus=routes/northern&depth=3',
    '/v1/graph?focus=countries/KZ',
    '/v1/subjects/routes/northern/events?from=0',
    '/v1/subjects/routes/northern/events?from=2014-03',
    '/v1/me?x=1',
    '/v1/log/proof',
    '/v1/log/proof?eventId=17',
    '/v1/log/proof?eventId=0FD48E30-D621-57E9-A07E-89787CBEE125',
    '/v1/log/proof?eventId=0fd48e30-d621-57e9-a07e-89787cbee125&from=0',
    '/v1/log/checkpoint?from=-64',
    '/v1/log/checkpoint?from=64.0',
    '/v1/log/checkpoint?eventId=0fd48e30-d621-57e9-a07e-89787cbee125',
  ])('%s', async (address) => {
    const { status, body } = await world.ask(address, { by: 'centre' })
    expect([status, body.type]).toStrictEqual([400, '/problems/malformed'])
  })

  it.each([
    '/v1/seizures?from=2024-03-19&to=2024',
    '/v1/seizures?from=2024-03-19&to=2024-03-19',
    '/v1/seizures?from=2024&to=2024-01-01',
    '/v1/commitments?by=unodc&status=in-progress',
    '/v1/routes/northern/evidence?status=lab-confirmed',
  ])('but %s can', async (address) => {
    expect((await world.ask(address)).status).toBe(200)
  })

  it('never says what was sent', async () => {
    const { text } = await world.ask('/v1/routes?country=<script>&limit=5')
    expect(text).not.toContain('script')
  })
})

describe('a path', () => {
  it.each([
    '/',
    '/v1',
    '/v1/',
    '/v2/routes',
    '/v1/routes/',
    '/v1/Routes',
    '/v1/persons',
    '/v1/routes/none',
    '/v1/routes/northern/legs',
    '/v1/countries/KZ',
    '/v1/countries/zz',
    '/v1/routes/%6Eorthern%00',
    '/v1/routes/NORTHERN',
    '/v1/routes/%F0%9F%92%8A',
    '/v1/routes/%zz',
    '/v1/routes/%ff',
    '/v1/routes/a%2Fb',
    `/v1/routes/${'a'.repeat(1_500)}`,
    '/v1/seizures/not-a-uuid',
    '/v1/routes/__proto__',
    '/v1/schemas/__proto__/1',
    '/v1/schemas/RouteIdentified/01',
    '/v1/schemas/RouteIdentified/2',
    '/v1/subjects/persons/x/events',
    '/v1/subjects/routes/none/history',
    '/problems/constructor',
    '/v1/events/x',
    '/console.json',
  ])('%s leads nowhere: 404', async (path) => {
    expect((await world.ask(path)).status).toBe(404)
  })

  it('may be written in other signs that mean the same', async () => {
    expect((await world.ask('/v1/routes/n%6Frthern')).status).toBe(200)
    expect((await world.ask('/v1/countries/kz')).status).toBe(200)
  })

  it('that is too long is 414', async () => {
    expect((await world.ask(`/v1/routes/${'a'.repeat(2_100)}`)).body.type).toBe('/problems/url-too-long')
    expect((await world.ask(`/v1/actors?q=${'a'.repeat(2_100)}`)).status).toBe(414)
  })

  it('knows GET and HEAD, and says so to every other method', async () => {
    for (const { path } of endpoints) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']) {
        const { status, headers } = await world.ask(path.replaceAll(/[{}]/g, ''), { method })
        expect([path, status, headers.get('allow')]).toStrictEqual([path, 405, 'GET, HEAD'])
      }
    }
    for (const path of ['/v1/events', '/oauth2/token']) {
      const { status, headers } = await world.ask(path)
      expect([status, headers.get('allow')]).toStrictEqual([405, 'POST'])
    }
    expect((await world.ask('/v1/nothing', { method: 'DELETE' })).status).toBe(404)
  })
})
