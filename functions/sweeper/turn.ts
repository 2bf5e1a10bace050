/** How far apart the scheduled runs are; how many of them share one walk over the ledger, the stage says. */
export const sweepIntervalMs = 15 * 60_000

/**
 * Which segment's turn it is. Every segment has to come once in a walk, so a run that begins a little early or late must
 * not count for another: it goes by the quarter that is nearest to when it was due.
 *
 * @param due instant, `time` of a scheduled event; without one, it was due now.
 */
export function turnOf(due: string | undefined, nowMs: number, segments: number): number {
  const dueMs = Date.parse(due ?? '')
  return Math.round((Number.isNaN(dueMs) ? nowMs : dueMs) / sweepIntervalMs) % segments
}
