/** The stores as one process sees them: each request waits for its turn, and may meet a fault. */
import type { Commit } from '../../functions/ledger/commit.ts'
import { type Ledger, type LedgerScan, type Redactor, Unavailable } from '../../functions/ledger/ledger.ts'
import type { Archive, LogTable } from '../../functions/merkle-log/merkle-log.ts'
import type { RebuildNotes } from '../../functions/rebuild/notes.ts'
import type { Submissions } from '../../functions/submissions/submissions.ts'
import type { GenerationStore } from '../../functions/views/generations.ts'
import type { RowScan } from '../../functions/views/scan.ts'
import type { Bookkeeping, StoredRow, Views } from '../../functions/views/views.ts'
import type { Faults } from './faults.ts'
import type { Random } from './random.ts'
import type { Life, Scheduler } from './scheduler.ts'

export type Stores = {
  ledger: Ledger & LedgerScan & Redactor
  generations: GenerationStore
  /** The rows of one generation of the views. */
  open: (generation: number) => Views & Bookkeeping & RowScan
  submissions: Submissions
  log: LogTable
  archive: Archive
  notes: RebuildNotes
}

/** What is wrong for good, or for the time of one batch. */
export type Ills = {
  /** Its card can be written by nobody. */
  poisoned?: string | undefined
  /** The subject whose stream this process cannot read. */
  unreadable: Map<Life, string>
}

const writes: readonly string[] = [
  'append',
  'redact',
  'put',
  'replace',
  'remember',
  'advance',
  'makeStale',
  'addReferrer',
  'store',
  'settle',
  'complete',
  'add',
  'putTile',
  'putNodes',
  'putLeaves',
  'putHead',
  'removePending',
  'begin',
  'keep',
  'addTotals',
]
/** Those whose answer tells a repetition from the first attempt. */
const conditional: readonly string[] = ['append', 'put', 'replace']
const lost: readonly unknown[] = ['taken', 'refused']

/** Late writers do harm, and those who write what they read too early. */
const stallable: readonly string[] = ['append', 'put', 'replace', 'advance', 'remember', 'total', 'list']
const stallMaxMs = 6_000

type Method = (...args: readonly unknown[]) => Promise<unknown>

export function portsOf(
  { ledger, generations, open, submissions, log, archive, notes }: Stores,
  life: Life,
  { scheduler, faults, random, ills, tell }: Around,
): Stores {
  const wrapped = <T extends object>(name: string, store: T): T => {
    const methods = Object.entries(store).map(([method, inner]) => [
      method,
      async (...args: readonly unknown[]) => {
        const what = `${name}.${method}`
        const stallMs =
          stallable.includes(method) && faults.strikes('stall') ? 1 + random.below(stallMaxMs) : 0
        await scheduler.turn(life, `${what} ${keyOf(args[0])}`, stallMs)
        if (faults.strikes('throttle')) throw new Unavailable(`${what} was throttled`)
        ail(method, args[0])
        const isWrite = writes.includes(method)
        const first = await (inner as Method)(...args)
        if (lost.includes(first)) faults.note('race')
        const again = conditional.includes(method) && !lost.includes(first) && faults.strikes('echo')
        const answer = again ? await (inner as Method)(...args) : first
        if (isWrite) tell(() => `  ${String(answer ?? 'done')}`)
        if (isWrite && faults.strikes('timeout')) throw new Unavailable(`${what} timed out`)
        return answer
      },
    ])
    return Object.fromEntries(methods) as T
  }
  const ail = (method: string, about: unknown) => {
    if (method === 'put' && (about as StoredRow).partition === `card/${ills.poisoned}`) {
      faults.note('poison')
      throw new Error('This card cannot be written')
    }
    if (method === 'load' && about === ills.unreadable.get(life)) throw new Unavailable('unreadable for now')
  }
  const opened = new Map<number, ReturnType<Stores['open']>>()
  return {
    ledger: wrapped('ledger', ledger),
    generations: wrapped('generations', generations),
    open: (generation) => {
      const found = opened.get(generation) ?? wrapped(`views${generation}`, open(generation))
      opened.set(generation, found)
      return found
    },
    submissions: wrapped('submissions', submissions),
    log: wrapped('log', log),
    archive: wrapped('archive', archive),
    notes: wrapped('notes', notes),
  }
}

export type Around = {
  scheduler: Scheduler
  faults: Faults
  random: Random
  ills: Ills
  tell: (line: () => string) => void
}

/** What a request is about, for the trace. */
function keyOf(about: unknown): string {
  if (typeof about !== 'object' || about === null) return String(about)
  if (Array.isArray(about)) return `${about.length} keys`
  const { subject, sequence, partition, label, sort, submissionId } = about as Partial<Commit & StoredRow> & {
    submissionId?: string
  }
  if (partition !== undefined) return [partition, label, sort].join(' | ')
  return submissionId ?? (subject === undefined ? '' : `${subject} #${sequence}`)
}
