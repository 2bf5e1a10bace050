/** What clients saw, held against what the ledger holds. Unknown is not refused: it may be stored, but only once. */
import type { Commit } from '../../functions/ledger/commit.ts'
import { ledgerFaults } from '../simulation/check-ledger.ts'
import type { Answer, History } from '../simulation/history.ts'
import { idOf, type Post } from '../support/posts.ts'

export type Seen = {
  history: History['of']
  /** Those that were part of a submission: of these an open attempt may be recorded at any time. */
  submitted: ReadonlySet<string>
  /** Posts that were answered with a receipt although their content was another than before. */
  mistaken: readonly Post[]
}

/** Looked at before the stream is searched for a repeat: who could post about a subject may not see it any more. */
const beforeRepeats: readonly string[] = ['not-found', 'forbidden']

/** @param streams by subject, each in the order of its sequences. */
export function historyFaults(
  { history, submitted, mistaken }: Seen,
  streams: ReadonlyMap<string, readonly Commit[]>,
): readonly string[] {
  const commits = [...streams.values()].flat()
  const stored = new Map(commits.map((commit) => [eventIdIn(commit), commit]))
  return [
    ...ledgerFaults(streams, history),
    ...[...history].flatMap(([eventId, { post, answers }]) => {
      const commit = stored.get(eventId)
      return [
        ...receiptFaults(answers, commit),
        ...orderFaults(answers, commit !== undefined, submitted.has(eventId)),
      ].map((fault) => `${post.type} ${post.id}: ${fault}`)
    }),
    ...mistaken
      .filter((post) => stored.get(idOf(post))?.payload !== undefined)
      .map(({ type, id }) => `${type} ${id}: was acknowledged with other content`),
  ]
}

function receiptFaults(answers: readonly Answer[], commit: Commit | undefined): readonly string[] {
  const receipt = answers.find((answer) => answer.said === 'ok')?.receipt
  if (!receipt || !commit) return []
  const header = JSON.parse(commit.header) as Record<string, unknown>
  const wanted = {
    ...{ id: header.id, source: header.source, type: header.type, eventId: header.eventId },
    ...{ subject: commit.subject, hash: Buffer.from(commit.hash).toString('hex') },
    recordedAt: header.recordedAt,
  }
  return Object.entries(wanted)
    .filter(([field, value]) => receipt[field as keyof typeof wanted] !== value)
    .map(([field]) => `its receipt names another ${field} than the ledger`)
}

/** Answers stand in the order of the questions. Nobody asks again before the answer, but where it was submitted. */
function orderFaults(answers: readonly Answer[], isStored: boolean, isSubmitted: boolean): readonly string[] {
  const isRefused = (answer: Answer | undefined) =>
    answer?.said === 'refused' && !beforeRepeats.includes(answer.slug)
  const first = answers.findIndex(({ said }) => said === 'ok')
  const last = answers.at(-1)
  if (first !== -1) {
    const later = isSubmitted ? [last] : answers.slice(first)
    return later.some(isRefused) ? ['was acknowledged, then refused'] : []
  }
  return isStored && !isSubmitted && isRefused(last) ? ['was refused at last, and is stored'] : []
}

const eventIdIn = ({ header }: Commit): string => (JSON.parse(header) as { eventId: string }).eventId
