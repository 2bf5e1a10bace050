/** The rows of a submission that were refused, in the columns that they came in: to be mended, and sent again by themselves. */
import { columns } from '../../events/unodc/columns.ts'
import type { Problem } from '../http/problems.ts'
import { Unavailable } from '../ledger/ledger.ts'
import { type SubmissionState, type Submissions, summaryOf } from '../submissions/submissions.ts'
import type { Answer } from './endpoint.ts'
import { csvLines } from './formats/csv.ts'

const added: readonly string[] = [columns.eventId, columns.reasons]

/**
 * Each with the id that it was tried under: a row that was mended keeps it, so that it is no repeat of another that
 * happens to say the same. Of NDJSON the number of the line stands for its cells.
 */
export async function rejectedRows(state: SubmissionState, submissions: Submissions): Promise<Answer> {
  if (summaryOf(state).status === 'pending') throw new Unavailable('The submission is still being recorded')
  const header = state.columns ?? ['Line']
  const kept = header.flatMap((name, at) => (added.includes(name.trim()) ? [] : [at]))
  const lines: string[][] = []
  let offset = 0
  for (const [part, results = []] of state.results.entries()) {
    const refused = results.filter(({ outcome }) => outcome.outcome === 'refused')
    const entries = refused.length > 0 ? await submissions.part(state.submissionId, part) : []
    for (const { index, id, outcome } of refused) {
      const row = entries[index]?.row ?? [String(offset + index + 1)]
      const reasons = outcome.outcome === 'refused' ? reasonsOf(outcome.problem) : []
      lines.push([...kept.map((at) => row[at] ?? ''), id ?? '', reasons.join('; ')])
    }
    offset += results.length
  }
  const body = csvLines([...kept.map((at) => header[at] ?? ''), ...added], lines)
  return { body, headers: { 'content-type': 'text/csv; charset=utf-8' } }
}

function reasonsOf({ slug, detail, errors = [] }: Problem): readonly string[] {
  if (errors.length === 0) return [detail ?? slug]
  return errors.map(({ pointer, detail: what, hint }) => {
    const field = pointer.replace(/^\//, '').replaceAll('~1', '/')
    return `${field === '' ? '' : `${field} `}${what}${hint === undefined ? '' : ` (${hint})`}`
  })
}
