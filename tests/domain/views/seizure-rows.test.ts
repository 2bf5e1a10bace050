import { describe, expect, it } from 'vitest'
import { id, told } from '../stream.ts'
import { lab, onLeg, projected, reported, subject, toKhimprom } from './heroin-and-tablets.ts'

const seizureId = subject.split('/')[1]

describe('rows', () => {
  it('stand under country, agency, route and case number, newest last, and lead to the actor', () => {
    expect(
      projected(reported(), onLeg('kz-ru'), onLeg(), toKhimprom).rows.map(({ partition, sort }) => [
        partition,
        sort,
      ]),
    ).toStrictEqual([
      [`card/${subject}`, 'card'],
      ['list/seizures', `2014-03-19#${seizureId}`],
      ['list/seizures/country/KZ', `2014-03-19#${seizureId}`],
      ['list/seizures/agency/kz-moi', `2014-03-19#${seizureId}`],
      ['list/seizures/route/northern', `2014-03-19#${seizureId}`],
      ['reports/kz-moi/ALM-14/0319', subject],
      ['inbound/actors/khimprom', `attributed-to#${subject}#`],
      ['responses/kz-moi', `2024-03-20T06:02:00.000Z#${id(2)}#${id(1)}`],
      ['responses/kz-moi', `2024-03-20T06:03:00.000Z#${id(3)}#${id(1)}`],
    ])
  })
  it.each([
    [{ precision: 'unknown' }, '0000'],
    [{ from: '2014', precision: 'year' }, '2014'],
    [{ from: '2014-04-01', precision: 'quarter' }, '2014-04'],
    [{ from: '2014-03-19T23:30:00+06:00', precision: 'minute' }, '2014-03-19T23:30'],
  ])('sort %j under %s', (occurred, key) => {
    const row = projected(reported({ occurred })).rows.find(({ partition }) => partition === 'list/seizures')
    expect(row?.sort).toBe(`${key}#${seizureId}`)
  })
})

describe('contributions', () => {
  it('count the seizure once in each bucket, and once as a whole', () => {
    const bucket = { period: '2014-03', seizures: 1 }
    const heroin = { ...bucket, substance: 'heroin', kilograms: '13', converted: 2, unconverted: 0 }
    const mdma = { ...bucket, substance: 'mdma', kilograms: '0', converted: 0, unconverted: 1 }
    const plants = { ...mdma, substance: 'cannabis-plant' }
    const whole = { ...bucket, substance: '*', kilograms: '13', converted: 2, unconverted: 2 }
    const inAll = (dimension: string, key: string) =>
      [whole, heroin, mdma, plants].map((one) => ({ ...one, dimension, key }))
    const { contributions } = projected(reported(), onLeg('kz-ru'), onLeg())
    expect(contributions).toStrictEqual(
      [...inAll('country', 'KZ'), ...inAll('route', 'northern'), ...inAll('leg', 'northern/kz-ru')].map(
        (one) => expect.objectContaining(one),
      ),
    )
    expect(contributions).toHaveLength(12)
  })
  it('count what the laboratory found', () => {
    const { contributions } = projected(reported(), lab({ index: 0, substance: 'morphine' }))
    expect(contributions.filter(({ substance }) => substance === 'morphine')).toMatchObject([
      { kilograms: '12.5' },
    ])
  })
  it('cease when an attribution is withdrawn', () => {
    const withdrawn = projected(
      reported(),
      onLeg(),
      told('AttributionWithdrawn', { claimId: id(2), reason: 'Mistaken.' }),
    )
    expect(new Set(withdrawn.contributions.map(({ dimension }) => dimension))).toStrictEqual(
      new Set(['country']),
    )
  })
})
