/** Routes: ordered legs from country to country, with what is said of their use, value and volume. */
import * as z from 'zod'
import { amount, compareAmounts, currency, money } from './amounts.ts'
import { mode } from './codes/circumstances.ts'
import { substance } from './codes/substances.ts'
import { unit } from './codes/units.ts'
import { date, period, since } from './dates.ts'
import { fullEnvelope } from './envelope.ts'
import { slug } from './ids.ts'
import { once } from './once.ts'
import { placeOrRegion } from './place.ts'
import { refusal, strict, together, unique } from './strict.ts'
import { names, note, title } from './text.ts'

const status = z.enum(['suspected', 'active'])
const substancesOf = unique(substance, { min: 1, max: 50 })
const canonical = (place: object) => JSON.stringify(Object.entries(place).sort())

const legShape = {
  legId: slug,
  from: placeOrRegion,
  to: placeOrRegion,
  role: z.enum(['trunk', 'branch', 'offshoot']),
  modes: unique(mode).optional(),
  substances: unique(substance, { max: 50 }).optional(),
  since: since.optional(),
  status: status.optional(),
}
type LegFields = z.output<z.ZodObject<typeof legShape>>

const goesSomewhere = together<Pick<LegFields, 'from' | 'to'>>(
  ['from', 'to'],
  ({ from, to }) => typeof from !== 'object' || typeof to !== 'object' || canonical(from) !== canonical(to),
  'to',
  { code: 'zero-length-leg', detail: 'must differ from "from"' },
)

const leg = strict(legShape).check(goesSomewhere)
export type Leg = z.output<typeof leg>

export const routeIdentified = once(() =>
  strict({ names, substances: substancesOf, status, ...fullEnvelope }),
)
export const routeLegAdded = once(() => strict({ ...legShape, ...fullEnvelope }).check(goesSomewhere))
export const routeLegRetired = once(() => strict({ legId: slug, reason: note, ...fullEnvelope }))

export const routeRerouted = once(() =>
  strict({
    from: unique(slug, { min: 1, max: 50 }),
    to: z
      .array(leg)
      .min(1)
      .max(50)
      .refine(
        (legs) => new Set(legs.map(({ legId }) => legId)).size === legs.length,
        refusal({ code: 'duplicate', detail: 'has two legs of one id' }),
      ),
    cause: z.enum(['enforcement', 'conflict', 'price', 'weather', 'infrastructure', 'unknown']),
    ...fullEnvelope,
  }),
)

export const routeSubstancesChanged = once(() =>
  strict({
    substances: substancesOf,
    reason: note.optional(),
    ...fullEnvelope,
  }),
)

const ordered = together<{ min: string; max: string }>(
  ['min', 'max'],
  ({ min, max }) => compareAmounts(min, max) <= 0,
  'max',
  { code: 'out-of-order', detail: 'must not be less than "min"' },
)

/** Money is never compared without its metric and period. */
export const routeValueEstimated = once(() =>
  strict({
    metric: z.enum(['gross-revenue', 'net-profit', 'street-value', 'unspecified-proceeds']),
    min: money,
    max: money,
    currency,
    referencePeriod: period,
    scope: title.optional(),
    ...fullEnvelope,
  }).check(ordered),
)

export const routeVolumeEstimated = once(() =>
  strict({
    substance,
    min: amount,
    max: amount,
    unit,
    referencePeriod: period,
    ...fullEnvelope,
  }).check(ordered),
)

export const routeDeclaredDormant = once(() => strict({ reviewedFrom: date, reason: note, ...fullEnvelope }))
export const routeReactivated = once(() => strict({ reason: note.optional(), ...fullEnvelope }))
export const routeDisrupted = once(() => strict({ operationRef: title, ...fullEnvelope }))
