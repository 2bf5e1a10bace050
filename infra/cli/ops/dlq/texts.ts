/** What `rw ops dlq` prints for a person. */
import { counted } from '../counted.ts'
import type { Listed } from './actions.ts'
import { type Group, unsaid } from './filter.ts'
import type { Letter } from './letter.ts'
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
  ].filter((part) => part !== undefined)
  return [`${id}  since ${sentAt}, received ${receives}×`, `  ${about.join(', ')}`, `  ${reason}`].join('\n')
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
