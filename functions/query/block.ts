/** What blocks of cards have in common: who reads them, how long they get, and that they say so when they are cut. */
import type { Label } from '../../events/recorded.ts'
import type { Views } from '../views/views.ts'

export type BlockReader = { views: Pick<Views, 'get' | 'list'>; label: Label }

/** A card lists so many of each at most; the lists have them all. */
export const blockMax = 100

/** Names the blocks that were cut; nothing where none was. */
export function truncation(cut: Readonly<Record<string, boolean>>): { truncated?: readonly string[] } {
  const truncated = Object.keys(cut).filter((block) => cut[block])
  return truncated.length > 0 ? { truncated } : {}
}
