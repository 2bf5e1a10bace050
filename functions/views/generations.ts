/**
 * Generations of the views (ADR-0024): each is a whole set of rows under a number of its own. One row outside of all
 * of them says which one is read and which are written. A rebuild fills the next one beside the one that is read.
 */
import type { Bookkeeping, Views } from './views.ts'

export type Generations = {
  /** The one that is read. */
  active: number
  /** Filled by a rebuild, and fed by every writer meanwhile. */
  building?: number
  /** The one that was active before; fed until it is dropped, so that there is a way back. */
  previous?: number
  /** The highest number ever given, where no other one here is: a number is never given twice. */
  newest?: number
  /** How often it was turned back: so no state comes twice, although generations do. */
  turns?: number
}

/** Of a store that nobody has rebuilt. */
export const firstGenerations: Generations = { active: 1 }

/** The pointer row. Two implementations pass one contract suite (tests/contract/generations.ts). */
export type GenerationStore = {
  /** Strongly consistent; `{ active: 1 }` where nothing was ever written. */
  read(): Promise<Generations>
  /** Whether `before` still stood, and `after` stands now. */
  replace(before: Generations, after: Generations): Promise<boolean>
}

/** How functions come to the views: the pointer is asked for again when it is a second old. */
export type ViewGenerations = {
  /** What one request reads. Ask once and keep it: two answers may be of two generations. */
  active(): Promise<Views & Bookkeeping>
  /** All that a writer feeds, the active one first. Ask after the commit to be projected is in the ledger. */
  fed(): Promise<readonly (Views & Bookkeeping)[]>
  /** Those of them that hold every subject: what a rebuild has not filled yet is its own to fill. */
  whole(): Promise<readonly (Views & Bookkeeping)[]>
}

export const pointerFreshMs = 1_000

export function viewGenerations(
  store: Pick<GenerationStore, 'read'>,
  open: (generation: number) => Views & Bookkeeping,
  nowMs: () => number = Date.now,
): ViewGenerations {
  let known: { generations: Promise<Generations>; askedMs: number } | undefined
  const current = (): Promise<Generations> => {
    const now = nowMs()
    // Counted from the moment of asking, so that nobody acts on what is older; nor on what a clock set back makes young.
    if (known && now >= known.askedMs && now - known.askedMs < pointerFreshMs) return known.generations
    const asked = { generations: store.read(), askedMs: now }
    known = asked
    asked.generations.catch(() => {
      if (known === asked) known = undefined
    })
    return asked.generations
  }
  return {
    active: async () => open((await current()).active),
    fed: async () => named(await current()).map(open),
    whole: async () => {
      const { active, previous } = await current()
      return named({ active, ...(previous !== undefined && { previous }) }).map(open)
    },
  }
}

/** Every generation that has a name, the active one first. */
export function named({ active, building, previous }: Generations): readonly number[] {
  return [active, building, previous].filter((generation) => generation !== undefined)
}

/** The highest number that was ever given. */
export function newestOf(generations: Generations): number {
  return Math.max(generations.newest ?? 0, ...named(generations))
}

/** The same state has one text. */
export function generationsText({ active, building, previous, newest, turns }: Generations): string {
  return JSON.stringify({ active, building, previous, newest, turns })
}

/** What a reader needs of the views. */
export type ReadViews = Pick<Views, 'get' | 'list'> & Pick<Bookkeeping, 'watermarks'>

/** For one request: a flip in its midst does not mix two generations. Who reads nothing asks for no pointer. */
export function pinned(views: { active(): Promise<ReadViews> }): ReadViews {
  let chosen: Promise<ReadViews> | undefined
  const generation = () => {
    chosen ??= views.active()
    return chosen
  }
  return {
    get: async (keys) => (await generation()).get(keys),
    list: async (query) => (await generation()).list(query),
    watermarks: async (subjects) => (await generation()).watermarks(subjects),
  }
}

/** For what looks up single lists and may meet two generations in two lists: both are complete. */
export function activeLists(views: ViewGenerations): Pick<Views, 'list'> {
  return { list: async (query) => (await views.active()).list(query) }
}
