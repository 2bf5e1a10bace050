/** One line of a 207, and of what became of a submission. */
import type { Result } from '../recording/batch.ts'
import { problemDocument, problemKinds } from './problems.ts'

export function itemOf({ index, id, outcome }: Result, path: string, requestId: string) {
  if (outcome.outcome === 'refused') {
    const { problem } = outcome
    return {
      index,
      id,
      status: problemKinds[problem.slug].status,
      problem: problemDocument(problem, path, requestId),
    }
  }
  return { index, id, status: outcome.outcome === 'recorded' ? 201 : 200, receipt: outcome.receipt }
}
