import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rowIds } from '../../../events/unodc/row-ids.ts'

const heroin = { seizedOn: '2014', drug: 'Heroin', quantity: '1' }
const idsOf = (rows: readonly Parameters<ReturnType<typeof rowIds>>[0][]) => rows.map(rowIds())

it('gives each row an id of its own, equal ones too, and the same ones again', () => {
  const cell = fc.constantFrom('', '1', '2')
  fc.assert(
    fc.property(fc.array(fc.record({ drug: cell, quantity: cell })), (rows) => {
      const ids = idsOf(rows)
      expect(new Set(ids).size).toBe(rows.length)
      expect(idsOf(rows)).toStrictEqual(ids)
      expect(ids.every((id) => /^[ -~]{1,128}$/.test(id))).toBe(true)
    }),
  )
})
it('does not depend on the order of columns, on empty ones, or on what a row was given back with', () => {
  const { seizedOn, drug, quantity } = heroin
  expect(idsOf([{ quantity, drug, seizedOn, city: '', reasons: 'is wrong' }])).toStrictEqual(idsOf([heroin]))
})
it('stays with the same sheet when it grows at its end', () =>
  expect(idsOf([heroin, heroin, { drug: 'Opium' }]).slice(0, 2)).toStrictEqual(idsOf([heroin, heroin])))
it('is the one that the row brings', () =>
  expect(idsOf([{ ...heroin, eventId: 'case 7' }])).toStrictEqual(['case 7']))
