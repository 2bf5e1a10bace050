import { describe, expect, it } from 'vitest'
import { seizureOf } from '../../domain/seizure.ts'
import type { Seen } from '../../events/recorded.ts'
import { specOf } from '../support/decider.ts'
import { type Draft, envelope, id, streamOf, told } from './stream.ts'
import { lab, onLeg, report, reported, subject, toKhimprom } from './views/heroin-and-tablets.ts'

/** Short enough to be written out: status, amounts in order, place. */
const stateOf = (seen: readonly Seen[]) => {
  const { report: kept, retracted } = seizureOf(seen)
  return {
    retracted,
    amounts: kept?.items.map(({ quantity }) => `${quantity.value} ${quantity.unit}`),
    place: kept?.place.locality,
  }
}
const seizure = specOf(subject, stateOf)

const amounts = ['12.5 kg', '500 g', '1000 tablet', '7 plant']
const asReported = { retracted: false, amounts, place: 'Almaty' }
const correct = (changes: object): Draft => told('SeizureCorrected', { changes, reason: 'Weighed again.' })
const retract = told('SeizureRetracted', { reason: 'duplicate' })
const retractClaim = (n: number) => told('ClaimRetracted', { claimId: id(n), reason: 'Misread.' })
const found = (index: number) => ({ index, substance: 'heroin', purityPercent: '40' })
const items = [{ substance: 'heroin', quantity: { value: '12.4', unit: 'kg' } }]

describe('a seizure', () => {
  it('is reported', () => seizure.given().when(reported()).thenLeadsTo(asReported))

  it('is corrected field by field, its items as a whole', () => {
    const corrected = correct({ items, place: { locality: 'Talgar' } })
    const state = { retracted: false, amounts: ['12.4 kg'], place: 'Talgar' }
    seizure.given(reported()).when(corrected).thenLeadsTo(state)
    seizure
      .given(reported(), corrected)
      .when(correct({ place: { locality: null } }))
      .thenLeadsTo({ ...state, place: undefined })
  })
  it('keeps what a correction does not name', () => {
    const after = correct({ mode: 'truck', reportRef: null })
    const { report: kept } = seizureOf(streamOf(subject, reported(), after))
    const { reportRef: _ref, ...rest } = report
    expect(kept).toStrictEqual({ ...rest, mode: 'truck' })
  })

  it.each<[string, object, string[]]>([
    ['a date without its day', { occurred: { from: '2014' } }, ['/data/changes/occurred/precision']],
    [
      'an end before the beginning, and a region outside the country',
      { occurred: { to: '2013-01-01' }, place: { adminRegion: 'RU-MOS' } },
      ['/data/changes/occurred/to', '/data/changes/place/adminRegion'],
    ],
  ])('is not corrected to %s', (_what, changes, pointers) =>
    seizure
      .given(reported())
      .when(correct(changes))
      .thenRefused('rule-violated', ...pointers),
  )
  it('is judged as the corrections before left it', () => {
    const moved = correct({ place: { country: 'RU', locality: 'Omsk' } })
    const region = correct({ place: { adminRegion: 'RU-OMS' } })
    seizure.given(reported()).when(region).thenRefused('rule-violated', '/data/changes/place/adminRegion')
    seizure
      .given(reported(), moved)
      .when(region)
      .thenLeadsTo({ ...asReported, place: 'Omsk' })
  })

  it('is confirmed by a laboratory, item by item; all that are missing are told', () => {
    seizure
      .given(reported())
      .when(lab(found(0), found(3)))
      .thenLeadsTo(asReported)
    seizure
      .given(reported())
      .when(lab(found(4), found(0), found(9)))
      .thenRefused('unknown-reference', '/data/items/0/index', '/data/items/2/index')
    seizure
      .given(reported(), correct({ items }))
      .when(lab(found(1)))
      .thenRefused('unknown-reference', '/data/items/0/index')
  })
  it.each([onLeg(), onLeg('tj-kg'), toKhimprom])('is attributed, beside other claims: %j', (attribution) => {
    seizure.given(reported()).when(attribution).thenLeadsTo(asReported)
    seizure.given(reported(), attribution).when(attribution).thenLeadsTo(asReported)
  })

  it('is retracted, and stays readable', () =>
    seizure
      .given(reported())
      .when(retract)
      .thenLeadsTo({ ...asReported, retracted: true }))

  /** However it was retracted, and whatever became of the reason. */
  const withdrawn: readonly (readonly [string, readonly Draft[]])[] = [
    ['as a seizure', [reported(), retract]],
    ['for a reason since redacted', [reported(), { ...retract, redacted: true }]],
    ['as the claim that it is', [reported(), retractClaim(1)]],
  ]
  it.each(
    withdrawn.flatMap(([how, past]) =>
      [correct({ mode: 'truck' }), retract, lab(found(0)), onLeg(), toKhimprom].map(
        (next) => [how, next.type, past, next] as const,
      ),
    ),
  )('retracted %s is past %s', (_how, _type, past, next) =>
    seizure
      .given(...past)
      .when(next)
      .thenRefused('state-conflict', '/data'),
  )

  it('has nothing to correct once its report is redacted', () => {
    const redacted = { ...reported(), redacted: true }
    seizure
      .given(redacted)
      .when(correct({ mode: 'truck' }))
      .thenRefused('state-conflict', '/data')
    seizure
      .given(redacted)
      .when(lab(found(0)))
      .thenRefused('unknown-reference', '/data/items/0/index')
    seizure
      .given(redacted)
      .when(retract)
      .thenLeadsTo({ retracted: true, amounts: undefined, place: undefined })
  })
  it('is as reported where a correction is redacted', () => {
    const past = [reported(), { ...correct({ items }), redacted: true }]
    expect(stateOf(streamOf(subject, ...past))).toStrictEqual(asReported)
  })
})

describe('a report is recorded with a warning', () => {
  const of = (value: string, unit: string, substance = 'heroin') =>
    reported({ items: [...report.items, { substance, quantity: { value, unit } }] })
  const unlikely = ['implausible-quantity', '/data/items/4/quantity'] as const

  it.each([
    ['100000', 'kg', 'heroin', false],
    ['100000.001', 'kg', 'heroin', true],
    ['100001', 't', 'heroin', true],
    ['100000001', 'tablet', 'mdma', true],
    ['100000000', 'tablet', 'mdma', false],
    ['100000001', 'plant', 'cannabis-plant', true],
    ['99999999', 'plant', 'cannabis-plant', false],
  ])('of %s %s of %s: %s', (value, unit, substance, warns) =>
    seizure
      .given()
      .when(of(value, unit, substance))
      .thenWarned(...(warns ? [unlikely] : [])),
  )
  it('of a case number that the agency has used', () => {
    const around = { reportRefSeen: true }
    seizure.given().when(reported(), around).thenWarned(['report-ref-seen', '/data/reportRef'])
    seizure
      .given()
      .when(of('100001', 't'), around)
      .thenWarned(unlikely, ['report-ref-seen', '/data/reportRef'])
  })
  it('of a grade that it cannot bear', () => {
    const grading = { ...envelope.grading, information: '1' }
    seizure
      .given()
      .when(reported({ grading }))
      .thenWarned(['credibility-capped', '/data/grading/information'])
  })
})
