/** How far long work has come, drawn on a terminal only: scripts and logs get the result alone. */
import { SingleBar } from 'cli-progress'

export type Progress = { start: (total: number) => void; step: (count: number) => void; stop: () => void }

/** @param what is counted, such as `rows`. */
export function progressOf(what: string): Progress | undefined {
  if (!process.stderr.isTTY) return undefined
  const bar = new SingleBar({
    format: `{bar} {percentage}% {value}/{total} ${what}, {eta_formatted} left`,
    clearOnComplete: true,
  })
  return {
    start: (total) => bar.start(total, 0),
    step: (count) => bar.increment(count),
    stop: () => bar.stop(),
  }
}
