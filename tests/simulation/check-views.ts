/** What the views must hold once nothing is under way: for every reader what a naive fold shows, and not a word more. */
import { isDeepStrictEqual } from 'node:util'
import { etagOf } from '../../functions/ledger/etag.ts'
import { readRows } from '../../functions/views/reading.ts'
import type { StoredRow, Views } from '../../functions/views/views.ts'
import type { Naive } from '../support/naive.ts'
import { idOf, type Post } from '../support/posts.ts'
import { expected, type Found, found, readers } from '../support/readers.ts'
import { agencyOf, canariesIn } from './story.ts'

export type Looked = {
  views: Views & { rows(): readonly StoredRow[] }
  naive: Naive
  subjects: readonly string[]
  posts: readonly Post[]
}

/** @param apart subjects that cannot be right yet: neither their own rows count nor what names them. */
export async function viewFaults(
  { views, naive, subjects }: Looked,
  apart: readonly string[] = [],
): Promise<readonly string[]> {
  const faults: string[] = []
  const ids = apart.map(idIn)
  const counts = (text: string) => !ids.some((id) => text.includes(id))
  for (const reader of readers) {
    const actual = only(await found(views, reader), counts)
    const wanted = only(expected(naive, subjects, reader), counts)
    faults.push(...differences(actual.rows, wanted.rows).map((told) => `${reader}: ${told}`))
    if (apart.some((subject) => subject.startsWith('seizures/'))) continue
    faults.push(...differences(actual.totals, wanted.totals).map((told) => `${reader}: total ${told}`))
    if (apart.length === 0) faults.push(...(await etagFaults(reader, { views, naive, subjects })))
  }
  return faults
}

async function etagFaults(
  reader: string,
  { views, naive, subjects }: Omit<Looked, 'posts'>,
): Promise<readonly string[]> {
  const cards = subjects.map((subject) => ({ partition: `card/${subject}`, sort: 'card' }))
  const rows = await readRows(views, cards, reader)
  return rows.flatMap((row, n) => {
    if (!row) return []
    const subject = subjects[n] ?? ''
    const seen = naive.seenBy(reader, subject)
    const { version } = row.body as { version: number }
    return [
      ...(row.etag === etagOf(seen) ? [] : [`${reader}: the ETag of ${subject}`]),
      ...(version === seen.length ? [] : [`${reader}: ${subject} has version ${version} of ${seen.length}`]),
    ]
  })
}

function only({ rows, totals }: Found, counts: (text: string) => boolean): Found {
  const kept = <T>(of: Record<string, T>) =>
    Object.fromEntries(Object.entries(of).filter((entry) => counts(JSON.stringify(entry))))
  return { rows: kept(rows), totals: kept(totals) }
}

function differences(actual: Record<string, unknown>, wanted: Record<string, unknown>): readonly string[] {
  return [...new Set([...Object.keys(actual), ...Object.keys(wanted)])]
    .filter((key) => !isDeepStrictEqual(actual[key], wanted[key]))
    .map((key) => `${key}${where(actual[key], wanted[key])}`)
}

const shownMax = 160

/** The innermost place where they differ. */
function where(actual: unknown, wanted: unknown): string {
  if (isObject(actual) && isObject(wanted)) {
    const key = [...Object.keys(actual), ...Object.keys(wanted)].find(
      (name) => !isDeepStrictEqual(actual[name], wanted[name]),
    )
    if (key !== undefined) return `.${key}${where(actual[key], wanted[key])}`
  }
  const shown = (value: unknown) => (JSON.stringify(value) ?? 'absent').slice(0, shownMax)
  return ` is ${shown(actual)}, should be ${shown(wanted)}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
/** Ids of subjects that are no UUIDs and that no text holds by chance; sources are cited freely. */
const slugs = /\b(rx|ax|nx)-[a-z]+/g
const kindOfSlug: Readonly<Record<string, string>> = { rx: 'routes', ax: 'actors', nx: 'sessions' }

/** Looks at what is stored, not at what a reader is shown: each row for what its label may know. */
export function leaks({ views, naive, subjects, posts }: Looked): readonly string[] {
  const events = new Map(naive.events.map((event) => [event.eventId, event]))
  const bySubjectId = new Map(subjects.map((subject) => [idIn(subject), subject]))
  const byCanary = new Map(
    posts.flatMap((post) => canariesIn(JSON.stringify(post)).map((word) => [word, idOf(post)] as const)),
  )
  const redacted = new Set(naive.events.flatMap((e) => (e.type === 'PayloadRedacted' ? [e.names] : [])))
  const known = new Map<string, boolean>()
  const may = (label: string, word: string): boolean => {
    const key = `${label} ${word}`
    const answer = known.get(key) ?? mayHold(label, word)
    known.set(key, answer)
    return answer
  }
  const mayHold = (label: string, word: string): boolean => {
    const isCanary = byCanary.has(word)
    const eventId = byCanary.get(word) ?? word
    const event = events.get(eventId)
    if (event) return naive.mayRead(label, event) && !(isCanary && redacted.has(eventId))
    // A post that was never stored has no row to stand in.
    if (isCanary) return false
    const subject = bySubjectId.get(word) ?? `${kindOfSlug[word.slice(0, 2)]}/${word}`
    return naive.exists(label, subject) || hasSaid(label, word)
  }
  // What an agency created stays in its sight, with what it said of subjects that are hidden from it today.
  const hasSaid = (label: string, word: string) =>
    posts.some(
      (post) =>
        label.endsWith(`/${agencyOf(post)}`) &&
        JSON.stringify(post).includes(word) &&
        naive.events.some((event) => event.eventId === idOf(post) && naive.mayRead(label, event)),
    )
  return views
    .rows()
    .filter(({ state, body }) => state === 'row' && body !== null)
    .flatMap((row) => {
      const text = JSON.stringify([row.partition, row.sort, row.body])
      const words = new Set([...(text.match(uuids) ?? []), ...(text.match(slugs) ?? []), ...canariesIn(text)])
      return [...words]
        .filter((word) => !may(row.label, word))
        .map((word) => `${row.label} holds ${word}, which it may not: ${row.partition} ${row.sort}`)
    })
}

function idIn(subject: string): string {
  return subject.slice(subject.indexOf('/') + 1)
}
