/** A world whose views are rebuilt while it lives: stores by generation, writers and the engine over them. */
import type { Ledger, LedgerScan, Redactor } from '../../functions/ledger/ledger.ts'
import { feedAll, feedOrThrow } from '../../functions/projector/feed.ts'
import { memoryNotes, type RebuildNotes } from '../../functions/rebuild/notes.ts'
import { type RebuildNeeds, rebuild } from '../../functions/rebuild/rebuild.ts'
import { memorySubmissions } from '../../functions/submissions/memory.ts'
import { sweep } from '../../functions/sweeper/sweep.ts'
import { memoryGenerations } from '../../functions/views/generation-row.ts'
import {
  type GenerationStore,
  type ViewGenerations,
  viewGenerations,
} from '../../functions/views/generations.ts'
import { memoryViews } from '../../functions/views/memory.ts'
import { type Post, subjectOf } from './posts.ts'
import { redactAll, redactableLedger } from './redactable-ledger.ts'
import { newWorld } from './world.ts'

export type MemoryViews = ReturnType<typeof memoryViews>
export type Places = {
  ledger: Ledger & LedgerScan & Redactor
  generations: GenerationStore
  notes: RebuildNotes
  v1: MemoryViews
  v2: MemoryViews
  v3: MemoryViews
}

/** How long a writer may run that has asked for the pointer. */
const settleMs = 31_000
const noBus = { put: async () => [] }

export async function rebuilding() {
  const places: Places = {
    ledger: pagedByKey(redactableLedger()),
    generations: memoryGenerations(),
    notes: memoryNotes(),
    v1: memoryViews(),
    v2: memoryViews(),
    v3: memoryViews(),
  }
  const world = await newWorld({ ledger: places.ledger, views: places.v1 })
  const { clock } = world
  const running = new Set<Promise<unknown>>()
  const posted: Post[] = []
  const during = <T>(work: Promise<T>): Promise<T> => {
    const ended = work.finally(() => running.delete(ended))
    running.add(ended)
    return ended
  }

  /** One instance of the functions: it keeps the pointer for a second, as they do. */
  const instance = (stores: Places): ViewGenerations =>
    viewGenerations(stores.generations, opening(stores), () => clock.nowMs)

  /** Records, projects what narrows before it answers, and has the hint delivered, or not. */
  const write = async (event: Post, stores: Places, views: ViewGenerations, hint = true) => {
    const { ledger } = stores
    const needs = { ledger, project: (subject: string) => feedOrThrow([subject], { ledger, views }) }
    const outcome = await during(world.post(event, needs))
    if (outcome.outcome !== 'recorded') return
    posted.push(event)
    clock.nowMs += 137
    const subject = subjectOf(event)
    if (hint) await during(feedAll([subject], { ledger, views }))
    await redactAll(subject, ledger, instance(stores))
  }

  return {
    places,
    world,
    posted,
    instance,
    write,
    rebuild: (stores: Places = places, more: Partial<RebuildNeeds> = {}) =>
      rebuild({
        ...stores,
        open: opening(stores),
        rowsOf: opening(stores),
        settleMs,
        segments: 2,
        clockMarginMs: 1_000,
        nowMs: () => clock.nowMs,
        pause: async (ms) => {
          clock.nowMs += ms
          if (ms === settleMs) await Promise.allSettled([...running])
        },
        report: () => {},
        ...more,
      }),
    sweep: () => {
      const needs = {
        ...{ submissions: memorySubmissions(), facts: noBus, requests: noBus },
        nowMs: () => clock.nowMs,
      }
      clock.nowMs += 2_000
      return sweep({ ...needs, ledger: places.ledger, views: instance(places) }, { index: 0, of: 1 })
    },
  }
}

const opening = (stores: Places) => (generation: number) => {
  const views = { 1: stores.v1, 2: stores.v2, 3: stores.v3 }[generation]
  if (!views) throw new Error(`no generation ${generation}`)
  return views
}

/** As DynamoDB pages: by key, so that what comes in between moves nothing. */
function pagedByKey<L extends LedgerScan>(ledger: L, commitsMax = 5): L {
  return {
    ...ledger,
    scan: async (segment, from) => {
      const keyOf = (commit: { subject: string; sequence: number }) =>
        `${commit.subject} ${String(commit.sequence).padStart(6, '0')}`
      const all = (await ledger.scan(segment)).commits.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
      const commits = all.filter((commit) => from === undefined || keyOf(commit) > from)
      const last = commits[commitsMax - 1]
      return {
        commits: commits.slice(0, commitsMax),
        ...(commits.length > commitsMax && last && { next: keyOf(last) }),
      }
    },
  }
}

const writes = [
  'put',
  'replace',
  'remember',
  'advance',
  'addReferrer',
  'makeStale',
  'begin',
  'keep',
  'addTotals',
]

/** The process dies before its n-th write, wherever that goes. */
export function dyingBefore(n: number, places: Places): { places: Places; writes(): number } {
  let made = 0
  const dying = <T extends object>(store: T): T =>
    Object.fromEntries(
      Object.entries(store).map(([name, method]) => [
        name,
        async (...args: unknown[]) => {
          if (writes.includes(name)) made += 1
          if (made >= n) throw new Error('died')
          return (method as (...args: unknown[]) => unknown)(...args)
        },
      ]),
    ) as T
  const wrapped = Object.fromEntries(Object.entries(places).map(([name, store]) => [name, dying(store)]))
  return { places: wrapped as Places, writes: () => made }
}
