/** What is wrong with a row, told by its key: never what stands in it. */
import type { Key } from '../views/views.ts'

/**
 * `missing`, `extra`, `different`: the row. `ahead`: its fence, or without a row the subject's watermark, is beyond the
 * ledger, so that the truth would be refused. `behind`: the subject's newest events are not in its rows. `unreadable`:
 * the subject cannot be folded.
 */
export type ViewFinding = {
  what: 'missing' | 'extra' | 'different' | 'ahead' | 'behind' | 'unreadable'
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
