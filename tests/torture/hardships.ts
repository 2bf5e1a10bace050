/** What makes a host's mistakes show: it is mended less, and raced more. */
import { setTimeout as wait } from 'node:timers/promises'
import { Scheduler } from '../../infra/local/scheduler.ts'
import { commits } from './places.ts'
import { wrap } from './wrap.ts'

/** Without sweeps, the first of which is at the start: the sweeper makes good what a death has lost. */
export function stopSweeping(): void {
  wrap(Scheduler.prototype, 'fire', (original, [rule]) =>
    (rule as { name: string }).name.includes('SweepSchedule') ? Promise.resolve() : original(),
  )
}

/** Longer than it takes another agency to be decided on, on a busy machine. */
const dawdlesMs = 400

/** Every other commit on a subject that is there waits, until another comes to take its place or nobody does. */
export function dawdle(): void {
  const passes = new Map<string, () => void>()
  let written = 0
  wrap(commits.of, commits.method, async (original, args, self) => {
    if (!commits.counts(args, self)) return original()
    const { subject, sequence } = (args[1] as { Item: Record<string, Record<string, string>> }).Item
    const place = `${subject?.S} ${sequence?.N}`
    const pass = passes.get(place)
    if (!pass && sequence?.N !== '1' && ++written % 2 === 0) {
      await Promise.race([new Promise<void>((resolve) => passes.set(place, resolve)), wait(dawdlesMs)])
      passes.delete(place)
    }
    const answer = original()
    // At once: who comes second then loses while the first one's change is not published yet.
    pass?.()
    return answer
  })
}
