/**
 * Rebuilds all views beside those that are read (ADR-0024): name the next generation, fill it, sum its totals, catch
 * up, compare, flip. Every step may be done twice and by two at once: rows are fenced, totals carry revisions, the
 * pointer is replaced only from the state that was read. So whoever comes after a crash goes on, and whoever comes
 * beside a running rebuild joins it.
 */
import type { Ledger, LedgerScan } from '../ledger/ledger.ts'
import type { GenerationStore, Generations } from '../views/generations.ts'
import type { RowScan } from '../views/scan.ts'
import type { Bookkeeping, Views } from '../views/views.ts'
import { catchUp } from './catch-up.ts'
import { type Differences, differences } from './differences.ts'
import { fill, RebuildStopped, sumTotals } from './fill.ts'
import type { RebuildNotes } from './notes.ts'
import { flipped, started } from './pointer.ts'
import { turn } from './turn.ts'

export type RebuildNeeds = {
  ledger: Ledger & LedgerScan
  generations: GenerationStore
  notes: RebuildNotes
  open(generation: number): Views & Bookkeeping
  rowsOf(generation: number): RowScan
  /** Milliseconds that a function may run: whoever asked for the pointer before we changed it has ended by then. */
  settleMs: number
  segments: number
  /** How far the clocks of those who record may be from ours. */
  clockMarginMs: number
  nowMs(): number
  pause(ms: number): Promise<void>
  report(progress: RebuildProgress): void
}

/** `filling` counts segments, `summing` totals, the others subjects. `of`: 0 while it is not known. */
export type RebuildProgress = {
  step: 'settling' | 'filling' | 'summing' | 'catching-up' | 'comparing'
  done: number
  of: number
  /** Of all segments so far. */
  commits?: number
}

/** What differs may be on its way still: it is looked at again, as often as this. */
const comparisonsMax = 3
const namedMax = 10

/** @returns the pointer after the flip. Throws `RebuildStopped` where somebody has to decide. */
export async function rebuild(needs: RebuildNeeds): Promise<Generations> {
  const generation = await begin(needs)
  try {
    return await build(generation, needs)
  } catch (error) {
    if (error instanceof FlippedMeanwhile) return error.stands
    throw error
  }
}

async function build(generation: number, needs: RebuildNeeds): Promise<Generations> {
  const { notes, ledger } = needs
  const terms = await notes.begin(generation, newTerms(needs))
  const views = needs.open(generation)
  const checkPointer = async () => {
    const stands = await needs.generations.read()
    if (stands.active === generation) throw new FlippedMeanwhile(stands)
    if (stands.building !== generation)
      throw new RebuildStopped(`generation ${generation} is not being built any more`)
  }
  // A writer that has not heard of the new generation asked for the pointer before. What it records before the scan
  // comes to it, the scan reads; what a writer records later it projects after asking again. Only who notes the keys
  // of a payload before it takes it out asks beforehand: its function has ended when the scan begins.
  if ((await notes.positions(generation)).size === 0) {
    needs.report({ step: 'settling', done: 0, of: 0 })
    await needs.pause(needs.settleMs)
  }
  await fill({
    ...{ generation, terms, ledger, views, notes, checkPointer, pause: needs.pause },
    report: (done, commits) => needs.report({ step: 'filling', done, of: terms.segments, commits }),
  })
  await sumTotals({ generation, notes, views }, (done, of) => needs.report({ step: 'summing', done, of }))
  for (let comparison = 1; ; comparison++) {
    await checkPointer()
    await catchUp({ ledger, views, terms }, (done, of) => needs.report({ step: 'catching-up', done, of }))
    const differing = await differences(generation, needs, (subjects, of) =>
      needs.report({ step: 'comparing', done: subjects, of }),
    )
    if (differing.count === 0) break
    if (comparison === comparisonsMax) throw differs(generation, differing)
    await needs.pause(1_000)
  }
  await carryHealth(needs, generation)
  return flip(generation, needs)
}

/** Somebody who joined was faster. */
class FlippedMeanwhile extends Error {
  readonly stands: Generations
  constructor(stands: Generations) {
    super('flipped by another')
    this.stands = stands
  }
}

/** Names the next generation, or finds the one that is being built. */
async function begin(needs: RebuildNeeds): Promise<number> {
  const { generations, notes } = needs
  for (;;) {
    const before = await generations.read()
    if (before.building !== undefined) return before.building
    const change = started(before)
    if ('refused' in change) throw new RebuildStopped(change.refused)
    const { building } = change.after
    if (building === undefined) throw new RebuildStopped('a rebuild begins with a number')
    // The terms come first: who begins later than they say catches up with more than it needs.
    await notes.begin(building, newTerms(needs))
    if (await generations.replace(before, change.after)) return building
  }
}

const newTerms = ({ nowMs, clockMarginMs, segments }: RebuildNeeds) => ({
  since: new Date(nowMs() - clockMarginMs).toISOString(),
  segments,
})

async function flip(generation: number, { generations, pause }: RebuildNeeds): Promise<Generations> {
  for (;;) {
    const before = await generations.read()
    if (before.active === generation) return before
    const change = flipped(before, generation)
    if ('refused' in change) throw new RebuildStopped(change.refused)
    if (await turn({ generations, pause }, before, change.after)) return change.after
  }
}

/** What the sweeper tells of its walks is made from no subject: the new generation takes it over. */
async function carryHealth({ generations, open }: RebuildNeeds, generation: number): Promise<void> {
  const from = open((await generations.read()).active)
  for (const partition of ['health/projections', 'health/activity', 'health/activity-begun']) {
    const { rows } = await from.list({ partition, label: 'participants/centre', limit: 1_000 })
    for (const row of rows) await open(generation).put(row)
  }
}

function differs(generation: number, { count, first }: Differences): RebuildStopped {
  const more = count > namedMax ? ` and ${count - namedMax} more` : ''
  return new RebuildStopped(
    `generation ${generation} is not what the ledger says: ${first.slice(0, namedMax).join(', ')}${more}`,
  )
}
