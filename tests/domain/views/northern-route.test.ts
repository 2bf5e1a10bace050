import { describe, expect, it } from 'vitest'
import { project } from '../../../domain/views/project.ts'
import { envelope, everyone, id, read, streamOf } from '../stream.ts'
import { country, example, giToc, subject } from './northern.ts'

const stream = streamOf(subject, ...example)
const { claims, ...shown } = read(subject, stream)

describe('the northern route', () => {
  it('is one card', () => {
    const { lifeCycle, estimates, ...rest } = shown as Record<string, unknown> & typeof shown
    expect(rest).toStrictEqual({
      subject,
      version: 9,
      names: { en: 'Northern route', ru: 'Северный маршрут' },
      status: 'active',
      substances: ['opiates-nonspecified', 'cannabis-resin'],
      legs: [
        {
          legId: 'af-tj',
          from: country('AF'),
          to: country('TJ'),
          role: 'trunk',
          status: 'active',
          claimIds: [id(6)],
        },
        {
          legId: 'tj-kg',
          from: country('TJ'),
          to: country('KG'),
          role: 'trunk',
          status: 'active',
          claimIds: [id(4)],
        },
        {
          legId: 'kg-kz',
          from: country('KG'),
          to: country('KZ'),
          role: 'trunk',
          status: 'active',
          claimIds: [id(7)],
        },
        {
          legId: 'kz-ru',
          from: country('KZ'),
          to: country('RU'),
          role: 'trunk',
          status: 'active',
          claimIds: [id(5)],
        },
        {
          legId: 'ru-weu',
          from: country('RU'),
          to: { region: 'western-europe' },
          role: 'trunk',
          status: 'active',
          claimIds: [id(2)],
        },
        {
          legId: 'uz-kz',
          from: country('UZ'),
          to: country('KZ'),
          role: 'branch',
          since: { precision: 'unknown' },
          status: 'suspected',
          claimIds: [id(3)],
        },
      ],
      countryRoles: [
        { country: 'AF', role: 'departure', legIds: ['af-tj'] },
        { country: 'TJ', role: 'transit', legIds: ['af-tj', 'tj-kg'] },
        { country: 'KG', role: 'transit', legIds: ['tj-kg', 'kg-kz'] },
        { country: 'KZ', role: 'transit', legIds: ['kg-kz', 'kz-ru', 'uz-kz'] },
        { country: 'RU', role: 'transit', legIds: ['kz-ru', 'ru-weu'] },
        { country: 'UZ', role: 'departure', legIds: ['uz-kz'] },
      ],
      conflicts: [],
    })
    expect((lifeCycle as { type: string }[]).map(({ type }) => type)).toStrictEqual([
      'RouteIdentified',
      ...Array<string>(6).fill('RouteLegAdded'),
    ])
    expect(estimates).toMatchObject([
      {
        claimId: id(8),
        kind: 'value',
        metric: 'unspecified-proceeds',
        min: '1100000000',
        status: 'preferred',
        roots: 1,
      },
      {
        claimId: id(9),
        kind: 'value',
        metric: 'gross-revenue',
        max: '2100000000',
        status: 'variant',
        roots: 1,
      },
    ])
  })

  it('shows each claim whole', () =>
    expect(claims.find(({ claimId }) => claimId === id(2))).toStrictEqual({
      claimId: id(2),
      field: 'legs',
      value: { legId: 'ru-weu', from: country('RU'), to: { region: 'western-europe' }, role: 'trunk' },
      sources: giToc,
      grading: { sent: envelope.grading, admiralty: { source: 'B', information: '2', mappingVersion: 1 } },
      marking: { tlp: 'CLEAR' },
      postedBy: 'kz-moi',
      recordedAt: '2024-03-20T06:02:00.000Z',
      roots: 1,
      status: 'preferred',
      note: 'inferred',
    }))

  it('is listed once, and under every country that it touches', () => {
    const lists = project(subject, stream, everyone).rows.filter(({ partition }) =>
      partition.startsWith('list/'),
    )
    const countries = ['AF', 'TJ', 'KG', 'KZ', 'RU', 'UZ'].map((code) => `list/routes/country/${code}`)
    expect(lists.map(({ partition }) => partition)).toStrictEqual(['list/routes', ...countries])
    expect(lists.every(({ sort }) => sort === 'northern')).toBe(true)
    expect(lists[0]?.body).not.toHaveProperty('claims')
  })
})
