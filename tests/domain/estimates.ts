/** Estimates of one route's value, to weigh claims by: the plainest claims that compete. */
import { weigh } from '../../domain/claims.ts'
import { assertionOf } from '../../domain/views/assertions.ts'
import type { Viewpoint } from '../../domain/views/view.ts'
import type { Seen } from '../../events/recorded.ts'
import { type Draft, envelope, everyone, id, streamOf, told } from './stream.ts'

const { grading, marking } = envelope
export const graded = (source: string, information: string) => ({
  scale: 'admiralty-6x6',
  source,
  information,
})

export const value = (min: string, max: string, more: object = {}, about: Partial<Draft> = {}): Draft =>
  told(
    'RouteValueEstimated',
    {
      metric: 'unspecified-proceeds',
      min,
      max,
      currency: 'USD',
      referencePeriod: 'unknown',
      grading,
      marking,
      ...more,
    },
    about,
  )
export const citing = (...ids: string[]) => ({
  sources: ids.map((source) => ({ id: source, kind: 'ngo-research' })),
})
export const giToc = citing('gi-toc')
export const daryo = { sources: [{ id: 'daryo', kind: 'open-source-media', derivedFrom: ['gi-toc'] }] }

export const weighed = (events: readonly Seen[], as: Viewpoint = everyone) => weigh(events, assertionOf, as)
export const route = (...drafts: Draft[]) => streamOf('routes/northern', ...drafts)
export const statuses = (events: readonly Seen[]) => weighed(events).weighed.map(({ claim }) => claim.status)
export const claim = (events: readonly Seen[], n = 1) =>
  weighed(events).weighed.find((one) => one.claim.claimId === id(n))?.claim
