/** When a call is worth repeating, and how long to wait before. Repeats are safe: an event's id is its idempotency key. */
export type Patience = { retriesMax: number; timeoutMs: number; sleep: (ms: number) => Promise<void> }

/** One-shot commands give up in about four seconds when nobody listens. */
export const brief: Patience = { retriesMax: 4, timeoutMs: 30_000, sleep: pause }

/** An import outlives a restart of the server: about half a minute of waiting in all. */
export const persistent: Patience = { retriesMax: 8, timeoutMs: 60_000, sleep: pause }

const firstWaitMs = 250
const longestWaitMs = 8_000
/** A server that asks for more is treated as down: the person decides. */
const longestAskedMs = 120_000

/** Whatever the server has failed at: it may have recorded all the same, and a repeat finds out. */
export const isPassing = (status: number): boolean => status === 429 || status >= 500

/** Milliseconds before retry number `retry` (0 first), or undefined when it is time to give up. */
export function waitMs(
  { retriesMax }: Patience,
  retry: number,
  retryAfter?: string | null,
): number | undefined {
  if (retry >= retriesMax) return undefined
  // Partly random: callers that failed together do not come back together.
  const asked = askedMs(retryAfter)
  if (asked !== undefined) return asked > longestAskedMs ? undefined : asked + Math.random() * firstWaitMs
  const most = Math.min(firstWaitMs * 2 ** retry, longestWaitMs)
  return most / 2 + (most / 2) * Math.random()
}

/** `Retry-After` is seconds or an HTTP date (RFC 9110, 10.2.3). */
function askedMs(retryAfter: string | null | undefined): number | undefined {
  if (!retryAfter) return undefined
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000
  const at = Date.parse(retryAfter)
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now())
}

function pause(ms: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, ms))
}
