import { describe, expect, it } from 'vitest'
import { envelope, id, told } from '../stream.ts'
import {
  lab,
  onLeg,
  partitions,
  projected,
  report,
  reported,
  shown,
  subject,
  toKhimprom,
} from './heroin-and-tablets.ts'

it('is one card', () => {
  const { claims: _claims, ...rest } = shown(reported(), onLeg('kz-ru'), toKhimprom)
  expect(rest).toStrictEqual({
    subject,
    version: 3,
    status: 'reported',
    postedBy: 'kz-moi',
    reportRef: 'ALM-14/0319',
    occurred: report.occurred,
    place: report.place,
    items: [
      { ...report.items[0], kilogramEquivalent: { kg: '12.5', method: 'mass', methodVersion: 1 } },
      { ...report.items[1], kilogramEquivalent: { kg: '0.5', method: 'mass', methodVersion: 1 } },
      {
        ...report.items[2],
        kilogramEquivalent: { kg: null, low: '0.09', high: '0.3', method: 'ats-tablet', methodVersion: 1 },
      },
      {
        ...report.items[3],
        kilogramEquivalent: null,
        kilogramEquivalentReason: 'unit not convertible without an assumption',
      },
    ],
    substances: ['heroin', 'mdma', 'cannabis-plant'],
    kilogramEquivalent: { kg: '13', low: '13.09', high: '13.3', method: 'sum', methodVersion: 1 },
    coverage: { converted: 2, unconverted: 2 },
    routes: [{ routeId: 'northern', legId: 'kz-ru', claimIds: [id(2)] }],
    actors: [{ actorId: 'khimprom', claimIds: [id(3)] }],
    corrections: [],
    conflicts: [],
  })
})

describe('a laboratory', () => {
  it('stands beside the report', () => {
    const items = shown(reported(), lab({ index: 1, substance: 'morphine', purityPercent: '40' })).items
    expect(items).toMatchObject([
      {},
      { substance: 'heroin', laboratory: { substance: 'morphine', purityPercent: '40', claimId: id(2) } },
      {},
      {},
    ])
  })
  it('weighs what could not be converted, and leaves what was weighed before', () => {
    const weighed = lab(
      { index: 0, substance: 'heroin', netMass: { value: '11', unit: 'kg' } },
      { index: 2, substance: 'mdma', netMass: { value: '250', unit: 'g' } },
    )
    const items = shown(reported(), weighed).items
    expect(items).toMatchObject([
      { kilogramEquivalent: { kg: '12.5', method: 'mass' } },
      {},
      { kilogramEquivalent: { kg: '0.25', method: 'laboratory-net-mass' } },
      {},
    ])
  })
  it('contradicts another that found something else', () => {
    const other = told(
      'SeizureLabConfirmed',
      { items: [{ index: 0, substance: 'opium' }], ...envelope },
      { postedBy: 'ru-authority' },
    )
    expect(shown(reported(), lab({ index: 0, substance: 'heroin' }), other).conflicts).toStrictEqual([
      { field: 'laboratory', claimIds: [id(2), id(3)] },
    ])
  })
})

describe('a correction', () => {
  const changes = {
    place: { country: 'KG', locality: null },
    occurred: { from: '2014-04', precision: 'month' },
    reportRef: null,
  }
  const correction = told('SeizureCorrected', { changes, reason: 'Other side of the border.' })
  it('changes the card and the claim, and is listed', () => {
    const corrected = shown(reported(), correction)
    expect(corrected).toMatchObject({
      place: { country: 'KG' },
      occurred: { from: '2014-04', precision: 'month' },
      corrections: [{ eventId: id(2), postedBy: 'kz-moi', reason: 'Other side of the border.', changes }],
      claims: [{ value: { place: { country: 'KG' } }, occurred: { from: '2014-04' } }],
    })
    expect(corrected).not.toHaveProperty('reportRef')
  })
  it('moves the rows and the contribution', () => {
    expect(partitions(reported(), correction)).toStrictEqual([
      `card/${subject}`,
      'list/seizures',
      'list/seizures/country/KG',
      'list/seizures/agency/kz-moi',
    ])
    expect(projected(reported(), correction).contributions[0]).toMatchObject({ key: 'KG', period: '2014-04' })
  })
})

describe('a retraction', () => {
  it.each([
    ['of the seizure', told('SeizureRetracted', { reason: 'duplicate' }), 'duplicate'],
    ['of its claim', told('ClaimRetracted', { claimId: id(1), reason: 'Wrong.' }), 'Wrong.'],
    [
      'whose reason is redacted',
      told('SeizureRetracted', { reason: 'error' }, { redacted: true }),
      undefined,
    ],
  ])('%s keeps it readable and counts it nowhere', (_which, retraction, reason) => {
    const drafts = [reported(), onLeg('kz-ru'), toKhimprom, retraction]
    const retracted = shown(...drafts)
    expect(retracted.status).toBe('retracted')
    expect(retracted.retraction).toMatchObject({ eventId: id(4), ...(reason && { reason }) })
    expect(projected(...drafts).contributions).toStrictEqual([])
    expect(partitions(...drafts)).toStrictEqual([
      `card/${subject}`,
      'list/seizures',
      'list/seizures/country/KZ',
      'list/seizures/agency/kz-moi',
      'reports/kz-moi/ALM-14/0319',
      'responses/kz-moi',
    ])
  })
})
