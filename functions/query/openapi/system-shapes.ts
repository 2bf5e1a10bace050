/** What the system says of itself and of its caller. */
import * as z from 'zod'
import { subject as anySubject, slug, subjectKind } from '../../../events/ids.ts'
import { label, named } from './shapes.ts'

const messages = z.int().min(0).nullable()

/** Null is what the queue did not tell; nobody works on what has dead letters alone. */
const queueDepth = z.strictObject({
  name: z.string(),
  waiting: messages.optional(),
  underWay: messages.optional(),
  deadLetters: messages,
})

export const systemShapes = {
  readMe: named(
    'Me',
    z.strictObject({
      agencyId: slug,
      kind: z.string(),
      postingScopes: z.array(subjectKind),
      scopes: z.array(z.string()),
      label,
    }),
  ),
  listSchemas: named(
    'SchemaList',
    z.strictObject({
      items: z.array(z.strictObject({ type: z.string(), version: z.int().min(1), path: z.string() })),
    }),
  ),
  readHealth: named('Health', z.strictObject({ status: z.literal('ok') })),
  readProjections: named(
    'Projections',
    z.strictObject({
      status: z.enum(['current', 'behind']),
      lastSweep: z.strictObject({ sweptAt: z.string(), status: z.enum(['current', 'behind']) }).nullable(),
      queues: z.strictObject({ countedAt: z.string(), items: z.array(queueDepth) }).nullable(),
      items: z.array(
        z.strictObject({ subject: anySubject, head: z.int(), projected: z.int(), behind: z.int() }),
      ),
    }),
  ),
}
