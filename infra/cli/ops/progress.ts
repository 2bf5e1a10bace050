/** A bar on a terminal, and nothing elsewhere: scripts and logs get the end alone. */
import { SingleBar } from 'cli-progress'

export type Progress = { at(step: string, done: number, of?: number): void; end(): void }

export function progress(): Progress {
  if (!process.stderr.isTTY) return { at: () => {}, end: () => {} }
  const bar = new SingleBar({ format: '{step} {bar} {value}/{total}', clearOnComplete: true })
  bar.start(0, 0, { step: '' })
  return {
    at: (step, done, of = done) => {
      bar.setTotal(of)
      bar.update(done, { step })
    },
    end: () => bar.stop(),
  }
}

/** Shows how far the work is; the bar goes whether it succeeds or fails. */
export async function showing<T>(work: (at: Progress['at']) => Promise<T>): Promise<T> {
  const { at, end } = progress()
  try {
    return await work(at)
  } finally {
    end()
  }
}
