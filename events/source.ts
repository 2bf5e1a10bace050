/** Registered sources, so that two claims can be seen to share a root. */
import * as z from 'zod'
import { date } from './dates.ts'
import { markedEnvelope, sourceKind, url } from './envelope.ts'
import { slug } from './ids.ts'
import { once } from './once.ts'
import { strict, unique } from './strict.ts'
import { title } from './text.ts'

export const sourceRegistered = once(() =>
  strict({
    kind: sourceKind,
    title,
    url: z.optional(url),
    publishedAt: date.optional(),
    derivedFrom: unique(slug, { max: 20 }).optional(),
    ...markedEnvelope,
  }),
)
