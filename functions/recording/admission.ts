/** What can be judged before the subject is loaded: the schema's errors, the clock, and the poster's rights. */

import { mayPost } from '../../domain/agency.ts'
import type { PostedEvent } from '../../events/cloudevent.ts'
import { isAfter, type Occurred } from '../../events/dates.ts'
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

/** What occurred cannot lie in the future, but for the skew between two clocks. */
export function futureProblem({ data }: PostedEvent, nowMs: number): Problem | undefined {
  const occurred = (data as { occurred?: Occurred }).occurred
  if (!occurred || !isAfter(occurred, new Date(nowMs + clockSkewMs).toISOString())) return undefined
  const pointer = `/data/occurred/${occurred.from === undefined ? 'to' : 'from'}`
  return schemaProblem([{ pointer, detail: 'must not lie in the future', code: 'in-the-future' }])
}

export function forbiddenProblem(
  { poster, scopes }: Request,
  { agency, type, subject }: PostedEvent,
): Problem | undefined {
  const because = (detail: string): Problem => ({ slug: 'forbidden', detail })
  if (poster.suspended) return because('Your agency is suspended.')
  if (agency !== poster.agencyId)
    return because('An agency posts only as itself: `source` must name your own.')
  if (!scopes.includes(writeScope)) return because(`Your token lacks the scope ${writeScope}.`)
  const isAdministration = subject.startsWith('agencies/') || type === 'PayloadRedacted'
  if (isAdministration && !scopes.includes(centreScope))
    return because(`This needs the scope ${centreScope}.`)
  return mayPost(poster, type, subject)
    ? undefined
    : because('Your agency may not post about subjects of this kind.')
}
