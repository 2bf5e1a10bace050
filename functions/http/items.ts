/** One line of a 207, and of what became of a submission. */
import type { Result } from '../recording/batch.ts'
import { problemDocument, problemKinds } from './problems.ts'

/** An answer holds up to 1,000 items and 6 MB: of one item, so many errors are told. Posted alone, it is told them all. */
const errorsMax = 20

export function itemOf({ index, id, outcome }: Result, path: string, requestId: string) {
  if (outcome.outcome === 'refused') {
    const { errors, ...rest } = outcome.problem
    const problem = errors ? { ...rest, errors: errors.slice(0, errorsMax) } : rest
    return {
      index,
      id,
      status: problemKinds[problem.slug].status,
      problem: problemDocument(problem, path, requestId),
    }
  }
  return { index, id, status: outcome.outcome === 'recorded' ? 201 : 200, receipt: outcome.receipt }
}
