/** Commitments: what a delegation promised, and what became of it. */
import * as z from 'zod'
import { percent } from './amounts.ts'
import { date } from './dates.ts'
import { delegation, fullEnvelope } from './envelope.ts'
import { eventId } from './ids.ts'
import { once } from './once.ts'
import { strict } from './strict.ts'
import { note, title } from './text.ts'

/** A declaratory commitment (`measurable: false`) never lapses. `statementId` is the id part of its subject. */
export const commitmentMade = once(() =>
  strict({
    by: delegation,
    statementId: eventId.optional(),
    initiative: title.optional(),
    text: note,
    type: z.enum([
      'budget',
      'financial-contribution',
      'programme',
      'legislation',
      'hosting',
      'capacity',
      'other',
    ]),
    due: date.optional(),
    measurable: z.boolean(),
    ...fullEnvelope,
  }),
)

export const commitmentProgressReported = once(() =>
  strict({
    text: note,
    percent: percent.optional(),
    ...fullEnvelope,
  }),
)
export const commitmentFulfilled = once(() => strict({ text: note.optional(), ...fullEnvelope }))
export const commitmentLapsed = once(() => strict({ reason: note.optional(), ...fullEnvelope }))
export const commitmentWithdrawn = once(() => strict({ reason: note, ...fullEnvelope }))
