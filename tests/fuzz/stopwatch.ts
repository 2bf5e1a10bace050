/** How long something takes, and how long it would have taken on a machine that does nothing else. */
import { readFileSync } from 'node:fs'

export type Taken = {
  ms: number
  /** Less the share of the machine that other processes had in that time. Where nobody can say, none. */
  aloneMs: number
}
/** Since some time ago: of all cores together, and of this process with its threads. */
export type Worked = { allMs: number; busyMs: number; ownMs: number }

const tickMs = 10

/** As proc_stat(5): user, nice, system, idle, iowait, irq, softirq and steal, in hundredths of a second. */
export function workedOf(stat: string, ownMs: number): Worked {
  const ticks = (/^cpu +(.*)$/m.exec(stat)?.[1] ?? '').split(' ').slice(0, 8).map(Number)
  const [idle = 0, waiting = 0] = ticks.slice(3)
  const all = ticks.reduce((sum, n) => sum + n, 0)
  return { allMs: all * tickMs, busyMs: (all - idle - waiting) * tickMs, ownMs }
}

/** What this process might have had of the machine, from 0 to 1. */
export function ownShare(from: Worked, to: Worked): number {
  const allMs = to.allMs - from.allMs
  const othersMs = to.busyMs - from.busyMs - (to.ownMs - from.ownMs)
  return allMs > 0 ? 1 - Math.min(1, Math.max(0, othersMs / allMs)) : 1
}

function worked(): Worked {
  const { user, system } = process.cpuUsage()
  const stat = process.platform === 'linux' ? readFileSync('/proc/stat', 'utf8') : ''
  return workedOf(stat, (user + system) / 1_000)
}

export function stopwatch(): () => Taken {
  const [startedMs, from] = [performance.now(), worked()]
  return () => {
    const ms = performance.now() - startedMs
    return { ms, aloneMs: ms * ownShare(from, worked()) }
  }
}
