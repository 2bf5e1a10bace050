/** What `rw ops dlq` prints for a person. */
import { counted } from '../counted.ts'
import type { Listed } from './actions.ts'
import { type Group, unsaid } from './filter.ts'
import type { Letter, StreamBatch } from './letter.ts'
import type { DeadLetterQueue } from './queues.ts'

export function listText(queues: readonly Listed[]): string {
  const width = Math.max(...queues.map(({ queue }) => queue.length))
  return queues
    .map(({ queue, letters, oldestSeconds }) => {
      const age = oldestSeconds === undefined ? '' : `, oldest seen ${ageText(oldestSeconds)}`
      return `${queue.padEnd(width)}  ${letters}${age}`
    })
    .join('\n')
}

/** In the largest whole unit that leaves more than one of it. */
export function ageText(seconds: number): string {
  for (const [unit, size] of [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
  ] as const)
    if (seconds >= 2 * size) return `${Math.floor(seconds / size)} ${unit}`
  return `${seconds} s`
}

export function letterText(letter: Letter): string {
  const {
    id,
    reason = unsaid,
    subject,
    eventIds = [],
    submissionId,
    onlyCopyOf,
    batch,
    type,
    receives,
    sentAt,
  } = letter
  const about = [
    type,
    subject,
    ...eventIds.map((eventId) => `event ${eventId}`),
    ...(submissionId === undefined ? [] : [`submission ${submissionId}`]),
    ...(onlyCopyOf === undefined ? [] : [`from account ${onlyCopyOf}: the only copy`]),
    ...(batch === undefined ? [] : batchText(batch)),
  ].filter((part) => part !== undefined)
  return [
    `${id}  since ${sentAt}, received ${receives}×`,
    ...(about.length === 0 ? [] : [`  ${about.join(', ')}`]),
    `  ${reason}`,
  ].join('\n')
}

function batchText({ table, shard, first, last, size, ...batch }: StreamBatch): string[] {
  const { firstArrivedAt, lastArrivedAt, tries, functionError } = batch
  return [
    `${size === undefined ? 'records' : counted(size, 'record')} of the stream${table === undefined ? '' : ` of ${table}`}`,
    ...(shard === undefined ? [] : [`shard ${shard}`]),
    ...(first === undefined ? [] : [`sequence numbers ${first} to ${last ?? first}`]),
    ...(firstArrivedAt === undefined
      ? []
      : [`arrived ${firstArrivedAt} to ${lastArrivedAt ?? firstArrivedAt}`]),
    ...(tries === undefined ? [] : [`tried ${tries}×`]),
    ...(functionError === undefined ? [] : [`the function's error: ${functionError}`]),
  ]
}

/** What to do about the letters of a queue that were looked at. */
export function adviceOf({ name, healing }: DeadLetterQueue): string {
  switch (healing) {
    case 'send':
      return `  → once it is mended: rw ops dlq redrive ${name}`
    case 'sweep':
      return `  → rw ops dlq redrive ${name} sweeps the whole ledger for what they left undone, and removes them`
    default:
      return `  → docs/runbooks/dead-letters.md; once it is seen to: rw ops dlq drop ${name}`
  }
}

export const groupsText = (groups: readonly Group[]): string[] =>
  groups.map(({ reason, letters, subjects }) => `  ${letters} × ${reason} (${counted(subjects, 'subject')})`)

/** What is lost with the letters of a queue, and what brings it back. */
export function lossOf({ name, healing }: DeadLetterQueue, onlyCopies: number): string {
  if (name === 'recorder') {
    const kept = 'Submissions are kept: those that are pending are sent again by the sweeper.'
    return onlyCopies === 0
      ? kept
      : `${kept} ${counted(onlyCopies, 'letter')} held the only copy of what a partner put on the bus: it has to post it again.`
  }
  switch (healing) {
    case 'send':
      return 'A letter is a hint: no event is lost, and the sweeper finds the subject if it is still behind.'
    case 'sweep':
      return 'A letter only says that a run failed: the next sweeps find what it left undone.'
    case 'schedule':
      return 'A letter only says that a run failed: the next run does its work.'
    case 'look':
      return 'Nothing does again what the letter stands for: look into it first (docs/operate.md).'
  }
}
