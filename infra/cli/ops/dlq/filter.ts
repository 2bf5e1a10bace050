/** Which letters an operator means. */
import type { Letter } from './letter.ts'

export type Filter = { subject?: string; reason?: string; id?: string }

/** A subject as a whole, a part of the reason in any case of letters, an id as a whole; all that is given must fit. */
export function fits(letter: Letter, { subject, reason, id }: Filter): boolean {
  return (
    (subject === undefined || letter.subject === subject) &&
    (reason === undefined || (letter.reason ?? '').toLowerCase().includes(reason.toLowerCase())) &&
    (id === undefined || letter.id === id)
  )
}

export type Group = { reason: string; letters: number; subjects: number }

/** How many letters there are for each reason, the commonest first. */
export function grouped(letters: readonly Letter[]): Group[] {
  const byReason = Map.groupBy(letters, ({ reason }) => reason ?? unsaid)
  return [...byReason]
    .map(([reason, group]) => ({
      reason,
      letters: group.length,
      subjects: new Set(group.flatMap(({ subject }) => subject ?? [])).size,
    }))
    .sort((one, other) => other.letters - one.letters || one.reason.localeCompare(other.reason))
}

/** SQS moves a message without a word: its worker did not live to say why. */
export const unsaid = 'no reason given'
