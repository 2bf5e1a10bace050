/** First and second level subdivisions of countries: ISO 3166-2. */
import { iso31662 } from 'iso-3166/2.js'
import * as z from 'zod'
import { once } from '../once.ts'
import { refusal } from '../strict.ts'

const codes = once(() => new Set(Array.from(iso31662, ({ code }) => code)))

export const adminRegion = z
  .string()
  .refine((code) => codes().has(code), {
    ...refusal({ code: 'not-in-list', detail: 'is not an ISO 3166-2 code' }),
  })
  .meta({ description: 'ISO 3166-2' })
