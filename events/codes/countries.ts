/** Countries: the assigned codes of ISO 3166-1 alpha-2, upper case. Withdrawn and reserved codes are none. */
import { iso31661 } from 'iso-3166/1.js'
import * as z from 'zod'

export const countryCodes: ReadonlySet<string> = new Set(iso31661.map(({ alpha2 }) => alpha2))

/** `KZ`; never folded, so that two spellings of one country cannot become two rows. */
export const country = z.enum(iso31661.map(({ alpha2 }) => alpha2) as [string, ...string[]])
