/** How a rebuild stands, for who only looks. */
import type { GenerationStore, Generations } from '../views/generations.ts'
import type { RebuildNotes } from './notes.ts'

export type RebuildStatus = {
  generations: Generations
  /** Of the generation that is being built. */
  building?: { since: string; segments: number; segmentsDone: number; subjects: number; commits: number }
}

export async function rebuildStatus(
  generations: Pick<GenerationStore, 'read'>,
  notes: Pick<RebuildNotes, 'terms' | 'positions'>,
): Promise<RebuildStatus> {
  const stands = await generations.read()
  const terms = stands.building === undefined ? undefined : await notes.terms(stands.building)
  if (stands.building === undefined || !terms) return { generations: stands }
  const positions = [...(await notes.positions(stands.building)).values()]
  return {
    generations: stands,
    building: {
      ...terms,
      segmentsDone: positions.filter(({ isDone }) => isDone).length,
      subjects: positions.reduce((sum, { subjects }) => sum + subjects, 0),
      commits: positions.reduce((sum, { commits }) => sum + commits, 0),
    },
  }
}
