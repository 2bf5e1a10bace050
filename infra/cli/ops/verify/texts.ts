/** Findings in an operator's words: subjects, sequences and keys, never what events say. */
import type { ChainFault } from '../../../../functions/verification/chain.ts'
import type { Findings } from '../../../../functions/verification/findings.ts'
import type { LedgerVerified } from '../../../../functions/verification/ledger.ts'
import type { LogFinding, LogVerified } from '../../../../functions/verification/log.ts'
import type { RowFinding } from '../../../../functions/verification/log-table.ts'
import type { RestoredCompared } from '../../../../functions/verification/restored.ts'
import type { ViewsVerified } from '../../../../functions/verification/views.ts'
import type { ViewFinding } from '../../../../functions/verification/views-finding.ts'
import { counted } from '../counted.ts'

const chainWords: Record<ChainFault['what'], string> = {
  subject: 'no subject can be called this',
  missing: 'is not there, and later commits are',
  hash: 'does not follow from the commit before it, its header and its payload',
  header: 'has a header that is not the text that was hashed, or cannot be read',
  payload: 'has a payload that is not the text that was hashed',
  key: 'stands in the place of another commit',
  'event-id': 'has an event id that does not derive from source, id and subject',
  redaction: 'has lost its payload, or a part of it, without a redaction that names it',
  unredacted: 'was redacted more than an hour ago and still has its payload',
}

const viewWords: Record<ViewFinding['what'], string> = {
  missing: 'is missing',
  extra: 'should not be there',
  different: 'is not what the ledger says',
  ahead: 'is ahead of the ledger',
  fence: 'has a lower fence than it was written with',
  expiring: 'would go by itself',
  forgetful: 'does not know of all that was written',
  behind: 'is behind the ledger: rw ops sweep --whole projects it',
  unreadable: 'cannot be folded',
}

export const ledgerText = ({ subjects, commits, findings }: LedgerVerified): string =>
  section(`ledger: ${commits} commits of ${subjects} subjects`, findings, chainText)

const chainText = ({ subject, sequence, what }: ChainFault): string =>
  `${subject} ${sequence} ${chainWords[what]}`

const rowWords: Record<RowFinding['is'], string> = {
  missing: 'is missing',
  different: 'is not what its bucket says',
  extra: 'is of an event that the log does not have',
}

export function logText({ size, commits, batches, pending, recordedAt, findings }: LogVerified): string {
  const last = recordedAt === undefined ? 'no checkpoint yet' : `last checkpoint ${recordedAt}`
  const head = `log: ${commits} commits among ${size} leaves in ${batches} batches, ${last}, ${pending} commits not in it yet`
  return section(head, findings, logFindingText)
}

function logFindingText(finding: LogFinding): string {
  if (finding.what === 'log') return finding.detail
  if (finding.what === 'row') return `row ${finding.row} of its table ${rowWords[finding.is]}`
  const of = `${finding.subject} ${finding.sequence}`
  if (finding.what === 'unlogged') return `${of} is more than an hour old and not in the log`
  const said = {
    missing: 'is in the log and not in the ledger',
    different: 'is not the commit that is in the log',
    twice: 'is in the log a second time',
  }
  return `${of} ${said[finding.what]} (leaf ${finding.leaf})`
}

export const viewsText = (generation: number, { subjects, rows, totals, findings }: ViewsVerified): string =>
  section(
    `views: ${rows} rows of ${subjects} subjects, ${totals} totals, generation ${generation}`,
    findings,
    viewText,
  )

export const restoredText = ({ compared, changed, findings }: RestoredCompared): string =>
  section(
    `views that are read: ${compared} subjects compared, ${changed} have changed since`,
    findings,
    viewText,
  )

function viewText({ what, subject, row }: ViewFinding): string {
  const place = row && `row ${row.partition} ${row.sort} (${row.label})`
  return `${[subject, place].filter((part) => part !== undefined).join(', ')} ${viewWords[what]}`
}

function section<T>(head: string, { count, first }: Findings<T>, text: (finding: T) => string): string {
  if (count === 0) return `${head}: nothing differs`
  const more = count > first.length ? [`  and ${count - first.length} more`] : []
  return [
    `${head}: ${counted(count, 'finding')}`,
    ...first.map((finding) => `  ${text(finding)}`),
    ...more,
  ].join('\n')
}
