import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { formats } from '../../../../functions/query/formats/format.ts'
import { exportFormats } from '../../../../infra/cli/export/joins.ts'
import { type Reading, reading } from '../../../functions/query/reading.ts'
import { claimed, route, seizure, subjectOf } from '../../../support/posts.ts'
import { csvRows, features, graph, lines, stixObjects } from '../../../support/valid-exports.ts'
import { newWorld } from '../../../support/world.ts'
import { ran } from '../running.ts'

const seizures = 30
let world: Reading
beforeAll(async () => {
  const base = await newWorld()
  await base.recorded(route('long'))
  for (let index = 0; index < seizures; index++) {
    const place = { country: 'KZ', locality: `Посёлок "${index}"`, point: { lon: 76.9, lat: 43.2 } }
    const event = seizure({ place }, { id: `s-${index}` })
    await base.recorded(event)
    const about = { subject: subjectOf(event), id: `to-${index}` }
    await base.recorded(claimed('SeizureAttributedToRoute', { routeId: 'long' }, about))
  }
  world = await reading(base, { answerBytesMax: 5_000 })
  await world.project()
})

let folder: string
let server: Server | undefined
let asked: string[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rw-'))
  asked = []
})
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** The reading side behind a port; `spoil` may answer in its place. */
async function serve(
  spoil: (path: string) => { status?: number; headers?: object; text: string } | undefined = () => undefined,
) {
  const listener: RequestListener = async ({ url = '' }, response) => {
    asked.push(url)
    const spoilt = spoil(url)
    if (spoilt) return void response.writeHead(spoilt.status ?? 200, { ...spoilt.headers }).end(spoilt.text)
    const { status, text, headers } = await world.ask(url)
    response.writeHead(status, Object.fromEntries(headers)).end(text)
  }
  const started = createServer(listener)
  server = started
  await new Promise<void>((listening) => started.listen(0, '127.0.0.1', listening))
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`
}

const rw = async (base: string, ...args: string[]) => ran(['export', ...args], folder, { RW_BASE: base })
const written = async (name: string) => readFile(join(folder, name), 'utf8')

it('knows the forms that the server knows', () => {
  const known = Object.entries(exportFormats).map(([name, { extension }]) => [name, extension])
  expect(known).toStrictEqual(Object.entries(formats).map(([name, { extension }]) => [name, extension]))
})

describe('a file', () => {
  it.each<[string, (text: string) => number, number]>([
    ['csv', (text) => csvRows(text).length, seizures],
    ['unodc', (text) => csvRows(text).length, seizures],
    ['geojson', (text) => features(text).length, seizures],
    ['ndjson', (text) => lines(text).length, seizures],
    ['stix', (text) => stixObjects(text).filter(({ type }) => type === 'report').length, seizures],
    ['graphml', (text) => graph(text).nodes.length, seizures + 2],
  ])('of %s is one, valid and whole, whatever pages it came in', async (format, count, expected) => {
    const done = await rw(
      await serve(),
      'seizures',
      'country=KZ',
      '--format',
      format,
      '--out',
      'a.out',
      '--json',
    )
    expect(done).toMatchObject({ exit: 0, err: '' })
    expect(asked.length).toBeGreaterThan(1)
    expect(asked[0]).toBe(`/v1/seizures.${exportFormats[format]?.extension}?country=KZ&limit=500`)
    const text = await written('a.out')
    expect(count(text)).toBe(expected)
    expect(done.last()).toStrictEqual({ file: 'a.out', pages: asked.length, bytes: Buffer.byteLength(text) })
    expect(await readdir(folder)).toStrictEqual(['a.out'])
  })

  it('of nothing is valid, too', async () => {
    const base = await serve()
    for (const [format, read] of [
      ['geojson', features],
      ['stix', stixObjects],
      ['csv', csvRows],
    ] as const) {
      expect(await rw(base, 'seizures', 'country=UZ', '--format', format, '--out', format)).toMatchObject({
        exit: 0,
      })
      expect(read(await written(format))).toStrictEqual([])
    }
  })

  it('of one card or of the statistics is asked for as it is', async () => {
    const base = await serve()
    await rw(base, '/v1/routes/long', 'knownAt=2030-01-01T00:00:00Z', '--format', 'stix', '--out', 'r')
    await rw(base, 'statistics/seizures', 'by=country', '--format', 'csv', '--out', 's')
    await rw(base, 'routes/long/evidence', 'limit=7', '--format', 'csv', '--out', 'e')
    expect(asked.slice(0, 3)).toStrictEqual([
      '/v1/routes/long.stix.json?knownAt=2030-01-01T00%3A00%3A00Z',
      '/v1/statistics/seizures.csv?by=country',
      '/v1/routes/long/evidence.csv?limit=7',
    ])
    expect(csvRows(await written('e'))).toHaveLength(seizures)
  })

  it('goes to standard output where no file is named', async () => {
    const { exit, out } = await rw(await serve(), 'seizures', '--format', 'ndjson')
    expect([exit, lines(out).length]).toStrictEqual([0, seizures])
  })
})

describe('what fails', () => {
  const secondPage = (answer: { status?: number; headers?: object; text: string }) => (path: string) =>
    path.includes('cursor=') ? answer : undefined

  it.each([
    [
      'a page that is refused',
      { status: 400, text: '{"title":"Malformed","status":400,"detail":"The cursor"}' },
      1,
      'The cursor',
    ],
    ['a page that is no CSV', { text: 'other,columns\r\n1,2\r\n' }, 4, 'no CSV'],
  ])('%s leaves nothing behind, and what was there before', async (_, answer, exit, err) => {
    await writeFile(join(folder, 'a.csv'), 'before')
    const done = await rw(await serve(secondPage(answer)), 'seizures', '--format', 'csv', '--out', 'a.csv')
    expect(done.exit).toBe(exit)
    expect(done.err).toContain(err)
    expect(await readdir(folder)).toStrictEqual(['a.csv'])
    expect(await written('a.csv')).toBe('before')
  })

  it('pages somewhere else are not followed', async () => {
    const link = '<https://evil.example/v1/x>; rel="next"'
    const away = await serve(() => ({ text: '{}\n', headers: { link } }))
    expect(await rw(away, 'seizures', '--format', 'ndjson', '--out', 'a')).toMatchObject({
      exit: 4,
      err: expect.stringContaining('somewhere else'),
    })
    expect([asked.length, await readdir(folder)]).toStrictEqual([1, []])
  })

  it('pages in a circle end it', async () => {
    const text = '{"a":1}\n'
    const circle = await serve((path) => ({ text, headers: { link: `<${path}>; rel="next"` } }))
    expect(await rw(circle, 'seizures', '--format', 'ndjson', '--out', 'a')).toMatchObject({ exit: 4 })
    expect(await readdir(folder)).toStrictEqual([])
  })

  it.each([
    [['seizures', 'country', '--format', 'csv'], 'name>=<value'],
    [['../me', '--format', 'csv'], 'a view is named'],
    [['seizures?x=1', '--format', 'csv'], 'filters follow'],
    [['seizures', '--format', 'xlsx'], 'csv, unodc, geojson, ndjson, stix, graphml'],
    [['seizures'], '--format'],
    [['seizures', '--format', 'csv', '--json'], '--out'],
    [['seizures', '--format', 'csv', '--out', 'no/such/folder'], 'cannot be written'],
  ])('%j is a mistake of use, and nothing is asked', async (args, err) => {
    const done = await rw(await serve(), ...args)
    expect([done.exit, asked]).toStrictEqual([2, []])
    expect(done.err).toContain(err)
  })

  it('what the server does not know is told in its words', async () => {
    const base = await serve()
    expect(await rw(base, 'seizures', 'colour=red', '--format', 'csv', '--out', 'a')).toMatchObject({
      exit: 1,
      err: expect.stringContaining('unknown'),
    })
    expect(await rw(base, 'actors', '--format', 'geojson', '--out', 'a')).toMatchObject({ exit: 1 })
    expect(await readdir(folder)).toStrictEqual([])
  })
})
