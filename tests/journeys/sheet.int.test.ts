import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Body, itemsOf } from './api.ts'
import { type Journey, startAmongPartners } from './journey.ts'
import { rw } from './processes.ts'

let journey: Journey
beforeAll(async () => {
  journey = await startAmongPartners()
})
afterAll(() => journey.end())

const header =
  'Seizure Date;Country/Territory of Seizure;ISO3;Drug/Substance;Quantity Seized;Measurement Unit;City;Administrative Region;Physical Seizure Location;Trafficking Mode of Transportation;Source;Reporting Channel;Subregion;Region'
const row = (drug: string, city = 'Almaty', date = '19.03.2014') =>
  `${date};Kazakhstan;KAZ;${drug};1,5;Kilogram;${city};;Railway;Train or bus;kz-moi;kz-moi;Central Asia;Asia`
const rows = [
  row('Heroin'),
  row('Heroin'),
  row('Cannabis resin', 'Tårnby'),
  row('Heroine', 'Алматы'),
  row('Opium', 'Almaty', '03/04/2014'),
]

const run = async (command: string, file: string, ...more: string[]) => {
  const args = [command, file, '--as', 'kz-moi', '--base', journey.url, '--json', ...more]
  const { code, stdout, stderr } = await rw(journey.dataDir, ...args).ended
  return { code, stderr, told: JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '{}') as Body }
}
const sheet = ['--tlp', 'GREEN', '--admiralty', 'B2']

it('goes in as it is; what was refused is mended in its own columns, and goes in by itself', async () => {
  const file = join(journey.dataDir, 'seizures.csv')
  writeFileSync(file, `\uFEFF${[header, ...rows].join('\r\n')}\r\n`)
  const before = await journey.recorded()
  expect(await run('validate', file, ...sheet)).toMatchObject({
    code: 1,
    told: {
      recorded: 3,
      duplicates: 0,
      rejected: 2,
      refused: [
        { row: 4, reasons: ['Drug/Substance is no substance of the register (heroin)'] },
        { row: 5, reasons: [expect.stringMatching(/^Seizure Date may be read/)] },
      ],
    },
  })
  expect(await journey.recorded()).toBe(before)

  const first = await run('import', file, ...sheet)
  expect(first).toMatchObject({ code: 1, told: { recorded: 3, duplicates: 0, rejected: 2 } })
  expect(await journey.recorded()).toBe(before + 3)
  expect((await run('validate', file, ...sheet)).told).toMatchObject({
    recorded: 0,
    duplicates: 3,
    rejected: 2,
  })

  const rejected = join(journey.dataDir, String(first.told.rejectedFile))
  const text = readFileSync(rejected, 'utf8')
  expect(text.split('\r\n')).toHaveLength(4)
  expect(text).toContain('(heroin)')
  const mended = join(journey.dataDir, 'mended.csv')
  writeFileSync(mended, text.replace('Heroine', 'Heroin').replace('03/04/2014', '2014-04-03'))
  const second = await run('import', mended, ...sheet)
  expect(second).toMatchObject({ code: 0, told: { recorded: 2, duplicates: 0, rejected: 0 } })
  expect(existsSync(join(journey.dataDir, 'mended.csv.rejected.csv'))).toBe(false)
  for (const again of [file, mended])
    expect((await run('import', again, ...sheet)).told).toMatchObject({ recorded: 0 })

  await journey.quiet()
  const items = itemsOf(await journey.get('/v1/seizures?country=KZ&from=2014&to=2014', 'kz-moi'))
  expect(items).toHaveLength(5)
  expect(items.map(({ place }) => (place as Body).locality)).toContain('Алматы')
  expect(itemsOf(await journey.get('/v1/seizures?country=KZ&from=2014&to=2014'))).toHaveLength(0)
})

it('is exported in the same columns, and what was exported is taken', async () => {
  const accept = 'text/csv;profile=unodc-ids'
  const { status, text } = await journey.get('/v1/seizures?country=KZ', 'kz-moi', { accept })
  expect(status).toBe(200)
  const file = join(journey.dataDir, 'exported.csv')
  writeFileSync(file, text)
  expect(await run('validate', file, ...sheet)).toMatchObject({ code: 0, told: { recorded: 5, rejected: 0 } })
})

it('is released to the agencies that it names, and to no other', async () => {
  const file = join(journey.dataDir, 'released.csv')
  writeFileSync(file, `${header}\n${row('Morphine')}\n`)
  const to = (agencies: string) => ['--tlp', 'AMBER+STRICT', '--releasable-to', agencies, '--admiralty', 'B2']
  expect(await run('import', file, ...to('ru-authority, nobody'))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('No such agency'),
  })
  expect(await run('import', file, ...to('ru-authority, tj-authority'))).toMatchObject({
    code: 0,
    told: { recorded: 1 },
  })
  await journey.quiet()
  const seen = async (by: string) => itemsOf(await journey.get('/v1/seizures?substance=morphine', by)).length
  const readers = ['kz-moi', 'ru-authority', 'tj-authority', 'centre', 'uz-authority', 'observer-one']
  expect(await Promise.all(readers.map(seen))).toStrictEqual([1, 1, 1, 1, 0, 0])
})

it('of another header is refused as a whole, and options that have no effect are refused', async () => {
  const file = join(journey.dataDir, 'other.csv')
  writeFileSync(file, 'a,b\n1,2\n')
  expect(await run('import', file, ...sheet)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Seizure Date'),
  })
  expect((await run('import', file, ...sheet, '--restates')).code).toBe(2)
  expect((await run('import', file, '--mapping', 'none.json', '--tlp', 'RED')).code).toBe(2)
})
