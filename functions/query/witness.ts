/**
 * What an answer was made of, seen where it passes: every row and every commit that an endpoint gets comes through
 * here, so that no endpoint has to say what it discloses (ADR-0028).
 */
import { covers } from '../../domain/audience.ts'
import type { Total } from '../../domain/statistics.ts'
import type { Label } from '../../events/recorded.ts'
import type { AccessedSubject } from '../audit/audit.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { readSubject } from '../ledger/reading.ts'
import type { ReadViews } from '../views/generations.ts'
import type { StoredRow } from '../views/views.ts'

export type Disclosed = {
  /** Above GREEN and named in the answer or by the request. */
  subjects: readonly (AccessedSubject & { posters: readonly string[] })[]
  /** Labels of what is above GREEN and was read, but is not named: counted, or left out by a filter. */
  unnamed: readonly Label[]
}

export type Witness = {
  views: ReadViews
  ledger: Ledger
  /** @param text the answer and what it was asked with; undefined where its form may leave out what things are called. */
  disclosed(text: (() => string) | undefined, reader: Label): Promise<Disclosed>
}

export function witness({ views, ledger }: { views: ReadViews; ledger: Ledger }): Witness {
  const labelsOf = new Map<string, Set<Label>>()
  const uncounted = new Set<Label>()
  const commits = new Map<string, ReturnType<Ledger['load']>>()
  const note = (rows: readonly StoredRow[]) => {
    for (const row of rows) {
      if (!isNarrow([row.label]) || !saysSomething(row)) continue
      const subjects = subjectsIn(row)
      if (subjects.length === 0) uncounted.add(row.label)
      for (const subject of subjects) noteIn(labelsOf, subject, row.label)
    }
  }
  const remembering: Ledger = {
    append: ledger.append,
    load: (subject, after) => {
      if (after !== undefined) return ledger.load(subject, after)
      const found = commits.get(subject) ?? ledger.load(subject)
      commits.set(subject, found)
      return found
    },
  }
  return {
    views: {
      get: async (keys) => {
        const rows = await views.get(keys)
        note(rows)
        return rows
      },
      list: async (query) => {
        const page = await views.list(query)
        note(page.rows)
        return page
      },
      watermarks: views.watermarks,
    },
    ledger: remembering,
    disclosed: async (text, reader) => {
      if (labelsOf.size === 0 && commits.size === 0) return { subjects: [], unnamed: [...uncounted].sort() }
      const words = text && wordsIn(text())
      const isNamed = (subject: string) => words?.has(subject.slice(subject.indexOf('/') + 1)) ?? true
      const named = new Map([...labelsOf].filter(([subject]) => isNamed(subject)))
      const posters = new Map<string, Set<string>>()
      // Other streams that were loaded only decide what of these is visible.
      for (const subject of [...commits.keys()].filter(isNamed)) {
        const seen = (await readSubject(remembering, subject)).seenBy(reader)
        for (const { audience, postedBy } of seen.filter((event) => isNarrow(event.audience))) {
          for (const label of audience) noteIn(named, subject, label)
          noteIn(posters, subject, postedBy)
        }
      }
      const subjects = [...named].map(([subject, audience]) => ({
        subject,
        audience: [...audience].sort(),
        posters: [...(posters.get(subject) ?? [])].sort(),
      }))
      const rest = [...labelsOf]
        .filter(([subject]) => !named.has(subject))
        .flatMap(([, labels]) => [...labels])
      return {
        subjects: subjects.sort((one, other) => (one.subject < other.subject ? -1 : 1)),
        unnamed: [...new Set([...uncounted, ...rest])].sort(),
      }
    },
  }
}

function noteIn(into: Map<string, Set<string>>, subject: string, member: string): void {
  const members = into.get(subject) ?? new Set()
  into.set(subject, members.add(member))
}

/** Nobody reads it as a member of the community alone. */
function isNarrow(audience: readonly Label[]): boolean {
  return !audience.some((label) => covers(label, 'community'))
}

/** A tombstone says nothing, nor does a difference of nothing; how far projection has come is no material. */
function saysSomething({ state, partition, body }: StoredRow): boolean {
  if (state !== 'row' || body === null || partition.startsWith('health/')) return false
  if (!partition.startsWith('totals/')) return true
  const { seizures, kilograms, converted, unconverted } = body as Total
  return [seizures, kilograms, converted, unconverted].some((amount) => Number(amount) !== 0)
}

function subjectsIn({ partition, sort, body }: StoredRow): readonly string[] {
  if (partition.startsWith('card/')) return [partition.slice('card/'.length)]
  if (partition.startsWith('names/')) return [sort]
  const { subject, from } = (body ?? {}) as { subject?: string; from?: string }
  const own = partition.startsWith('inbound/') ? from : subject
  return typeof own === 'string' ? [own] : []
}

/** Ids of subjects are such words, in whatever form the answer is written. */
function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[a-z0-9]+(?:-[a-z0-9]+)*/g))
}
