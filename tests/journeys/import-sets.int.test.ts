import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countryIn } from '../../events/codes/country-names.ts'
import { type Body, itemsOf } from './api.ts'
import { besideProject, importInto } from './importing.ts'
import { type Journey, startAmongPartners } from './journey.ts'

/** Other kinds of real input, whole: corridors, organisations, statements. */

const corridors = besideProject('trafficking-corridors.csv')
const organisations = besideProject('ofac-narcotics-organisations-100.json')
const speeches = besideProject('un-general-debate-2017-first20.jsonl')
const any = corridors ?? organisations ?? speeches

let journey: Journey
beforeAll(async () => {
  if (any) journey = await startAmongPartners()
})
afterAll(() => journey?.end())

const everyItem = async (path: string, limit = 500): Promise<Body[]> =>
  itemsOf(await journey.get(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}`))

describe.skipIf(!corridors)('the corridors', () => {
  it('are routes and legs: 234 pairs among 94 countries', async () => {
    const file = corridors ?? ''
    expect(await importInto(journey, file, 'corridors-routes.json')).toMatchObject({
      recorded: 4,
      duplicates: 230,
    })
    expect(await importInto(journey, file, 'corridors-legs.json')).toMatchObject({
      recorded: 234,
      rejected: 0,
    })
    await journey.quiet()
    const legs: Body[] = []
    for (const [drug, count] of Object.entries({ cocaine: 86, heroin: 64, cannabis: 47, meth: 37 })) {
      const { body } = await journey.get(`/v1/routes/corridors-${drug}`)
      expect(body.legs).toHaveLength(count)
      legs.push(...(body.legs as Body[]))
    }
    const ends = legs.flatMap(({ from, to }) => [from, to].map((place) => (place as Body).country))
    expect(new Set(ends).size).toBe(94)
  })
})

type Organisation = { entityNumber: number; name: string; countries: string[]; aliases: string[] }
describe.skipIf(!organisations)('the organisations', () => {
  it('are actors with their aliases and countries; what has the same name is suspected, never merged', async () => {
    const file = organisations ?? ''
    const list = JSON.parse(readFileSync(file, 'utf8')) as Organisation[]
    expect(await importInto(journey, file, 'ofac-actors.json')).toMatchObject({ recorded: 100, rejected: 0 })
    await journey.quiet()
    const aliases = await importInto(journey, file, 'ofac-aliases.json')
    expect(aliases).toMatchObject({ recorded: 29, rejected: 0 })
    await journey.quiet()
    const actors = new Map((await everyItem('/v1/actors')).map((actor) => [actor.subject, actor]))
    for (const { entityNumber, name, countries, aliases: also } of list) {
      const codes = countries.map((country) => (countryIn(country) as { code: string }).code).sort()
      expect(actors.get(`actors/ofac-${entityNumber}`)).toMatchObject({
        names: { en: name },
        aliases: expect.arrayContaining(also),
        ...(codes.length > 0 && { basedIn: codes }),
        status: 'active',
      })
    }
    expect([...actors.values()].filter(({ mergedInto }) => mergedInto !== undefined)).toStrictEqual([])
    // A name that another list has, too, in other letters.
    const [first] = list
    const namesake = {
      type: 'ActorReported',
      specversion: '1.0',
      source: '/agencies/tj-authority',
      id: 'namesake',
      subject: 'actors/namesake',
      data: {
        names: { en: first?.name.toLowerCase() },
        kind: 'unknown',
        specificity: 'named',
        marking: { tlp: 'CLEAR' },
        grading: { scale: 'admiralty-6x6', source: 'B', information: '2' },
      },
    }
    const receipt = await journey.record(namesake)
    expect(receipt.warnings).toHaveLength(1)
    expect(JSON.stringify(receipt.warnings)).toContain(`ofac-${first?.entityNumber}`)
    await journey.quiet()
    const card = (await journey.get('/v1/actors/namesake')).body
    expect(card).not.toHaveProperty('mergedInto')
  })
})

type Speech = { country_iso: string; text: string }
describe.skipIf(!speeches)('the statements', () => {
  it('are read back as they were said, byte for byte', async () => {
    const file = speeches ?? ''
    const said = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Speech)
    expect(await importInto(journey, file, 'un-sessions.json')).toMatchObject({ recorded: 1, duplicates: 19 })
    expect(await importInto(journey, file, 'un-statements.json')).toMatchObject({ recorded: 20, rejected: 0 })
    await journey.quiet()
    const listed = await everyItem('/v1/statements?session=unga-72')
    const texts = new Map<unknown, unknown>()
    for (const { subject } of listed) {
      const { body } = await journey.get(`/v1/${subject}`)
      texts.set(body.delegation, body.text)
    }
    expect(texts.size).toBe(20)
    for (const { country_iso, text } of said) {
      const { code } = countryIn(country_iso) as { code: string }
      expect(Buffer.from(String(texts.get(code))).equals(Buffer.from(text))).toBe(true)
    }
  })
})
