import { beforeAll, describe, expect, it } from 'vitest'
import { type FormatName, formatNames, formats } from '../../../functions/query/formats/format.ts'
import { claimed, route, seizure, subjectOf } from '../../support/posts.ts'
import { countIn, csvRows, features, graph, lines, stixObjects } from '../../support/valid-exports.ts'
import { newWorld, type World } from '../../support/world.ts'
import { type Reading, reading } from './reading.ts'

const seizures = 40
const answerBytesMax = 12_000
let base: World
let paged: Reading
let whole: Reading
beforeAll(async () => {
  base = await newWorld()
  await base.recorded(route('long'))
  for (let index = 0; index < seizures; index++) {
    const locality = `Посёлок "${index}", улица; дом ${'№'.repeat(index * 3)}`
    const event = seizure({ place: { country: 'KZ', locality } }, { id: `s-${index}` })
    await base.recorded(event)
    const about = { subject: subjectOf(event), id: `to-${index}` }
    await base.recorded(claimed('SeizureAttributedToRoute', { routeId: 'long' }, about))
  }
  whole = await reading(base)
  await whole.project()
  paged = await reading(base, { answerBytesMax })
})

/** What a text holds, each thing once, by what tells it from others. */
const contents: Readonly<Record<FormatName, (text: string) => readonly string[]>> = {
  csv: (text) => csvRows(text).map((row) => JSON.stringify(row)),
  unodc: (text) => csvRows(text).map((row) => JSON.stringify(row)),
  geojson: (text) => features(text).map((feature) => JSON.stringify(feature)),
  ndjson: (text) => lines(text).map((line) => JSON.stringify(line)),
  stix: (text) => stixObjects(text).map((object) => JSON.stringify(object)),
  graphml: (text) => [...graph(text).nodes, ...graph(text).edges].map((one) => JSON.stringify(one)),
}

async function pagesOf(path: string): Promise<string[]> {
  const pages: string[] = []
  for (let next: string | undefined = path; next !== undefined; ) {
    const { status, text, headers } = await paged.ask(next)
    expect(status).toBe(200)
    pages.push(text)
    next = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1]
  }
  return pages
}

describe('pages', () => {
  it.each(formatNames)('of %s are each valid and small enough, and together the whole', async (name) => {
    const path = `/v1/seizures.${formats[name].extension}`
    const pages = await pagesOf(`${path}?limit=500`)
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) {
      expect(countIn[name](page)).toBeGreaterThan(0)
      // The gateway is handed the text as a JSON string.
      expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThanOrEqual(answerBytesMax)
    }
    const all = await whole.ask(`${path}?limit=500`)
    expect(all.headers.get('link')).toBeNull()
    expect(new Set(pages.flatMap(contents[name]))).toStrictEqual(new Set(contents[name](all.text)))
  })

  it('of GeoJSON name their successor in the body, too', async () => {
    const { body, headers } = await paged.ask('/v1/seizures.geojson?limit=2')
    expect(headers.get('link')).toBe(`</v1/seizures.geojson?limit=2&cursor=${body.next}>; rel="next"`)
  })

  it('share their cursor with other forms of the same list, and with nobody else', async () => {
    const { body } = await paged.ask('/v1/seizures?limit=2')
    const cursor = `limit=2&cursor=${body.next}`
    const { text } = await paged.ask(`/v1/seizures.ndjson?${cursor}`)
    const second = await paged.ask(`/v1/seizures?${cursor}`)
    expect(lines(text)).toStrictEqual(second.body.items)
    expect((await paged.ask(`/v1/seizures.csv?${cursor}`, { by: 'kz-moi' })).status).toBe(400)
    expect((await paged.ask(`/v1/routes.csv?${cursor}`)).status).toBe(400)
  })

  it('of JSON end where an answer is full, too', async () => {
    const { text, body } = await paged.ask('/v1/seizures?limit=500')
    expect(body.next).toBeDefined()
    expect(Buffer.byteLength(JSON.stringify(text))).toBeLessThanOrEqual(answerBytesMax * 1.1)
  })
})
