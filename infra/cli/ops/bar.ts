/** How far a command has come: drawn on a terminal only, on stderr; scripts and logs get the end alone. */
import { SingleBar } from 'cli-progress'

/** Does the work and tells how far it is; the bar goes whether it succeeds or fails. @param total 0: not known. */
export async function withBar<T>(
  unit: string,
  total: number,
  work: (reached: (n: number) => void) => Promise<T>,
): Promise<T> {
  if (!process.stderr.isTTY) return work(() => {})
  const format = total === 0 ? `{value} ${unit}` : `{bar} {value}/{total} ${unit}, {eta_formatted} left`
  const bar = new SingleBar({ format, clearOnComplete: true })
  bar.start(total, 0)
  try {
    return await work((n) => bar.update(n))
  } finally {
    bar.stop()
  }
}
