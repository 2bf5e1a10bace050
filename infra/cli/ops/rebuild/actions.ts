/** What `rw ops rebuild` can do: each says its plan and how to carry it out. */
import { pause } from '../../../../functions/environment.ts'
import { dropUnnamed } from '../../../../functions/rebuild/drop.ts'
import { RebuildStopped } from '../../../../functions/rebuild/fill.ts'
import { dynamoNotes } from '../../../../functions/rebuild/notes.ts'
import { abandoned, type Change, finished, rolledBack } from '../../../../functions/rebuild/pointer.ts'
import { rebuild } from '../../../../functions/rebuild/rebuild.ts'
import { rebuildStatus } from '../../../../functions/rebuild/status.ts'
import { turn } from '../../../../functions/rebuild/turn.ts'
import { generationsOn, ledgerOn } from '../../../../functions/stores.ts'
import { dynamoGenerations } from '../../../../functions/views/generation-row.ts'
import { type Generations, named, newestOf } from '../../../../functions/views/generations.ts'
import { dynamoRowScan } from '../../../../functions/views/scan.ts'
import { CommandFailed } from '../../failure.ts'
import { dynamoDb } from '../clients.ts'
import { type Deployment, outputOf } from '../deployment.ts'

export type Act = 'rebuild' | 'rollback' | 'finish' | 'abandon'
export type RebuildEnds = { generations: Generations; dropped?: number }
export type Report = (at: { step: string; done: number; of: number; commits?: number }) => void
type Planned = { plan: readonly string[]; carryOut(report: Report): Promise<RebuildEnds> }
/** `to`: which generation to turn back to. */
type Wanted = { view: string; segments: number; waitMs: number; to?: number | undefined }

/** Clocks of functions are right to the second; an operator's machine is believed this much. Locally it is one clock. */
const clockMarginMs = ({ awsUrl }: Deployment) => (awsUrl === undefined ? 15 * 60_000 : 1_000)

export const actions: Record<Act, (deployment: Deployment, wanted: Wanted) => Promise<Planned>> = {
  rebuild: planRebuild,
  rollback: planRollback,
  finish: (deployment, wanted) => planDrop(deployment, wanted, finished, 'was kept for turning back', true),
  abandon: (deployment, wanted) => planDrop(deployment, wanted, abandoned, 'is being built', false),
}

/** Carried out with a number only: without one, a repetition would turn forward again to what somebody turned back from. */
async function planRollback(deployment: Deployment, { to }: Wanted): Promise<Planned> {
  const { before, change } = await pointerOf(deployment, (stands) => rolledBack(stands, to))
  const { active, previous } = await change()
  if (active === before.active)
    return {
      plan: [`Generation ${active} is read already: nothing is changed.`],
      carryOut: async () => ({ generations: before }),
    }
  return {
    plan: [
      `Generation ${active} is read from now on, in place of ${previous}. Both have been fed, so nothing in it is old.`,
      `Generation ${previous} stays, and goes on being fed.`,
      ...(to === undefined ? [`To carry it out, say the number: --rollback ${active} --yes`] : []),
    ],
    carryOut: async () => {
      if (to === undefined) throw new CommandFailed('usage', `say which: --rollback ${active} --yes`)
      return { generations: await change(true) }
    },
  }
}

async function planRebuild(deployment: Deployment, { view, segments, waitMs }: Wanted): Promise<Planned> {
  const { client, viewsTable, generations, notes } = partsOf(deployment)
  const { generations: stands, building } = await rebuildStatus(generations, notes)
  const next = stands.building ?? newestOf(stands) + 1
  const goesOn = `Generation ${next} is being built already, ${building?.segmentsDone ?? 0} of ${building?.segments ?? segments} segments are filled: this goes on with it, or joins whoever is at it.`
  const read = await notes.terms(stands.active)
  const ledgerTable = outputOf(deployment, 'LedgerTable')
  const open = generationsOn(client, viewsTable)
  return {
    plan: [
      ...(view === 'all'
        ? []
        : [`All views are made together with ${view}: they share totals and references, and turn at once.`]),
      stands.building === undefined
        ? `Generation ${next} is filled from the ledger beside generation ${stands.active}, which is read meanwhile.`
        : goesOn,
      ...(read === undefined ? [] : [`Generation ${stands.active} was built from ${read.since} on.`]),
      'Every writer feeds both, so the views take twice the writes and, until --finish, twice the storage.',
      `When every row is what a fold of the ledger gives, generation ${next} is read, and ${stands.active} is kept for --rollback.`,
      ...(stands.previous === undefined
        ? []
        : [`Generation ${stands.previous} is then fed no more: --finish deletes it, too.`]),
    ],
    carryOut: async (report) => {
      const after = await stopping(() =>
        rebuild({
          ledger: ledgerOn(client, ledgerTable),
          ...{ generations, notes, open, segments, pause, report },
          rowsOf: (generation) => dynamoRowScan(client, viewsTable, generation),
          settleMs: waitMs,
          clockMarginMs: clockMarginMs(deployment),
          nowMs: Date.now,
        }),
      )
      return { generations: after }
    },
  }
}

/** The pointer first: rows are deleted when nobody reads or feeds them any more. */
async function planDrop(
  deployment: Deployment,
  { segments, waitMs }: Wanted,
  next: (before: Generations) => Change,
  what: string,
  mayBeLeftovers: boolean,
): Promise<Planned> {
  const { client, viewsTable, generations } = partsOf(deployment)
  const { before, change } = await pointerOf(deployment, next, mayBeLeftovers)
  const after = await change()
  const gone = named(before).filter((generation) => !named(after).includes(generation))
  return {
    plan: [
      gone.length > 0
        ? `Generation ${gone.join()}, which ${what}, is neither read nor fed any more; its rows are deleted ${waitMs / 1_000} s later.`
        : `No generation ${what}: rows that were left behind by one without a name are deleted.`,
      'This reads the whole views table once (half a read unit for 4 KB) and takes a write unit for each KB that it deletes.',
      'It may be broken off and repeated.',
    ],
    carryOut: async (report) => {
      const stands = await change(true)
      report({ step: 'waiting', done: 0, of: 0 })
      // Also when the pointer was changed before: by a run that was broken off while it waited.
      await pause(waitMs)
      const dropping = { client, table: viewsTable, segments, pause }
      const dropped = await dropUnnamed(await generations.read(), dropping, (looked, deleted) =>
        report({ step: 'deleting', done: deleted, of: looked }),
      )
      return { generations: stands, dropped }
    },
  }
}

/** @param mayBeLeftovers where there is nothing to change, but rows of a generation without a name, the pointer stays. */
async function pointerOf(
  deployment: Deployment,
  next: (before: Generations) => Change,
  mayBeLeftovers = false,
) {
  const { generations } = partsOf(deployment)
  const before = await generations.read()
  /** What would follow; `carriedOut`: what follows. */
  const change = async (carriedOut = false): Promise<Generations> => {
    const changed = next(before)
    if ('refused' in changed) {
      if (mayBeLeftovers && newestOf(before) > named(before).length) return before
      throw new CommandFailed('usage', changed.refused)
    }
    if (carriedOut && !(await turn({ generations, pause }, before, changed.after)))
      throw new CommandFailed('server', 'somebody else has changed the generations meanwhile: look again')
    return changed.after
  }
  return { before, change }
}

function partsOf(deployment: Deployment) {
  const client = dynamoDb(deployment)
  const viewsTable = outputOf(deployment, 'ViewsTable')
  return {
    client,
    viewsTable,
    generations: dynamoGenerations(client, viewsTable),
    notes: dynamoNotes(client, viewsTable),
  }
}

async function stopping<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof RebuildStopped) throw new CommandFailed('rejected', cause.message, { cause })
    throw cause
  }
}
