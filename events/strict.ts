/** Strict objects and cross-field rules whose refusals can be told to a partner (see issues.ts). */
import * as z from 'zod'

/**
 * An object that refuses unknown fields. The issue's message lists the known names, since that is
 * the only thing of the schema that survives into the issue; issues.ts turns it into a hint.
 */
export const strict = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(',') : undefined),
  })

export type Refusal = { code: string; detail: string; hint?: string }

/** What a `refine` is given so that its refusal has a stable code. */
export const refusal = ({ code, detail, hint }: Refusal) => ({ error: detail, params: { code, hint } })

/**
 * A rule over several fields of one object. It runs unless one of these fields is itself wrong:
 * zod would otherwise skip it whenever anything else is, and errors could not be complete.
 */
export const together = <T extends object>(
  fields: readonly (keyof T & string)[],
  holds: (value: T) => boolean,
  at: keyof T & string,
  why: Refusal,
) =>
  z.refine<T>(holds, {
    ...refusal(why),
    path: [at],
    when: ({ value, issues }) =>
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      issues.every((issue) => {
        const field = issue.path?.[0]
        return field !== undefined && field !== at && !(fields as readonly PropertyKey[]).includes(field)
      }),
  })

/** A list of at most `max` members without repeats. */
export const unique = <S extends z.ZodType>(member: S, { min = 0, max = 100 } = {}) =>
  z
    .array(member)
    .min(min)
    .max(max)
    .refine((list) => new Set(list.map((one) => JSON.stringify(one))).size === list.length, {
      ...refusal({ code: 'duplicate', detail: 'holds the same member twice' }),
    })

/** A JSON integer, 0 or more; `-0` is refused, since it is written as another text than it was sent in. */
export const count = z
  .int()
  .min(0)
  .refine((n) => !Object.is(n, -0), refusal({ code: 'negative-zero', detail: 'must not be -0' }))
