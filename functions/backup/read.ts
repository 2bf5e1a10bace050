/** A backup read and checked from its first line to its last. */
import type { Commit } from '../ledger/commit.ts'
import { faultsIn } from '../verification/chain.ts'
import {
  BackupDamaged,
  commitIn,
  type Head,
  headIn,
  isTrailer,
  newDigest,
  type Trailer,
  trailerIn,
} from './format.ts'

export type Backup = Head & Trailer

/**
 * Gives each subject's chain to `take`, in order, once it is known to hold. Throws `BackupDamaged` for whatever is not
 * an export as it was written, which may be only at its end: do nothing before that is reached.
 * @param lines without their newlines.
 */
export async function readBackup(
  lines: AsyncIterable<string>,
  take: (commits: readonly Commit[]) => void | Promise<void>,
): Promise<Backup> {
  const digest = newDigest()
  const counts = { commits: 0, subjects: 0 }
  let head: Head | undefined
  let trailer: Trailer | undefined
  let chain: Commit[] = []
  let number = 0
  const ended = async () => {
    if (!chain[0]) return
    const [fault] = faultsIn(chain[0].subject, chain, 0)
    if (fault)
      throw new BackupDamaged(
        `the chain of ${fault.subject} does not hold at ${fault.sequence}: ${fault.what}`,
      )
    counts.subjects += 1
    await take(chain)
  }
  for await (const line of lines) {
    number += 1
    if (trailer) throw new BackupDamaged(`line ${number} stands after the last line`)
    if (!head) head = headIn(line)
    else if (isTrailer(line)) {
      trailer = trailerIn(line, number)
      continue
    } else {
      const commit = commitIn(line, number)
      const last = chain.at(-1)
      if (last && last.subject > commit.subject) throw new BackupDamaged(`line ${number} is out of order`)
      if (last && last.subject !== commit.subject) {
        await ended()
        chain = []
      }
      chain.push(commit)
      counts.commits += 1
    }
    digest.update(`${line}\n`)
  }
  await ended()
  if (!head) throw new BackupDamaged('the file is empty')
  if (!trailer) throw new BackupDamaged('the last line is missing: the file was cut off')
  if (trailer.commits !== counts.commits || trailer.subjects !== counts.subjects)
    throw new BackupDamaged(
      `the last line tells ${trailer.commits} commits of ${trailer.subjects} subjects; there are ${counts.commits} of ${counts.subjects}`,
    )
  if (trailer.sha256 !== digest.digest('hex'))
    throw new BackupDamaged('the digest in the last line is of another text')
  return { ...head, ...trailer }
}
