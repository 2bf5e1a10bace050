/** Sums are kept by month: a day counts with its month, a year from its first month or to its last. */
import type { Filters } from './page.ts'

export function monthsOf({ from, to }: Pick<Filters, 'from' | 'to'>): { from?: string; to?: string } {
  return {
    ...(from !== undefined && { from: from.length === 4 ? `${from}-01` : from.slice(0, 7) }),
    ...(to !== undefined && { to: to.length === 4 ? `${to}-12` : to.slice(0, 7) }),
  }
}
