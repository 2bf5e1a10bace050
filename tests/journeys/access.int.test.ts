import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postMaterial, type Tokens } from './access-material.ts'
import { cases, type Material, type Reader, readers, seesCase, views, weight } from './access-table.ts'
import { type Answer, anonymous, itemsOf } from './api.ts'
import { type Journey, startAmongPartners } from './journey.ts'

let journey: Journey
let posted: Tokens[]
beforeAll(async () => {
  journey = await startAmongPartners()
  posted = await postMaterial(journey)
  await journey.quiet()
  await journey.host.invoke('anchor', {})
})
afterAll(() => journey.end())

const named = readers.map((reader) => [reader ?? 'nobody', reader] as const)
const headersOf = (accept: string | undefined): Record<string, string> =>
  accept === undefined ? {} : { accept }
const everything = ({ text, headers }: Answer): string => text + JSON.stringify([...headers])

/** What stands in an answer that this reader may not see. What the request itself said is no leak. */
function leaks(answer: Answer, path: string, reader: Reader): string[] {
  const text = everything(answer)
  return posted
    .filter(({ of }) => !seesCase(reader, of))
    .flatMap(({ tokens }) => tokens)
    .filter((token) => !path.includes(token) && text.includes(token))
}

/** Told of a subject that everybody sees. */
const facts: readonly Material[] = ['leg', 'volume', 'alias', 'role', 'countryrole']

const pathsOf = (subject: string, material: Material): string[] => [
  `/v1/${subject}`,
  `/v1/${subject}?knownAt=${new Date().toISOString()}`,
  `/v1/subjects/${subject}/events`,
  `/v1/subjects/${subject}/history`,
  `/v1/graph?focus=${subject}&depth=2`,
  ...(material === 'route' ? [`/v1/${subject}/evidence`] : []),
]

/** Another id of the same form and length. */
const missingLike = (subject: string): string => subject.slice(0, -1) + (subject.endsWith('0') ? '1' : '0')

function shown(answer: Answer, material: Material): string[] {
  return posted
    .filter((one) => one.material === material)
    .filter(({ tokens }) => tokens.some((token) => answer.text.includes(token)))
    .map(({ of }) => of.name)
}

describe.each(named)('%s', (_, reader) => {
  const visible = cases.filter((of) => seesCase(reader, of))

  it.each(views)('sees exactly its own in $path $accept', async ({ path, accept, shows }) => {
    const answer = await journey.get(path, reader, headersOf(accept))
    expect(answer.status).toBe(200)
    const found = Object.fromEntries(shows.map((material) => [material, shown(answer, material)]))
    const expected = Object.fromEntries(shows.map((material) => [material, visible.map(({ name }) => name)]))
    expect(found).toStrictEqual(expected)
    expect(leaks(answer, path, reader)).toStrictEqual([])
  })

  it.each([
    ['country', 'country=KZ'],
    ['country,substance', 'substance=heroin'],
    ['country,month', 'from=2024-03&to=2024-03'],
    ['country,substance,month', ''],
    ['route', 'route=open'],
    ['route,month', ''],
  ])('counts exactly its own by %s', async (by, filter) => {
    const seizures = visible.length
    const kilograms = String(visible.reduce((sum, of) => sum + weight(of), 0))
    const answer = await journey.get(`/v1/statistics/seizures?by=${by}&${filter}`, reader)
    expect(itemsOf(answer)).toMatchObject([
      { seizures, kilograms, coverage: { converted: seizures, unconverted: 0 } },
    ])
    const csv = await journey.get(`/v1/statistics/seizures?by=${by}`, reader, { accept: 'text/csv' })
    expect(csv.text).toContain(`,${seizures},${kilograms},${seizures},0`)
  })

  it('sees its own totals on the cards of the route and the country', async () => {
    const kilograms = String(visible.reduce((sum, of) => sum + weight(of), 0))
    const total = { seizures: visible.length, kilograms }
    const route = await journey.get('/v1/routes/open', reader)
    expect(route.body.evidence).toMatchObject({ ...total, last: '2024-03-19' })
    const country = await journey.get('/v1/countries/kz', reader)
    expect(country.body.seizures).toMatchObject({ total, series: [{ month: '2024-03', ...total }] })
  })

  it('gets the proof of every event that it may see; the rest answers as if it were missing', async () => {
    const proofOf = (eventId: string) => journey.get(`/v1/log/proof?eventId=${eventId}`, reader)
    const missing = await proofOf(missingLike(posted[0]?.events[0] ?? ''))
    for (const { of, events } of posted)
      await Promise.all(
        events.map(async (eventId) => {
          const answer = await proofOf(eventId)
          expect([eventId, answer.status]).toStrictEqual([eventId, seesCase(reader, of) ? 200 : 404])
          if (answer.status === 200) expect(answer.body.eventId).toBe(eventId)
          else expect(anonymous(answer, '')).toBe(anonymous(missing, ''))
        }),
      )
  })

  it('opens the cards, events and charts of what it may see; the rest answers as if it were missing', async () => {
    const own = posted.filter(({ material }) => !facts.includes(material))
    for (const { of, subject, material } of own)
      await Promise.all(
        pathsOf(subject, material).map(async (path) => {
          const answer = await journey.get(path, reader)
          expect([path, answer.status]).toStrictEqual([path, seesCase(reader, of) ? 200 : 404])
          expect(leaks(answer, path, reader)).toStrictEqual([])
          if (answer.status === 200) return
          const missing = path.replace(subject, missingLike(subject))
          const [there = '', nowhere = ''] = [path, missing].map((one) => one.split('?')[0])
          expect(anonymous(answer, there)).toBe(anonymous(await journey.get(missing, reader), nowhere))
        }),
      )
  })
})
