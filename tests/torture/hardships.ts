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

const dawdlesMs = 50

/** One commit in four is late, and others may come between what it was decided on and its write. */
export function dawdle(): void {
  let written = 0
  wrap(commits.of, commits.method, async (original, args, self) => {
    if (commits.counts(args, self) && ++written % 4 === 0) await wait(dawdlesMs)
    return original()
  })
}
