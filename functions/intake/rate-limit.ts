/** Requests per agency and minute. Each instance of the function counts for itself: a brake, not an account. */

/** @returns the seconds to wait; 0 lets the request pass. */
export type RateLimit = (agencyId: string) => number

export const noRateLimit: RateLimit = () => 0

/** A bucket of one minute's requests that refills steadily. */
export function ratePerMinute(perMinute: number, nowMs: () => number): RateLimit {
  const buckets = new Map<string, { tokens: number; atMs: number }>()
  return (agencyId) => {
    const now = nowMs()
    const bucket = buckets.get(agencyId) ?? { tokens: perMinute, atMs: now }
    const tokens = Math.min(perMinute, bucket.tokens + ((now - bucket.atMs) / 60_000) * perMinute)
    const passes = tokens >= 1
    buckets.set(agencyId, { tokens: passes ? tokens - 1 : tokens, atMs: now })
    return passes ? 0 : Math.max(1, Math.ceil(((1 - tokens) / perMinute) * 60))
  }
}
