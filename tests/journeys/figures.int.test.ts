import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportPlan } from '../../infra/cli/import.ts'
import type { Body } from './api.ts'
import { besideProject, importInto } from './importing.ts'
import { type Journey, startAmongPartners } from './journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await startAmongPartners()
})
afterAll(() => journey.end())

const columns =
  'FY,Month (abbv),Component,Region,Land Filter,Area of Responsibility,Drug Type,Count of Event,Sum Qty (lbs)'
const row = (year: number, month: string, count: number, pounds: string, office = 'LAREDO FIELD OFFICE') =>
  `${year},${month},Office of Field Operations,Southwest Border,Land Only,${office},Heroin,${count},${pounds}`
const release = (name: string, lines: readonly string[]): string => {
  const file = join(journey.dataDir, `${name}.csv`)
  writeFileSync(file, `${[columns, ...lines].join('\n')}\n`)
  return file
}
const load = (file: string, more: Partial<ImportPlan> = {}) => importInto(journey, file, 'us-cbp.json', more)

const subject = 'figures/us-cbp-laredo-field-office-land-only-heroin'
type Value = Body & { period: string; value: string; current: boolean }
const valuesAt = async (query = '') => {
  const { status, body } = await journey.get(`/v1/${subject}${query}`)
  expect(status).toBe(200)
  return body as { values: Value[]; conflicts: unknown[]; claims: Body[] }
}
const current = (values: readonly Value[]) =>
  Object.fromEntries(values.filter((one) => one.current).map(({ period, value }) => [period, value]))

describe('a later release of a table', () => {
  const first = [
    row(2019, 'OCT', 3, '1394.42380715'),
    row(2019, 'NOV', 2, '6.61386786e-05'),
    row(2019, 'JAN', 1, '0'),
    row(2019, 'JAN', 5, '7.5', 'BUFFALO FIELD OFFICE'),
  ]
  const second = [
    row(2019, 'OCT', 4, '1400.5'),
    row(2019, 'NOV', 2, '6.61386786e-05'),
    row(2019, 'FEB', 1, '2.25'),
    row(2019, 'JAN', 5, '7.5', 'BUFFALO FIELD OFFICE'),
  ]
  let between: string

  it('finds the first one with figures as published, in calendar months', async () => {
    expect(await load(release('first', first))).toMatchObject({ recorded: 4, rejected: 0 })
    await journey.quiet()
    expect(current((await valuesAt()).values)).toStrictEqual({
      '2018-10': '1394.42380715',
      '2018-11': '0.0000661386786',
      '2019-01': '0',
    })
    between = new Date().toISOString()
  })

  it('only validated says what it would do, and does nothing', async () => {
    const before = await journey.recorded()
    const summary = await load(release('second', second), { restates: true, validateOnly: true })
    expect(summary).toMatchObject({ recorded: 2, unchanged: 2, rejected: 0 })
    expect(await journey.recorded()).toBe(before)
  })

  it('records corrections and additions only, knows what is unchanged, and tells what is missing', async () => {
    const before = await journey.recorded()
    expect(await load(release('second', second), { restates: true })).toMatchObject({
      recorded: 2,
      unchanged: 2,
      duplicates: 0,
      rejected: 0,
      missing: ['us-cbp-2019-jan-laredo-field-office-land-only-heroin'],
    })
    expect(await journey.recorded()).toBe(before + 2)
    await journey.quiet()
    const { values, conflicts } = await valuesAt()
    expect(current(values)).toStrictEqual({
      '2018-10': '1400.5',
      '2018-11': '0.0000661386786',
      '2019-01': '0',
      '2019-02': '2.25',
    })
    expect(conflicts).toStrictEqual([])
    const [old, corrected] = values.filter(({ period }) => period === '2018-10')
    expect(old).toMatchObject({ value: '1394.42380715', restatedBy: corrected?.claimId, summable: false })
    expect(corrected).toMatchObject({ value: '1400.5', count: 4, restates: old?.claimId, summable: true })
  })

  it('again changes nothing', async () => {
    expect(await load(release('second', second), { restates: true })).toMatchObject({
      recorded: 0,
      unchanged: 4,
    })
  })

  it('leaves both releases in the history, and the earlier one as it was known', async () => {
    expect(current((await valuesAt(`?knownAt=${between}`)).values)).toMatchObject({
      '2018-10': '1394.42380715',
    })
    const { body } = await journey.get(`/v1/subjects/${subject}/events`)
    expect((body.items as Body[]).map(({ id }) => id)).toStrictEqual([
      'us-cbp-2019-oct-laredo-field-office-land-only-heroin',
      'us-cbp-2019-nov-laredo-field-office-land-only-heroin',
      'us-cbp-2019-jan-laredo-field-office-land-only-heroin',
      'us-cbp-2019-oct-laredo-field-office-land-only-heroin~1',
      'us-cbp-2019-feb-laredo-field-office-land-only-heroin',
    ])
  })

  it('may go back to what the first one said', async () => {
    const third = [row(2019, 'OCT', 3, '1394.42380715'), ...second.slice(1)]
    expect(await load(release('third', third), { restates: true })).toMatchObject({
      recorded: 1,
      unchanged: 3,
    })
    await journey.quiet()
    expect(current((await valuesAt()).values)).toMatchObject({ '2018-10': '1394.42380715' })
  })

  it('cannot be part of a file, nor of what is no table of figures', async () => {
    const file = release('second', second)
    await expect(load(file, { restates: true, limit: 1 })).rejects.toThrow('whole file')
    const other = join(journey.dataDir, 'pairs.csv')
    writeFileSync(other, 'drug,from,to,basis,citation\nheroin,AFG,TJK,map,X\n')
    await expect(importInto(journey, other, 'corridors-legs.json', { restates: true })).rejects.toThrow(
      'figures',
    )
  })
})

const published = besideProject('us-cbp-nationwide-fy19-fy22.csv')
it.skipIf(published === undefined)(
  'holds for rows of the published file, with one edited and one removed',
  async () => {
    const [header = '', ...lines] = readFileSync(published ?? '', 'utf8').split(/\r?\n/)
    const part = lines.filter((line) => line.includes('TUCSON') && line.includes('Fentanyl')).slice(0, 40)
    const write = (name: string, some: readonly string[]) => {
      const file = join(journey.dataDir, name)
      writeFileSync(file, `${[header, ...some].join('\n')}\n`)
      return file
    }
    expect(await load(write('part.csv', part))).toMatchObject({ recorded: part.length, rejected: 0 })
    const edited = part.slice(1).map((line, n) => (n === 0 ? line.replace(/,[^,]*$/, ',12345.5') : line))
    const summary = await load(write('edited.csv', edited), { restates: true })
    expect(summary).toMatchObject({ recorded: 1, unchanged: part.length - 2, rejected: 0 })
    expect(summary.missing?.filter((id) => id.includes('tucson'))).toHaveLength(1)
  },
)
