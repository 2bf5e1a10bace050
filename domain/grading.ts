/**
 * One scale to compare by: the Admiralty pair (source A–F, information 1–6) of every grading, by mapping version 1
 * (DOMAIN.md §3, ADR-0005). Derived, never stored: what was sent stays as it was sent.
 */
import type { Grading } from '../events/envelope.ts'

export const mappingVersion = 1

export type SourceGrade = 'A' | 'B' | 'C' | 'D' | 'E' | 'F'
export type InformationGrade = '1' | '2' | '3' | '4' | '5' | '6'
export type Admiralty = { source: SourceGrade; information: InformationGrade; mappingVersion: number }

type Mapping = {
  source: Readonly<Record<string, SourceGrade>>
  information: Readonly<Record<string, InformationGrade>>
}

const mappings: Readonly<Record<Grading['scale'], Mapping>> = {
  'admiralty-6x6': {
    source: { A: 'A', B: 'B', C: 'C', D: 'D', E: 'E', F: 'F' },
    information: { 1: '1', 2: '2', 3: '3', 4: '4', 5: '5', 6: '6' },
  },
  'europol-4x4': {
    source: { A: 'A', B: 'B', C: 'D', X: 'F' },
    information: { 1: '1', 2: '2', 3: '2', 4: '6' },
  },
  'uk-5x5x5': {
    source: { A: 'A', B: 'B', C: 'C', D: 'D', E: 'E' },
    information: { 1: '1', 2: '2', 3: '3', 4: '4', 5: '5' },
  },
  'uk-3x5x2': {
    source: { 1: 'B', 2: 'F', 3: 'E' },
    information: { A: '1', B: '2', C: '3', D: '6', E: '5' },
  },
}

/** The canonical pair. A grade that its scale does not know cannot be judged: F, 6. */
export function toAdmiralty(sent: Pick<Grading, 'scale' | 'source' | 'information'>): Admiralty {
  const { source, information } = mappings[sent.scale]
  return {
    source: source[sent.source] ?? 'F',
    information: information[sent.information] ?? '6',
    mappingVersion,
  }
}

/** "Confirmed by other sources" needs two independent roots; with fewer, credibility 1 counts as 2. */
export function capped(grade: Admiralty, independentRoots: number): Admiralty {
  return grade.information === '1' && independentRoots < 2 ? { ...grade, information: '2' } : grade
}

/** Negative where `one` ranks before `other`: information first, then source. F and 6 (cannot be judged) rank last. */
export function compareGrades(one: Admiralty, other: Admiralty): number {
  return Number(one.information) - Number(other.information) || one.source.localeCompare(other.source, 'en')
}
