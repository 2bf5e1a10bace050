import { describe, expect, it } from 'vitest'
import { project } from '../../../domain/views/project.ts'
import { type Draft, envelope, everyone, id, marked, read, streamOf, told } from '../stream.ts'

describe('an agency', () => {
  const subject = 'agencies/kz-moi'
  const fields = {
    names: { en: 'Ministry of the Interior' },
    kind: 'participating-state',
    country: 'KZ',
    authorityType: 'ministry',
    postingScopes: ['seizures'],
  }
  const registered = (...clientIds: string[]) => told('AgencyRegistered', { ...fields, clientIds })
  const suspended = told('AgencySuspended', { reason: 'Keys lost.' })

  it('is one card, without its clients', () =>
    expect(read(subject, streamOf(subject, registered('client-1')))).toStrictEqual({
      subject,
      version: 1,
      ...fields,
      status: 'active',
      claims: [],
      conflicts: [],
    }))
  it('is suspended and reinstated', () => {
    const back = told('AgencyReinstated', { reason: 'New keys.' })
    expect(read(subject, streamOf(subject, registered('a'), suspended)).status).toBe('suspended')
    expect(read(subject, streamOf(subject, registered('a'), suspended, back)).status).toBe('active')
  })
  it('is found by the clients of its latest registration', () => {
    const { rows } = project(subject, streamOf(subject, registered('old'), registered('new')), everyone)
    expect(rows.slice(1)).toMatchObject([
      { partition: 'list/agencies', sort: 'kz-moi' },
      { partition: 'clients/new', sort: 'kz-moi', body: { agencyId: 'kz-moi' } },
    ])
    expect(JSON.stringify(rows[1])).not.toContain('clientIds')
  })
})

describe('a source', () => {
  const subject = 'sources/daryo'
  const fields = { kind: 'open-source-media', title: 'Kazakhstan engages', derivedFrom: ['gi-toc'] }
  const ungraded = told('SourceRegistered', { ...fields, ...marked })

  it('is one card, a claim only where it is graded', () => {
    expect(read(subject, streamOf(subject, ungraded))).toStrictEqual({
      subject,
      version: 1,
      ...fields,
      claims: [],
      conflicts: [],
    })
    const graded = told('SourceRegistered', { ...fields, title: 'Kazakhstan at the CND', ...envelope })
    expect(read(subject, streamOf(subject, graded, ungraded))).toMatchObject({
      title: 'Kazakhstan at the CND',
      claims: [{ claimId: id(1), status: 'preferred' }],
    })
  })
  it('is listed', () =>
    expect(project(subject, streamOf(subject, ungraded), everyone).rows[1]).toMatchObject({
      partition: 'list/sources',
      sort: 'daryo',
    }))
})

describe('a series of figures', () => {
  const subject = 'figures/us-cbp-laredo-heroin'
  const series = { names: { en: 'Heroin seized at Laredo' }, unit: 'lb', metric: 'quantity-seized' }
  const figure = (period: string, value: string, more: object = {}): Draft =>
    told('AggregateFigureReported', { series, period, value, relation: 'exact', ...envelope, ...more })
  const example = [
    figure('2020', '10'),
    figure('2019', '8', { relation: 'approximately' }),
    figure('2020', '12', { restates: id(1) }),
  ]

  it('is one card, restated values kept and never summed', () => {
    const { claims: _claims, ...rest } = read(subject, streamOf(subject, ...example))
    expect(rest).toMatchObject({
      series,
      values: [
        { claimId: id(2), period: '2019', value: '8', current: true, summable: false },
        { claimId: id(1), period: '2020', value: '10', restatedBy: id(3), current: false, summable: false },
        { claimId: id(3), period: '2020', value: '12', restates: id(1), current: true, summable: true },
      ],
      conflicts: [],
    })
  })
  it('is no conflict with itself where each release is a source of its own; with another agency it is', () => {
    const release = (title: string) => ({ sources: [{ kind: 'statistical-return', title }] })
    const conflictsOf = (...more: Draft[]) =>
      read(subject, streamOf(subject, figure('2020', '10', release('First')), ...more)).conflicts
    const second = { ...release('Second'), restates: id(1) }
    expect(conflictsOf(figure('2020', '12', second))).toStrictEqual([])
    expect(conflictsOf(figure('2020', '12', release('Second')))).toHaveLength(1)
    const another = told(
      'AggregateFigureReported',
      { series, period: '2020', value: '12', ...envelope, ...second },
      { postedBy: 'ru-authority' },
    )
    expect(conflictsOf(another)).toHaveLength(1)
    expect(read(subject, streamOf(subject, figure('2020', '10'), another)).values).toMatchObject([
      { claimId: id(1), current: true, summable: true },
      { claimId: id(2), current: true },
    ])
  })
  it('does not name a restated value that this reader does not see', () => {
    const hidden = streamOf(subject, ...example).slice(1)
    expect(JSON.stringify(read(subject, hidden))).not.toContain(id(1))
  })
})
