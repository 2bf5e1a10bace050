/** What the operator's own machine has to have. */
import { access, constants, statfs } from 'node:fs/promises'
import { type Found, fail, fine, warn } from './check.ts'

const nodeMajorMin = 24

export function nodeVersion(version: string): Found {
  const major = Number(/^v(\d+)/.exec(version)?.[1])
  return major >= nodeMajorMin
    ? fine(version)
    : fail(version, `run it by npm run rw, which uses Node ${nodeMajorMin}`)
}

const giB = 1024 ** 3

export async function dataFolder(dir: string): Promise<Found> {
  const isWritable = await access(dir, constants.W_OK).then(
    () => true,
    () => false,
  )
  if (!isWritable)
    return fail(`${dir} is not there or cannot be written`, 'give the folder to the user that runs the host')
  const { bavail, bsize } = await statfs(dir)
  const free = bavail * bsize
  const detail = `${dir}, ${(free / giB).toFixed(1)} GiB free`
  if (free < giB / 10) return fail(detail, 'make room at once: a full disk stops every write')
  return free < giB ? warn(detail, 'make room') : fine(detail)
}

export const skewWarningMs = 5_000
const skewFailedMs = 60_000

/** @param date what the service's `Date` header says, to the second. */
export function clockSkew(date: string | null, askedMs: number, answeredMs: number): Found {
  const theirs = Date.parse(date ?? '')
  if (Number.isNaN(theirs)) return warn('the service tells no time', 'compare the clocks by hand')
  // A second is cut off its end, and the answer took its time.
  const skew = Math.max(0, askedMs - theirs - 1_000, theirs - answeredMs)
  const detail = skew === 0 ? 'agrees with the service' : `${(skew / 1_000).toFixed(0)} s off the service`
  if (skew > skewFailedMs)
    return fail(detail, "set this machine's clock: AWS refuses what is signed too early or too late")
  return skew > skewWarningMs ? warn(detail, "set this machine's clock: exports go by it") : fine(detail)
}
