/**
 * What differs is looked at again before it is told: while events come in, a row that is about to be written differs
 * from the ledger, and nothing is wrong.
 */
import { inGroups } from '../in-groups.ts'
import type { ViewFinding } from './views-finding.ts'

/** `stands`: what was found in its place. Where that has changed between two looks somebody is at work there. */
export type Found = { finding: ViewFinding; stands?: string | number | undefined }

export type Look = {
  found: readonly Found[]
  /** What it rests on: up to where the ledger goes, and up to where each has been projected. */
  heads?: ReadonlyMap<string, number>
  reached?: ReadonlyMap<string, number>
}

/** Fifteen seconds in all: a projection takes less than one, a message that failed comes again after more. */
const pausesMs = [1_000, 2_000, 4_000, 4_000, 4_000]

/**
 * Told is what the last look finds and had been found before; of what is still being projected, what every look found.
 * What differs no longer is done with.
 */
export async function settle<T>(
  suspects: Iterable<T>,
  look: (suspect: T) => Promise<Look>,
  pause: (ms: number) => Promise<void>,
  tell: (findings: readonly ViewFinding[], suspect: T) => void,
): Promise<void> {
  let open = new Map<T, readonly Look[]>([...suspects].map((suspect) => [suspect, []]))
  for (let round = 0; open.size > 0; round++) {
    const still = new Map<T, readonly Look[]>()
    await inGroups([...open], async ([suspect, before]) => {
      const seen = await look(suspect)
      if (seen.found.length === 0) return
      if (round < pausesMs.length) still.set(suspect, [...before, seen])
      else tell(proven(seen, before), suspect)
    })
    open = still
    if (open.size > 0) await pause(pausesMs[round] ?? 0)
  }
}

function proven(last: Look, before: readonly Look[]): readonly ViewFinding[] {
  const was = before.map((look) => new Set(look.found.map(textOf)))
  const again = (looks: readonly ReadonlySet<string>[]) =>
    last.found.filter((one) => looks.every((look) => look.has(textOf(one)))).map(({ finding }) => finding)
  const { heads = new Map<string, number>(), reached = new Map<string, number>() } = last
  const isBelow = (of: ReadonlyMap<string, number>) =>
    [...of].some(([subject, head]) => (reached.get(subject) ?? 0) < head)
  if (!isBelow(heads)) return again(was.slice(-1))
  // Where all has come at least as far as the ledger went at first, it is only busy.
  const isStuck = isBelow(before[0]?.heads ?? heads)
  return isStuck ? again(was.slice(-1)) : again(was).filter(({ what }) => what !== 'behind')
}

const textOf = ({ finding, stands }: Found): string => JSON.stringify([finding, stands])
