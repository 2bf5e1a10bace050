/** Aggregate figures: annual tables and press totals, never added to cases. */
import * as z from 'zod'
import { amount } from './amounts.ts'
import { country } from './codes/countries.ts'
import { substance } from './codes/substances.ts'
import { period } from './dates.ts'
import { fullEnvelope } from './envelope.ts'
import { eventId } from './ids.ts'
import { once } from './once.ts'
import { placeOrRegion } from './place.ts'
import { count, strict } from './strict.ts'
import { label, names } from './text.ts'

export const aggregateFigureReported = once(() =>
  strict({
    series: strict({
      names,
      country: country.optional(),
      place: placeOrRegion.optional(),
      substance: substance.optional(),
      /** As published: such tables come in pounds and in currencies too. */
      unit: label,
      metric: label,
    }),
    period,
    value: amount,
    relation: z.enum(['exact', 'approximately', 'less-than', 'more-than']).optional(),
    count: count.optional(),
    restates: eventId.optional(),
    ...fullEnvelope,
  }),
)
