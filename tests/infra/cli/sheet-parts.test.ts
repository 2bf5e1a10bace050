import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { sheetOf } from '../../../functions/intake/sheet.ts'
import { joined, partsOf } from '../../../infra/cli/sheet-parts.ts'

const header = 'Seizure Date;ISO3;Drug/Substance;Quantity Seized;Measurement Unit;City'
const row = (city: string) => `2014-03-19;KAZ;Heroin;1.5;kg;${city}`
const sheet = (rows: readonly string[], names = header) => `\uFEFF${[names, ...rows].join('\r\n')}\r\n`
const options = { tlp: 'GREEN', admiralty: 'B2' }
const entries = (text: string) =>
  sheetOf(new TextEncoder().encode(text), 'kz-moi', options).entries.map((entry) =>
    'value' in entry ? entry.value : entry.id,
  )

it('leaves alone what the server takes in one call, and what cannot be read', () => {
  const small = sheet([row('A'), row('A')])
  const broken = sheet(Array.from({ length: 1_500 }, () => `a"b;"${row('A')}`))
  const other = sheet(
    Array.from({ length: 1_500 }, () => '1,2'),
    'a,b',
  )
  for (const text of [small, broken, other])
    expect(partsOf(text, undefined).map(({ body }) => body)).toStrictEqual([text])
})

it('gives rows the ids that they have in one piece: what looks alike in two parts stays apart', () => {
  const rows = Array.from({ length: 2_500 }, (_, n) => row(n % 2 === 0 ? 'Almaty' : `"Al;ma""ty ${n % 7}"`))
  const parts = partsOf(sheet(rows), undefined)
  expect(parts.map((part) => part.rows)).toStrictEqual([1_000, 1_000, 500])
  const told = parts.flatMap(({ body }) => entries(body)) as { id: string }[]
  expect(new Set(told.map(({ id }) => id)).size).toBe(2_500)
  expect(told.slice(0, 1_000)).toStrictEqual(entries(sheet(rows.slice(0, 1_000))))
})

it('keeps the ids that a sheet brings', () => {
  const rows = Array.from({ length: 1_001 }, (_, n) => `${row('A')};case-${n}`)
  const told = partsOf(sheet(rows, `${header};Case`), 'Case').flatMap(({ body }) =>
    parse(body, { columns: true }),
  )
  expect(told.map((one) => (one as { Case: string }).Case)).toStrictEqual(rows.map((_, n) => `case-${n}`))
})

it('cuts by bytes, too', () => {
  const rows = Array.from({ length: 900 }, (_, n) => row(`${n}${'Ж'.repeat(4_000)}`))
  const parts = partsOf(sheet(rows), undefined)
  expect(parts).toHaveLength(2)
  for (const { body } of parts) expect(Buffer.byteLength(body)).toBeLessThan(4 * 1024 * 1024)
})

it('joins refused rows under one header', () => {
  expect(joined(['\uFEFFa,b\r\n"x\ny",1\r\n', 'a,b\r\n2,3\r\n'])).toBe('a,b\r\n"x\ny",1\r\n2,3\r\n')
})
