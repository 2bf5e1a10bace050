import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Posted, postSample, readSample, untilReadable } from '../../infra/cli/sample.ts'
import { type Body, itemsOf } from './api.ts'
import { type Journey, sampleDir, startJourney } from './journey.ts'

/** DOMAIN.md §8, read by somebody without a token from a host that was new a moment ago. */

let journey: Journey
let posted: Posted
let tookMs = 0
beforeAll(async () => {
  const startedAt = Date.now()
  journey = await startJourney()
  posted = await postSample(journey.url, await readSample(sampleDir))
  await untilReadable(journey.url, posted)
  tookMs = Date.now() - startedAt
})
afterAll(() => journey.end())

const card = async (path: string): Promise<Body> => {
  const { status, body } = await journey.get(`/v1/${path}`)
  expect(status).toBe(200)
  return body
}
const list = async (path: string): Promise<Body[]> => itemsOf(await journey.get(`/v1/${path}`))
const only = (items: Body[]): Body => {
  expect(items).toHaveLength(1)
  return items[0] as Body
}

it('is readable within a minute, and loading it again changes nothing', async () => {
  expect(tookMs).toBeLessThan(60_000)
  const before = await journey.recorded()
  const again = await postSample(journey.url, await readSample(sampleDir))
  expect(again).toMatchObject({ recorded: 0, unchanged: posted.recorded })
  expect(await journey.recorded()).toBe(before)
})

describe('the northern route', () => {
  it('runs AF–TJ–KG–KZ–RU in order, with a branch to Western Europe', async () => {
    const { names, status, legs, substances } = await card('routes/northern')
    expect(names).toMatchObject({ en: 'Northern route' })
    expect(status).toBe('active')
    const way = (legs as { from: Body; to: Body; role: string }[]).map(
      ({ from, to, role }) => `${from.country ?? from.region} ${to.country ?? to.region} ${role}`,
    )
    expect(way.slice(0, 5)).toStrictEqual([
      'AF TJ trunk',
      'TJ KG trunk',
      'KG KZ trunk',
      'KZ RU trunk',
      'RU western-europe branch',
    ])
    expect(substances).toStrictEqual(['opiates-nonspecified', 'cannabis-resin'])
  })

  it('is worth 1.1–2.1 bn USD by one independent root; "revenue" is a variant, no conflict', async () => {
    const { claims, conflicts, estimates } = await card('routes/northern')
    const values = (claims as Body[]).filter(({ field }) => field === 'value')
    expect(values.map(({ status, roots }) => [status, roots])).toStrictEqual([
      ['preferred', 1],
      ['variant', 1],
    ])
    for (const { value } of values)
      expect(value).toMatchObject({ min: '1100000000', max: '2100000000', currency: 'USD' })
    expect(values[0]).toMatchObject({
      value: { metric: 'unspecified-proceeds' },
      sources: [{ wording: 'generates' }],
    })
    expect(values[1]).toMatchObject({ value: { metric: 'gross-revenue' }, sources: [{ wording: 'revenue' }] })
    expect(estimates).toMatchObject([{ status: 'preferred' }, { status: 'variant' }])
    expect(conflicts).toStrictEqual([])
  })

  it('shows the emerging role of Uzbekistan, whose date is unknown', async () => {
    const { legs } = await card('routes/northern')
    const offshoots = (legs as Body[]).filter(({ role }) => role === 'offshoot')
    expect(offshoots).toMatchObject([
      { to: { country: 'UZ' }, status: 'suspected', since: { precision: 'unknown' } },
      { from: { country: 'UZ' }, status: 'suspected', since: { precision: 'unknown' } },
    ])
    const { roles } = await card('countries/uz')
    expect(roles).toMatchObject([{ role: 'transit', trend: 'emerging', since: { precision: 'unknown' } }])
  })

  it('says of each leg that no source names that it is inferred', async () => {
    const { claims } = await card('routes/northern')
    const notes = (claims as { field: string; note?: string }[])
      .filter(({ field }) => field === 'legs')
      .map(({ note }) => note)
    expect(notes.filter((note) => /inferred/i.test(note ?? ''))).toHaveLength(5)
  })
})

describe('the actors', () => {
  it('Khimprom sells synthetic drugs online in RU, UA and BY since about 2014; Химпром finds it', async () => {
    const { names, roles, operatesIn, specificity } = await card('actors/khimprom')
    expect([names, specificity]).toMatchObject([{ en: 'Khimprom' }, 'named'])
    expect(roles).toMatchObject([
      {
        role: 'retail-online',
        substance: 'synthetic-nonspecified',
        places: ['RU', 'UA', 'BY'],
        since: { from: '2014', precision: 'year', approximate: true },
      },
    ])
    expect(operatesIn).toStrictEqual(['BY', 'RU', 'UA', 'central-asia'])
    for (const q of ['Химпром', 'химпром', 'Khimprom', 'khim'])
      expect(only(await list(`actors?q=${encodeURIComponent(q)}`)).subject).toBe('actors/khimprom')
    expect((await card('actors/khimprom')).aliases).toContain('Химпром')
  })

  it('coordinators based in Türkiye handle loads in tonnes, and all logistics', async () => {
    const { specificity, basedIn, roles } = await card('actors/coordinators-turkiye')
    expect([specificity, basedIn]).toStrictEqual(['category', ['TR']])
    expect(roles).toMatchObject([
      { role: 'coordination', scale: expect.stringMatching(/logistics.*transit countries/) },
      { role: 'wholesale-large', scale: expect.stringContaining('tonnes') },
    ])
    expect(only(await list('actors?role=coordination')).subject).toBe('actors/coordinators-turkiye')
  })

  it('wholesale networks in Tajikistan move 100–200 kg of heroin a load', async () => {
    const { specificity, roles } = await card('actors/wholesale-tajikistan')
    expect(specificity).toBe('category')
    expect(roles).toMatchObject([
      {
        role: 'wholesale-mid',
        substance: 'heroin',
        places: ['TJ'],
        scale: { min: '100', max: '200', unit: 'kg', per: 'load' },
      },
    ])
    const { actors } = await card('routes/northern')
    expect((actors as Body[]).map(({ actorId }) => actorId)).toContain('wholesale-tajikistan')
    expect((await card('countries/ru')).roles).toMatchObject([{ role: 'destination', substance: 'heroin' }])
  })
})

it('Kazakhstan is transit, consumes (synthetic drugs since about 2015) and manufactures (date unknown)', async () => {
  const { roles, routes } = await card('countries/kz')
  expect(roles).toMatchObject([
    { role: 'transit', substance: 'opiates-nonspecified' },
    { role: 'transit', substance: 'cannabis-resin' },
    { role: 'consumption', group: 'cannabis-type' },
    {
      role: 'consumption',
      substance: 'synthetic-nonspecified',
      trend: 'rising',
      since: { from: '2015', precision: 'year', approximate: true },
    },
    { role: 'manufacture', substance: 'synthetic-nonspecified', since: { precision: 'unknown' } },
  ])
  expect(routes).toMatchObject([{ subject: 'routes/northern', role: 'transit' }])
})

describe('the session', () => {
  it('was CND 67 in Vienna, attended by over 1,000 delegates and more than 100 heads', async () => {
    expect(await card('sessions/cnd-67-high-level')).toMatchObject({
      body: 'CND',
      number: 67,
      segment: 'high-level',
      dates: { from: '2024-03-14', to: '2024-03-15' },
      place: { country: 'AT', locality: 'Vienna' },
      attendance: { delegates: { op: 'gt', n: 1000 }, headsOfDepartment: { op: 'gt', n: 100 } },
      delegations: [{ delegation: 'KZ', headedByOffice: 'Deputy Prime Minister – Foreign Minister' }],
    })
  })

  it('heard the statement, which names the platform, and a commitment that is declaratory', async () => {
    const statement = only(await list('statements?session=cnd-67-high-level'))
    expect(statement).toMatchObject({ delegation: 'KZ', speakerOffice: 'Deputy Minister of the Interior' })
    expect(statement.summary).toMatch(/7 participating countries, 16 observers/)
    const { commitments, assertions } = await card(String(statement.subject))
    expect(assertions).toHaveLength(4)
    const commitment = only(await list('commitments?by=KZ&session=cnd-67-high-level'))
    expect(commitment).toMatchObject({ measurable: false, status: 'made', by: 'KZ' })
    expect(commitments).toMatchObject([{ from: commitment.subject }])
  })
})
