/** Where a commitment stands against its date. A date is over once the last day that it may mean is. */

export const tracks = ['overdue', 'soon', 'later', 'undated', 'done', 'ended'] as const
export type Track = (typeof tracks)[number]

export const soonDays = 90
const dayMs = 86_400_000

type Commitment = { status: string; due?: string; measurable: boolean }

/** What nobody can measure is never overdue: a declaratory commitment does not lapse either. */
export function trackOf({ status, due, measurable }: Commitment, now: Date): Track {
  if (status === 'fulfilled') return 'done'
  if (status !== 'made' && status !== 'in-progress') return 'ended'
  if (due === undefined || !measurable) return 'undated'
  const left = daysLeft(due, now)
  return left < 0 ? 'overdue' : left <= soonDays ? 'soon' : 'later'
}

/** Whole days to the last day of `due`, which may be a year or a month; 0 on that day, negative after it. UTC. */
export function daysLeft(due: string, now: Date): number {
  const [year = 0, month, day] = due.slice(0, 10).split('-').map(Number)
  const lastDay = day === undefined ? Date.UTC(year, month ?? 12, 0) : Date.UTC(year, (month ?? 1) - 1, day)
  return lastDay / dayMs - Math.floor(now.getTime() / dayMs)
}
