import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectDir } from '../../infra/project-dir.ts'
import { type Body, itemsOf } from './api.ts'
import { importInto } from './importing.ts'
import { type Journey, newDataDir, removeDataDir, startAmongPartners } from './journey.ts'
import { rw } from './processes.ts'

/** Whole data sets from beside the project. Minutes long, hence only when ROUTEWATCH_FULL_IMPORT is set. */

const asked = process.env.ROUTEWATCH_FULL_IMPORT !== undefined
const dataDir = join(projectDir, '../shared/data')

type Set = {
  file: string
  mapping: string
  rows: number
  kilograms: string
  of: Record<string, [number, string]>
}
const sets: Set[] = [
  {
    file: 'co-heroin-seizures-2010-2017.csv',
    mapping: 'co-heroin.json',
    rows: 11_379,
    kilograms: '3475.37409',
    of: { CO: [11_365, '3389.16509'] },
  },
  {
    file: 'co-police-seizures-2018.json',
    mapping: 'co-police.json',
    rows: 1_000,
    kilograms: '126.824',
    of: {},
  },
]

const minutes = 60_000

describe.skipIf(!asked).each(sets)('$file', ({ file, mapping, rows, kilograms, of }) => {
  const path = join(dataDir, file)
  const there = existsSync(path)
  const folder = newDataDir()
  let journey: Journey
  beforeAll(async () => {
    if (there) journey = await startAmongPartners()
    else process.stderr.write(`${file} does not lie beside the project: its import is not tested\n`)
  })
  afterAll(async () => {
    await journey?.end()
    removeDataDir(folder)
  })

  const importAll = async (): Promise<Body> => {
    const options = [
      '--mapping',
      join(projectDir, 'docs/mappings', mapping),
      '--as',
      'kz-moi',
      '--base',
      journey.url,
    ]
    const { stdout, code } = await rw(folder, 'import', path, ...options, '--json').ended
    return { ...(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '{}') as Body), code }
  }

  it.skipIf(!there)(
    'is recorded row by row in under five minutes, and adds up',
    { timeout: 10 * minutes },
    async () => {
      const summary = await importAll()
      expect(summary).toMatchObject({ code: 0, recorded: rows, duplicates: 0, rejected: 0 })
      expect(Number(summary.seconds)).toBeLessThan(300)
      await journey.host.idle(5 * minutes)
      const items = itemsOf(await journey.get('/v1/statistics/seizures?by=country,substance'))
      expect(items.reduce((sum, { seizures }) => sum + Number(seizures), 0)).toBe(rows)
      expect(total(items)).toBe(kilograms)
      for (const [country, [seizures, kilograms]] of Object.entries(of)) {
        const own = itemsOf(await journey.get(`/v1/statistics/seizures?by=country&country=${country}`))
        expect(own).toMatchObject([{ seizures, kilograms }])
      }
    },
  )

  it.skipIf(!there)('is all duplicates the second time', { timeout: 10 * minutes }, async () => {
    expect(await importAll()).toMatchObject({ code: 0, recorded: 0, duplicates: rows, rejected: 0 })
  })
})

const table = 'us-cbp-nationwide-fy19-fy22.csv'
describe.skipIf(!asked || !existsSync(join(dataDir, table)))(table, () => {
  let journey: Journey
  beforeAll(async () => {
    journey = await startAmongPartners()
  })
  afterAll(() => journey?.end())

  it('is 10,092 figures in 409 series, none of them a case, and unchanged the second time', {
    timeout: 15 * minutes,
  }, async () => {
    const file = join(dataDir, table)
    expect(await importInto(journey, file, 'us-cbp.json')).toMatchObject({ recorded: 10_092, rejected: 0 })
    await journey.host.idle(5 * minutes)
    const series: Body[] = []
    for (let query = ''; ; ) {
      const { body } = await journey.get(`/v1/figures?limit=100${query}`)
      series.push(...(body.items as Body[]))
      if (body.next === undefined) break
      query = `&cursor=${body.next}`
    }
    const values = series.flatMap((one) => one.values as { value: string; count: number; period: string }[])
    expect([series.length, values.length]).toStrictEqual([409, 10_092])
    expect(values.reduce((sum, { count }) => sum + count, 0)).toBe(282_492)
    expect(values.filter(({ value }) => Number(value) === 0)).toHaveLength(34)
    expect(values.map(({ period }) => period).sort()[0]).toBe('2018-10')
    expect(itemsOf(await journey.get('/v1/statistics/seizures?by=country'))).toStrictEqual([])
    expect(await importInto(journey, file, 'us-cbp.json', { restates: true })).toMatchObject({
      recorded: 0,
      unchanged: 10_092,
      missing: [],
    })
  })

  it('whose copy has ten figures edited, one removed and one added is told from it by these alone', {
    timeout: 15 * minutes,
  }, async () => {
    const [header = '', ...lines] = readFileSync(join(dataDir, table), 'utf8').trimEnd().split(/\r?\n/)
    const every = Math.floor(lines.length / 10)
    const isEdited = (n: number): boolean => n % every === 0 && n < 10 * every
    const edited = lines.map((line, n) => (isEdited(n) ? line.replace(/,[^,]*$/, ',98765.25') : line))
    const added = (edited.at(-1) ?? '').replace(/^2022,/, '2023,')
    const file = join(journey.dataDir, 'edited.csv')
    writeFileSync(file, `${[header, ...edited.slice(0, -1), added].join('\n')}\n`)
    const summary = await importInto(journey, file, 'us-cbp.json', { restates: true })
    expect(summary).toMatchObject({ recorded: 11, unchanged: 10_081, duplicates: 0, rejected: 0 })
    expect(summary.missing).toHaveLength(1)
    expect(await importInto(journey, file, 'us-cbp.json', { restates: true })).toMatchObject({
      recorded: 0,
      unchanged: 10_092,
    })
  })
})

/** Exact: in hundred-thousandths of a kilogram and finer, as whole numbers. */
function total(items: readonly Body[]): string {
  const digits = 12
  const sum = items.reduce((all, { kilograms }) => {
    const [whole = '', fraction = ''] = String(kilograms).split('.')
    return all + BigInt(whole + fraction.padEnd(digits, '0'))
  }, 0n)
  const text = String(sum).padStart(digits + 1, '0')
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/, '')
}
