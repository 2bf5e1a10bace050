/** Problems as they are sent, and as `/problems/{slug}` explains them. */
import * as z from 'zod'
import { named } from './shapes.ts'

export const problem = named(
  'Problem',
  z.strictObject({
    type: z.string().regex(/^\/problems\/[a-z-]+$/),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    requestId: z.string(),
    errors: z
      .array(
        z.strictObject({
          pointer: z.string().meta({ description: 'JSON pointer into the event' }),
          detail: z.string(),
          code: z.string().meta({ description: 'Stable' }),
          hint: z.string().optional(),
        }),
      )
      .optional(),
  }),
)

export const problemExplained = named(
  'ProblemExplained',
  z.strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    meaning: z.string(),
    remedy: z.string(),
    sample: problem,
  }),
)
