import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Big from 'big.js'
import { iso31662 } from 'iso-3166'
import { describe, expect, it } from 'vitest'
import { validateEvent } from '../../../events/cloudevent.ts'
import { type CloudEvent, mapRow } from '../../../infra/cli/map-row.ts'
import { checkColumns, readMapping } from '../../../infra/cli/mapping.ts'
import { rows, survey } from '../../../infra/cli/rows.ts'

const root = join(import.meta.dirname, '../../..')
const inputs = join(root, '../shared/data')
const here = (file: string): string => {
  const path = join(inputs, file)
  if (!existsSync(path)) console.warn(`skipped: ${path} is not here`)
  return path
}
type Report = {
  occurred: { from: string; precision: string }
  place: { country: string; adminRegion?: string; locality?: string; precision: string }
  siteKind?: string
  items: [{ substance: string; quantity: { value: string; unit: string } }]
}

/** Every event that a mapping makes of a file; a row that cannot be mapped fails the test. */
async function eventsOf(file: string, mappingName: string): Promise<CloudEvent[]> {
  const mapping = await readMapping(join(root, 'docs/mappings', mappingName))
  checkColumns(mapping, (await survey(file, mapping)).columns)
  const events: CloudEvent[] = []
  for await (const row of rows(file, mapping)) {
    const mapped = mapRow(mapping, row, 'centre')
    if ('errors' in mapped) throw new Error(`row ${row.number}: ${JSON.stringify(mapped.errors)}`)
    events.push(mapped.event)
  }
  return events
}
/** The first faults, if any: eleven thousand of them would tell no more. */
function expectValid(events: CloudEvent[]): void {
  const faults = events.flatMap((event) => {
    const result = validateEvent(event)
    return result.ok ? [] : [{ id: event.id, errors: result.errors }]
  })
  expect(faults.slice(0, 3)).toStrictEqual([])
}
const reports = (events: CloudEvent[]) => events.map(({ data }) => data as Report)
const total = (some: Report[]): string =>
  some.reduce((sum, { items: [item] }) => sum.plus(item.quantity.value), new Big(0)).toFixed()
const countBy = (some: Report[], key: (report: Report) => string) => {
  const counts: Record<string, number> = {}
  for (const report of some) counts[key(report)] = (counts[key(report)] ?? 0) + 1
  return counts
}

const heroin = here('co-heroin-seizures-2010-2017.csv')
describe.skipIf(!existsSync(heroin))('co-heroin.json on the published file', async () => {
  const events = existsSync(heroin) ? await eventsOf(heroin, 'co-heroin.json') : []
  const all = reports(events)

  it('loses no row and no milligram', () => {
    expect(all).toHaveLength(11_379)
    expect(new Set(events.map(({ id }) => id)).size).toBe(11_379)
    expect(total(all)).toBe('3475.37409')
  })
  it('keeps seizures abroad apart, and those without a place in the country that reports', () => {
    const { CO, ...abroad } = countBy(all, ({ place }) => place.country)
    expect(CO).toBe(11_365)
    expect(abroad).toStrictEqual({ US: 11, CR: 1, PA: 1, GT: 1 })
    expect(total(all.filter(({ place }) => place.country === 'CO'))).toBe('3389.16509')
    expect(all.filter(({ place }) => place.country !== 'CO' && place.adminRegion)).toHaveLength(0)
    const nowhere = all.filter(({ place }) => place.country === 'CO' && place.precision === 'country')
    expect(nowhere).toHaveLength(7)
    expect(total(nowhere)).toBe('289.84')
    expect(nowhere.every(({ place }) => !place.adminRegion && !place.locality)).toBe(true)
  })
  it('writes plain decimals', () =>
    expect(all.every(({ items }) => /^(0|[1-9]\d*)(\.\d+)?$/.test(items[0].quantity.value))).toBe(true))
  it('stays small', () => {
    expect(Math.max(...events.map((event) => Buffer.byteLength(JSON.stringify(event))))).toBeLessThan(768)
  })
  it('is valid', () => expectValid(events))
})

const police = here('co-police-seizures-2018.json')
describe.skipIf(!existsSync(police))('co-police.json on the published file', async () => {
  const events = existsSync(police) ? await eventsOf(police, 'co-police.json') : []
  const all = reports(events)

  it('keeps grams, and loses none', () => {
    expect(new Set(events.map(({ id }) => id)).size).toBe(1_000)
    expect(total(all)).toBe('126824')
    expect(countBy(all, ({ items }) => `${items[0].substance} ${items[0].quantity.unit}`)).toStrictEqual({
      'coca-base g': 995,
      'basuco g': 5,
    })
  })
  it('finds the department although its code has lost a zero', () =>
    expect(countBy(all, ({ place }) => place.adminRegion ?? '')).toStrictEqual({
      'CO-ANT': 984,
      'CO-AMA': 11,
      'CO-CES': 3,
      'CO-VAC': 2,
    }))
  it('knows the day and no more', () =>
    expect(
      all.every(({ occurred: { from, precision } }) => precision === 'day' && /^2018-\d\d-\d\d$/.test(from)),
    ).toBe(true))
  it('is valid', () => expectValid(events))
})

it.each(['co-heroin.json', 'co-police.json'])('%s names every department of ISO 3166-2', async (name) => {
  const rule = (await readMapping(join(root, 'docs/mappings', name))).fields['/place/adminRegion']
  const mapped = rule && 'map' in rule ? Object.values(rule.map ?? {}) : []
  expect(mapped.toSorted()).toStrictEqual(
    iso31662
      .filter(({ parent }) => parent === 'CO')
      .map(({ code }) => code)
      .toSorted(),
  )
})
