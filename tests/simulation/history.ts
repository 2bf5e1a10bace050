/** What clients were told of each event that they sent. What was not answered is neither a yes nor a no. */
import type { Marking } from '../../events/envelope.ts'
import type { Receipt } from '../../functions/recording/receipt.ts'
import type { Outcome } from '../../functions/recording/record.ts'
import { idOf, type Post } from '../support/posts.ts'

export type Answer =
  | { said: 'ok'; receipt: Receipt }
  | { said: 'refused'; slug: string }
  /** No answer, or one that leaves it open. */
  | { said: 'unknown' }

export type History = {
  /** The marking that each post gives, by event id. */
  markings: Map<string, Marking>
  /** Everything that was submitted, answered or not. */
  submitted: Map<string, readonly Post[]>
  /** By event id: the post and every answer. An attempt that is still open counts as unknown. */
  of: ReadonlyMap<string, { post: Post; answers: readonly Answer[] }>
  sent(post: Post): (answer: Answer) => void
}

export function newHistory(): History {
  const of = new Map<string, { post: Post; answers: Answer[] }>()
  const markings = new Map<string, Marking>()
  return {
    of,
    markings,
    submitted: new Map(),
    sent: (post) => {
      if (post.data.marking) markings.set(idOf(post), post.data.marking as Marking)
      const found = of.get(idOf(post)) ?? { post, answers: [] }
      of.set(idOf(post), found)
      const at = found.answers.push({ said: 'unknown' }) - 1
      return (answer) => {
        found.answers[at] = answer
      }
    },
  }
}

export function answerOf(outcome: Outcome): Answer {
  switch (outcome.outcome) {
    case 'recorded':
    case 'duplicate':
      return { said: 'ok', receipt: outcome.receipt }
    case 'refused':
      // Not refused by any rule: it may be sent again.
      return outcome.problem.slug === 'unavailable'
        ? { said: 'unknown' }
        : { said: 'refused', slug: outcome.problem.slug }
    case 'valid':
      return { said: 'unknown' }
  }
}
