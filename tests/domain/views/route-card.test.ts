import { describe, expect, it } from 'vitest'
import { project } from '../../../domain/views/project.ts'
import type { Seen } from '../../../events/recorded.ts'
import { type Draft, envelope, everyone, id, read, streamOf, told } from '../stream.ts'
import { country, example, leg, subject } from './northern.ts'

const more = (...drafts: Draft[]): readonly Seen[] => streamOf(subject, ...example, ...drafts)
const legIds = (events: readonly Seen[]) =>
  (read(subject, events).legs as { legId: string }[]).map(({ legId }) => legId)

describe('what becomes of a route', () => {
  const reroute = told('RouteRerouted', {
    from: ['tj-kg', 'kg-kz'],
    to: [{ legId: 'tj-uz', from: country('TJ'), to: country('UZ'), role: 'trunk' }],
    cause: 'enforcement',
    ...envelope,
  })
  it('leads elsewhere when it is rerouted', () => {
    const events = more(reroute)
    expect(legIds(events)).toStrictEqual(['af-tj', 'tj-uz', 'kz-ru', 'ru-weu', 'uz-kz'])
    const lifeCycle = read(subject, events).lifeCycle as object[]
    expect(lifeCycle.at(-1)).toMatchObject({
      type: 'RouteRerouted',
      cause: 'enforcement',
      retired: [{ legId: 'tj-kg' }, { legId: 'kg-kz' }],
    })
  })
  it('does not give away a leg that this reader does not see', () => {
    const hidden = more(reroute).filter(({ eventId }) => eventId !== id(4))
    expect(JSON.stringify(read(subject, hidden))).not.toContain('tj-kg')
  })
  it('keeps a retired leg in its life alone, and leaves the country', () => {
    const events = more(told('RouteLegRetired', { legId: 'uz-kz', reason: 'Not seen since.', ...envelope }))
    expect(legIds(events)).not.toContain('uz-kz')
    const { rows } = project(subject, events, everyone)
    expect(rows.map(({ partition }) => partition)).not.toContain('list/routes/country/UZ')
  })
  it('sleeps, wakes and is disrupted', () => {
    const dormant = told('RouteDeclaredDormant', {
      reviewedFrom: '2023',
      reason: 'No seizures.',
      ...envelope,
    })
    const awake = told('RouteReactivated', envelope)
    const disrupted = told('RouteDisrupted', { operationRef: 'Operation Channel', ...envelope })
    const status = (...drafts: Draft[]) => read(subject, more(...drafts)).status
    expect(status(dormant)).toBe('dormant')
    expect(status(dormant, awake)).toBe('active')
    expect(status(dormant, awake, disrupted)).toBe('disrupted')
  })
  it('stays readable, without countries, when its identification is retracted', () => {
    const events = more(told('ClaimRetracted', { claimId: id(1), reason: 'error' }))
    expect(read(subject, events)).toMatchObject({
      status: 'retracted',
      names: { en: 'Northern route' },
    })
    expect(project(subject, events, everyone).rows).toHaveLength(2)
  })
})

it('orders a circle from the leg that was claimed first', () => {
  const circle = streamOf(
    subject,
    example[0] as Draft,
    leg('kz-ru', country('KZ'), country('RU'), 'trunk'),
    leg('within', { country: 'RU', locality: 'Omsk' }, { country: 'RU', locality: 'Moscow' }, 'trunk'),
    leg('ru-kz', country('RU'), country('KZ'), 'trunk'),
  )
  expect(legIds(circle)).toStrictEqual(['kz-ru', 'within', 'ru-kz'])
})
