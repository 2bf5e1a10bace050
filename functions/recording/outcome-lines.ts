/** One line and one count for each posted event, the same at both doors. */
import { isEventType } from '../../events/catalog.ts'
import { parseSubject } from '../../events/ids.ts'
import { count, log, type MetricName } from '../telemetry.ts'
import type { Entry } from './batch.ts'
import type { Outcome } from './record.ts'

/** What led to the event: a request, or a message that a submission or a partner's account sent. */
export type CameBy = { requestId: string } | { submissionId: string } | { account: string }

const countedAs: Readonly<Record<Outcome['outcome'], MetricName | undefined>> = {
  recorded: 'Accepted',
  duplicate: 'Duplicate',
  refused: 'Refused',
  valid: undefined, // Only tried: nothing became of it.
}

export function tellOutcome(entry: Entry, outcome: Outcome, agency: string, cameBy: CameBy): void {
  const type = typeIn(entry)
  const metric = countedAs[outcome.outcome]
  if (metric) count(metric, 1, { type, agency })
  log.info('Event', { ...cameBy, agency, type, outcome: outcome.outcome, ...idsOf(entry, outcome) })
}

function idsOf(entry: Entry, outcome: Outcome): Readonly<Record<string, string | undefined>> {
  if (outcome.outcome !== 'refused')
    return { eventId: outcome.receipt.eventId, subject: outcome.receipt.subject }
  return { slug: outcome.problem.slug, subject: subjectIn(entry) }
}

/** What was posted may be anything: only what this system could have named itself is told on. */
function typeIn(entry: Entry): string {
  const type = fieldOf(entry, 'type')
  return typeof type === 'string' && isEventType(type) ? type : 'unknown'
}

function subjectIn(entry: Entry): string | undefined {
  const subject = fieldOf(entry, 'subject')
  return typeof subject === 'string' && parseSubject(subject) ? subject : undefined
}

function fieldOf(entry: Entry, name: 'type' | 'subject'): unknown {
  return 'value' in entry ? (entry.value as Record<string, unknown> | null)?.[name] : undefined
}
