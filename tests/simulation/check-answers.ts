/** What a client may rely on the moment it is answered: its version, its precondition, and that narrowing is done. */

import type { Marking } from '../../events/envelope.ts'
import { type Commit, headerOf } from '../../functions/ledger/commit.ts'
import { etagOf } from '../../functions/ledger/etag.ts'
import { type Markings, naiveViews, opensTo } from '../support/naive.ts'
import { idOf, type Post, subjectOf } from '../support/posts.ts'
import type { Cluster } from './cluster.ts'
import type { Answer, History } from './history.ts'
import { agencyOf, canariesIn } from './story.ts'

export type AnswerChecks = {
  onAppend(commit: Commit): Promise<void>
  onAcknowledged(post: Post, answer: Answer): Promise<void>
}

const labelOf: Readonly<Record<string, string>> = {
  'kz-moi': 'participants/kz-moi',
  'ru-authority': 'participants/ru-authority',
  'observer-one': 'community/observer-one',
  centre: 'participants/centre',
}

export function answerChecks(
  cluster: Cluster,
  history: History,
  markings: Markings,
  wrong: string[],
): AnswerChecks {
  /** How many events of its subject the poster sees with this one, at the moment of its append. */
  const versions = new Map<string, number>()
  const { ledger, open, generations } = cluster.stores

  return {
    onAppend: async ({ subject, sequence, header }) => {
      const { eventId, refs = [], source } = JSON.parse(header) as ReturnType<typeof headerOf>
      const post = history.of.get(eventId)?.post
      const stream = await ledger.load(subject)
      const standsAlone = stream.every((commit) =>
        (headerOf(commit).refs ?? []).every((r) => r.subject === subject),
      )
      // What it refers to may have changed since it was decided on: only a stream on its own is exact.
      if (!post || !standsAlone || refs.some((ref) => ref.subject !== subject)) return
      const reader = labelOf[source.slice('/agencies/'.length)] ?? 'public'
      const seen = (await naiveViews(ledger, [subject], markings)).seenBy(reader, subject)
      versions.set(eventId, seen.length)
      const before = { ...ledger, load: async () => stream.slice(0, sequence - 1) }
      const known = (await naiveViews(before, [subject], markings)).seenBy(reader, subject)
      const { ifmatch = '*' } = post
      if (ifmatch !== '*' && ifmatch !== `"${etagOf(known)}"`)
        wrong.push(`${post.type} ${post.id} was recorded on another version than ${ifmatch}`)
    },
    onAcknowledged: async (post, answer) => {
      if (answer.said !== 'ok') return
      const version = versions.get(answer.receipt.eventId)
      if (version !== undefined && version !== answer.receipt.version)
        wrong.push(
          `${post.type} ${post.id} has version ${answer.receipt.version}, its poster sees ${version}`,
        )
      if (post.type === 'MarkingRaised' || post.type === 'PayloadRedacted')
        wrong.push(...(await toldStill(post)))
    },
  }

  /** What the views still tell of an event that was hidden, from whom it is hidden ever since. */
  async function toldStill(post: Post): Promise<readonly string[]> {
    const named = String(post.data.eventId)
    const target = history.of.get(named)?.post
    if (!target) return []
    const subject = subjectOf(post)
    const headers = (await ledger.load(subject)).map(headerOf)
    const since = headers.slice(headers.findIndex(({ eventId }) => eventId === idOf(post)))
    const raised = post.type === 'MarkingRaised'
    const changes = since.filter((h) => /^Marking/.test(h.type) && h.names === named)
    const canOpen = (label: string) =>
      changes.some(({ eventId }) => opensTo(markings.get(eventId) as Marking, agencyOf(target), label))
    const words = canariesIn(JSON.stringify(target))
    return open((await generations.read()).active)
      .rows()
      .filter(({ state, body }) => state === 'row' && body !== null)
      .filter(({ label }) => !raised || !canOpen(label))
      .flatMap((row) => {
        const text = JSON.stringify([row.partition, row.sort, row.body])
        const held = new Set([...canariesIn(text), ...(text.includes(named) ? [named] : [])])
        const told = [...words, ...(raised ? [named] : [])].filter((word) => held.has(word))
        return told.map((word) => `${row.label} holds ${word} of what ${post.type} ${post.id} has hidden`)
      })
  }
}
