/**
 * Requests and events per minute of one agency; of callers without a token, of one address. Each instance of a function
 * counts for itself: a brake, not an account. The bus door has no limit of its own: what it is sent waits in a queue.
 */
import type { Ctx } from './app.ts'
import { type Caller, callerOf } from './caller.ts'
import { Refused } from './problems.ts'

export type RateLimit = {
  /** @returns the seconds to wait; 0 lets the request pass, and takes one from what is left. */
  ask(who: string): number
  /** Takes so many more. What is not there is owed, but never more than a minute's worth. */
  charge(who: string, count: number): void
}

export const noRateLimit: RateLimit = { ask: () => 0, charge: () => {} }

/** So many callers are remembered; of more, those who have not come for the longest time are forgotten. */
const callersMax = 10_000

/** A bucket of one minute's requests that refills steadily. */
export function ratePerMinute(perMinute: number, nowMs: () => number): RateLimit {
  const buckets = new Map<string, { tokens: number; atMs: number }>()
  const leftOf = (who: string): number => {
    const { tokens, atMs } = buckets.get(who) ?? { tokens: perMinute, atMs: nowMs() }
    // A clock that is set back gives nothing, and takes nothing.
    return Math.min(perMinute, tokens + (Math.max(0, nowMs() - atMs) / 60_000) * perMinute)
  }
  const keep = (who: string, tokens: number): void => {
    buckets.delete(who)
    buckets.set(who, { tokens, atMs: nowMs() })
    const [oldest] = buckets.keys()
    if (buckets.size > callersMax && oldest !== undefined) buckets.delete(oldest)
  }
  return {
    ask: (who) => {
      const left = leftOf(who)
      keep(who, left >= 1 ? left - 1 : left)
      return left >= 1 ? 0 : Math.max(1, Math.ceil(((1 - left) * 60) / perMinute))
    },
    charge: (who, count) => keep(who, Math.max(-perMinute, leftOf(who) - count)),
  }
}

/** @param setting requests per minute, or nothing for no limit. */
export const rateLimitOf = (setting: string | undefined): RateLimit =>
  setting ? ratePerMinute(Number(setting), Date.now) : noRateLimit

type Needs = {
  verify: Parameters<typeof callerOf>[1]
  register: Parameters<typeof callerOf>[2]
  rateLimit: RateLimit
}

/** Throws 429 with `Retry-After`. */
export function within(rateLimit: RateLimit, who: string): void {
  const seconds = rateLimit.ask(who)
  if (seconds === 0) return
  throw new Refused('rate-limited', 'Too many requests for now.', { 'retry-after': String(seconds) })
}

/** Who is calling, once it is known that they may call again. Throws 401, and 429 with `Retry-After`. */
export async function callerWithin({ verify, register, rateLimit }: Needs, c: Ctx): Promise<Caller> {
  const caller = await callerOf(c.req.raw, verify, register).catch((error: unknown) => {
    // Whoever tries tokens out is stopped, too.
    if (error instanceof Refused) within(rateLimit, addressOf(c))
    throw error
  })
  within(rateLimit, caller.agency?.agencyId ?? addressOf(c))
  return caller
}

/**
 * Where the request came from, in a form that no agency's id has. The gateway adds who called it to what it was told;
 * of CloudFront before it, that is CloudFront, which has added who called there.
 */
export function addressOf(c: Ctx): string {
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',')
  const proxies = process.env.BEHIND_EDGE ? 2 : 1
  return `from ${forwarded.at(-proxies)?.trim() ?? 'nowhere'}`
}
