/** Submissions in memory, for tests of what stands on them. */
import type { Entry, Result } from '../recording/batch.ts'
import { type ListedSubmission, listKey, type Submissions } from './submissions.ts'

export function memorySubmissions(): Submissions {
  type Stored = {
    submission: ListedSubmission
    parts: readonly (readonly Entry[])[]
    results: Map<number, readonly Result[]>
    pending: boolean
  }
  const stored = new Map<string, Stored>()
  const inOrder = () =>
    [...stored.values()].sort((a, b) => (listKey(a.submission) < listKey(b.submission) ? -1 : 1))
  return {
    async store(submission, parts) {
      stored.set(
        submission.submissionId,
        structuredClone({ submission, parts, results: new Map(), pending: true }),
      )
    },
    async load(submissionId) {
      const found = stored.get(submissionId)
      if (!found) return undefined
      const results = Array.from({ length: found.submission.parts }, (_, part) => found.results.get(part))
      const { summary: _, ...submission } = found.submission
      return { ...submission, results }
    },
    async part(submissionId, part) {
      return stored.get(submissionId)?.parts[part] ?? []
    },
    async settle(submissionId, part, results) {
      const found = stored.get(submissionId)
      if (found && !found.results.has(part)) found.results.set(part, results)
    },
    async complete({ submissionId }, summary) {
      const found = stored.get(submissionId)
      if (found) Object.assign(found, { pending: false, submission: { ...found.submission, summary } })
    },
    async ofAgency(agencyId, after, limit) {
      return inOrder()
        .map(({ submission }) => submission)
        .filter((submission) => submission.agencyId === agencyId)
        .filter((submission) => after === undefined || listKey(submission) < after)
        .toReversed()
        .slice(0, limit)
    },
    async pending(after) {
      return inOrder()
        .filter(({ pending }) => pending)
        .map(({ submission }) => submission)
        .filter((submission) => after === undefined || listKey(submission) > after)
    },
  }
}
