/**
 * The one way to read the ledger: a subject's stream together with who may see what of it. Recording, projecting
 * and as-of reading all fold what this gives for one label; nobody handles a commit past it.
 */

import { type Effective, effective, existenceOf, seenBy } from '../../domain/visibility.ts'
import { catalog } from '../../events/catalog.ts'
import type { Label, Recorded, Seen } from '../../events/recorded.ts'
import { type Commit, headerOf, recordedOf } from './commit.ts'
import type { Ledger } from './ledger.ts'

export type Reading = {
  subject: string
  commits: readonly Commit[]
  stream: readonly Recorded[]
  effects: ReadonlyMap<string, Effective>
  /** The registered sources that claims of this stream rest on, directly or through others. */
  sources: readonly string[]
  /** Sum of the heads of this stream and of those it refers to: grows whenever anything that was read changes. */
  fence: number
  /** Every other stream that was read, with its head. */
  others: ReadonlyMap<string, number>
  seenBy(reader: Label): readonly Seen[]
  exists(subject: string, part?: string): readonly Label[]
  /** What a reader sees of a subject that this one refers to. */
  otherSeenBy(reader: Label, subject: string): readonly Seen[]
  /** The same once another event stands at the end of the stream. */
  with(event: Recorded): Reading
}

/** @param alsoRefers subjects that a candidate event names and the stream does not yet. */
export async function readSubject(
  ledger: Ledger,
  subject: string,
  alsoRefers: readonly string[] = [],
): Promise<Reading> {
  const commits = await ledger.load(subject)
  return readCommits(ledger, subject, commits, alsoRefers)
}

export async function readCommits(
  ledger: Ledger,
  subject: string,
  commits: readonly Commit[],
  alsoRefers: readonly string[] = [],
): Promise<Reading> {
  const stream = commits.map(recordedOf)
  const others = new Map<string, readonly Recorded[]>()
  await loadReferred(ledger, [...stream.flatMap(refersTo), ...alsoRefers], subject, others)
  return reading(subject, commits, stream, others)
}

/**
 * Follows references to what they need in turn: a commitment exists where its statement and that one's session do,
 * a merge leads on to the next, a source derives from others.
 */
async function loadReferred(
  ledger: Ledger,
  subjects: readonly string[],
  self: string,
  into: Map<string, readonly Recorded[]>,
): Promise<void> {
  const missing = [...new Set(subjects)].filter((s) => s !== self && !into.has(s) && !isCommonKnowledge(s))
  for (const subject of missing) into.set(subject, [])
  await Promise.all(
    missing.map(async (subject) => {
      const commits = await ledger.load(subject)
      into.set(subject, commits.map(recordedOf))
      await loadReferred(ledger, commits.flatMap(needsInTurn), self, into)
    }),
  )
}

function reading(
  subject: string,
  commits: readonly Commit[],
  stream: readonly Recorded[],
  others: ReadonlyMap<string, readonly Recorded[]>,
): Reading {
  const known = new Map<string, ReadonlyMap<string, Effective>>()
  const streamOf = (of: string) => (of === subject ? stream : (others.get(of) ?? []))
  // References point from later to earlier subjects; a circle (actors linked to each other) rests on creating events,
  // which name none, so `[]` for a subject that is still being worked out is never what decides.
  const effectsOf = (of: string): ReadonlyMap<string, Effective> => {
    const found = known.get(of)
    if (found) return found
    known.set(of, creationsOf(streamOf(of), exists))
    const effects = effective(streamOf(of), exists)
    known.set(of, effects)
    return effects
  }
  const exists = (of: string, part?: string): readonly Label[] =>
    isCommonKnowledge(of) ? ['public'] : existenceOf(streamOf(of), effectsOf(of), part)
  return {
    subject,
    commits,
    stream,
    effects: effectsOf(subject),
    sources: [...others.keys()].filter((of) => of.startsWith('sources/')),
    fence: [...others.values()].reduce((sum, other) => sum + other.length, stream.length),
    others: new Map([...others].map(([of, other]) => [of, other.length])),
    seenBy: (reader) => seenBy(reader, stream, effectsOf(subject)),
    exists,
    otherSeenBy: (reader, of) => seenBy(reader, streamOf(of), effectsOf(of)),
    with: (event) => reading(subject, commits, [...stream, event], others),
  }
}

/** Enough of a stream to tell where its subject exists. */
function creationsOf(stream: readonly Recorded[], exists: Reading['exists']): ReadonlyMap<string, Effective> {
  const marks = stream.filter(
    (e) => catalog[e.type].creates || e.type === 'MarkingRaised' || e.type === 'MarkingLowered',
  )
  return effective(marks, exists)
}

function refersTo(event: Recorded): readonly string[] {
  return (event.refs ?? []).map(({ subject }) => subject)
}

function needsInTurn(commit: Commit): readonly string[] {
  const { type, refs = [] } = headerOf(commit)
  if (type === 'SourceRegistered') return sourcesOf([commit])
  return catalog[type].creates || type === 'ActorsMerged' ? refs.map(({ subject }) => subject) : []
}

/** Every other subject that a stream refers to or rests on. */
export function referredBy(commits: readonly Commit[]): readonly string[] {
  const self = commits[0]?.subject
  const refs = commits.flatMap((commit) => (headerOf(commit).refs ?? []).map(({ subject }) => subject))
  return [...new Set([...refs, ...sourcesOf(commits)])].filter((s) => s !== self && !isCommonKnowledge(s))
}

/** The registered sources that a stream's claims may rest on. An id that nobody registered stands alone. */
export function sourcesOf(commits: readonly Commit[]): readonly string[] {
  return [...new Set(commits.flatMap((commit) => headerOf(commit).cites ?? []))].map((id) => `sources/${id}`)
}

/** That a country exists is no secret. */
function isCommonKnowledge(subject: string): boolean {
  return subject.startsWith('countries/')
}
