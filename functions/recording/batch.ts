/** Many events, one answer each. What stands alone is recorded side by side; what may rest on an earlier one waits for it. */
import { catalog, isEventType } from '../../events/catalog.ts'
import { parseJson } from '../../events/json.ts'
import { columnOf, pointerOf } from '../../events/unodc/columns.ts'
import type { Problem } from '../http/problems.ts'
import type { Outcome } from './record.ts'

/** One event of a batch: its JSON as parsed, or why it could not be. `row`: the cells it was read from. */
export type Entry = ({ value: unknown } | { problem: Problem; id?: string }) & { row?: readonly string[] }

export type Result = { index: number; id: string | null; outcome: Outcome }

export const eventBytesMax = 256 * 1024
export const batchBytesMax = 4 * 1024 * 1024
export const batchEventsMax = 100
export const bulkEventsMax = 1_000

const atOnceMax = 16

export async function recordBatch(
  entries: readonly Entry[],
  record: (value: unknown) => Promise<Outcome>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  const running = new Set<Promise<void>>()
  for (const [index, entry] of entries.entries()) {
    const alone = standsAlone(entry)
    // Nothing that follows may overtake what it could refer to.
    if (!alone) await Promise.all(running)
    if (running.size >= atOnceMax) await Promise.race(running)
    const work: Promise<void> = outcomeOf(entry, record).then((outcome) => {
      results[index] = { index, id: idOf(entry), outcome }
      running.delete(work)
    })
    running.add(work)
    if (!alone) await work
  }
  await Promise.all(running)
  return results
}

/** One CloudEvent a line; blank lines are no events. */
export function ndjsonEntries(bytes: Uint8Array): readonly Entry[] {
  const entries: Entry[] = []
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start)
    const end = newline === -1 ? bytes.length : newline
    const line = bytes.subarray(start, end)
    if (line.some((byte) => byte !== 0x20 && byte !== 0x0d && byte !== 0x09)) entries.push(entryOf(line))
    start = end + 1
  }
  return entries
}

export function entryOf(bytes: Uint8Array): Entry {
  if (bytes.length > eventBytesMax)
    return { problem: { slug: 'too-large', detail: 'One event may have 256 KiB.' } }
  const parsed = parseJson(bytes)
  return parsed.ok
    ? { value: parsed.value }
    : { problem: { slug: 'malformed', detail: `The JSON ${parsed.detail}.` } }
}

/** An event that was parsed with what is around it. */
export function arrayEntry(value: unknown): Entry {
  const tooLarge = Buffer.byteLength(JSON.stringify(value) ?? '') > eventBytesMax
  return tooLarge ? { problem: { slug: 'too-large', detail: 'One event may have 256 KiB.' } } : { value }
}

async function outcomeOf(entry: Entry, record: (value: unknown) => Promise<Outcome>): Promise<Outcome> {
  if ('problem' in entry) return { outcome: 'refused', problem: entry.problem }
  const outcome = await record(entry.value)
  return entry.row ? ofColumns(outcome) : outcome
}

/** Who sent a sheet knows its columns, and not the fields of the events that its rows became. */
function ofColumns(outcome: Outcome): Outcome {
  if (outcome.outcome !== 'refused' || !outcome.problem.errors) return outcome
  const errors = outcome.problem.errors.map((error) => {
    const column = columnOf(error.pointer)
    return column === undefined ? error : { ...error, pointer: pointerOf(column) }
  })
  return { outcome: 'refused', problem: { ...outcome.problem, errors } }
}

function standsAlone(entry: Entry): boolean {
  if ('problem' in entry) return true
  const { type, subject } = (entry.value ?? {}) as { type?: unknown; subject?: unknown }
  return (
    typeof type === 'string' &&
    isEventType(type) &&
    catalog[type].kind === 'seizures' &&
    subject === undefined
  )
}

function idOf(entry: Entry): string | null {
  const id = 'value' in entry ? (entry.value as { id?: unknown } | null)?.id : entry.id
  return typeof id === 'string' && /^[ -~]{1,128}$/.test(id) ? id : null
}
