/** What can be judged before the subject is loaded: the schema's errors, the clock, and the poster's rights. */

import { mayPost } from '../../domain/agency.ts'
import type { PostedEvent } from '../../events/cloudevent.ts'
import { isAfter } from '../../events/dates.ts'
import type { FieldError } from '../../events/issues.ts'
import type { Problem } from '../http/problems.ts'
import type { Request } from './record.ts'

const clockSkewMs = 5 * 60_000

export const writeScope = 'routewatch/events.write'
export const centreScope = 'routewatch/centre.admin'

export function schemaProblem(errors: readonly FieldError[]): Problem {
  const special = (['personal-data', 'protected-attribute'] as const).find((slug) =>
    errors.some(({ code }) => code === slug),
  )
  return {
    slug: special ?? 'invalid-event',
    detail: `${errors.length} field(s) are not as the schema says.`,
    errors,
  }
}

type DateAt = readonly [pointer: string, date: string | null | undefined]
type Published = { publishedAt?: string }
type Dated = {
  occurred?: { from?: string | null; to?: string | null }
  changes?: Omit<Dated, 'changes'>
  sources?: readonly Published[]
} & Published

/** What occurred, or was published, cannot lie in the future, but for the skew between two clocks. */
export function futureProblem({ data }: PostedEvent, nowMs: number): Problem | undefined {
  const { changes, sources = [], ...own } = data as Dated
  const at = changes ? '/data/changes' : '/data'
  const { occurred, publishedAt } = changes ?? own
  // In a correction null takes an end away.
  const dates: readonly DateAt[] = [
    [`${at}/occurred/from`, occurred?.from],
    [`${at}/occurred/to`, occurred?.to],
    [`${at}/publishedAt`, publishedAt],
    ...sources.map(({ publishedAt }, n): DateAt => [`/data/sources/${n}/publishedAt`, publishedAt]),
  ]
  const now = new Date(nowMs + clockSkewMs).toISOString()
  const errors = dates
    .filter(([, date]) => typeof date === 'string' && isAfter(date, now))
    .map(([pointer]) => ({ pointer, detail: 'must not lie in the future', code: 'in-the-future' }))
  return errors.length > 0 ? schemaProblem(errors) : undefined
}

export function forbiddenProblem(
  { poster, scopes }: Pick<Request, 'poster' | 'scopes'>,
  { agency, type, subject }: Pick<PostedEvent, 'agency' | 'type' | 'subject'>,
): Problem | undefined {
  const because = (detail: string): Problem => ({ slug: 'forbidden', detail })
  const lacking = (scope: string): Problem => ({
    ...because(`Your token lacks the scope ${scope}.`),
    scope,
  })
  if (poster.suspended) return because('Your agency is suspended.')
  if (agency !== poster.agencyId)
    return because('An agency posts only as itself: `source` must name your own.')
  if (!scopes.includes(writeScope)) return lacking(writeScope)
  const isAdministration = subject.startsWith('agencies/') || type === 'PayloadRedacted'
  if (isAdministration && !scopes.includes(centreScope)) return lacking(centreScope)
  return mayPost(poster, type, subject)
    ? undefined
    : because('Your agency may not post about subjects of this kind.')
}
