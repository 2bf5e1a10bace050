/** What is wrong with a row, told by its key: never what stands in it. */
import type { Key } from '../views/views.ts'

/**
 * `missing`, `extra`, `different`: the row. `ahead`: its fence, or without a row the subject's watermark, is beyond the
 * ledger, so that the truth would be refused; also a tombstone's. `fence`: it is lower than that of the subject's
 * other rows or than its head, so that an older row could come over it. `expiring`: it would go by itself.
 * `forgetful`: the watermark does not know of all the subject's rows, which then outlast what has to take them back.
 * `behind`: the subject's newest events, or those of what it rests on, are not in its rows. `unreadable`: the subject
 * cannot be folded.
 */
export type ViewFinding = {
  what:
    | 'missing'
    | 'extra'
    | 'different'
    | 'ahead'
    | 'fence'
    | 'expiring'
    | 'forgetful'
    | 'behind'
    | 'unreadable'
  subject?: string
  row?: Key
}

/** Some partitions are named for what a payload says. */
const tellingPartitions = ['names/', 'reports/', 'clients/']

export function rowFinding(what: ViewFinding['what'], key: Key, subject?: string): ViewFinding {
  const telling = tellingPartitions.find((prefix) => key.partition.startsWith(prefix))
  const partition = telling === undefined ? key.partition : `${telling}…`
  return { what, ...(subject !== undefined && { subject }), row: { ...key, partition } }
}
