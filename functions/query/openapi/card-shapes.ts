/** Cards and list items of every kind of subject. */
import * as z from 'zod'
import { type SubjectKind, subject, subjectKinds } from '../../../events/ids.ts'
import { singular } from '../subjects.ts'
import {
  actorBlocks,
  actorFields,
  countryBlocks,
  countryFields,
  routeBlocks,
  routeFields,
} from './network-shapes.ts'
import { figureFields, seizureFields } from './seizure-shapes.ts'
import {
  agencyFields,
  commitmentFields,
  sessionBlocks,
  sessionFields,
  sourceFields,
  statementBlocks,
  statementFields,
} from './session-shapes.ts'
import { claim, conflict, named, version } from './shapes.ts'

type Kind = { fields: z.ZodRawShape; blocks?: z.ZodRawShape }

const kinds: Readonly<Record<SubjectKind, Kind>> = {
  agencies: { fields: agencyFields },
  sources: { fields: sourceFields },
  seizures: { fields: seizureFields },
  routes: { fields: routeFields, blocks: routeBlocks },
  actors: { fields: actorFields, blocks: actorBlocks },
  sessions: { fields: sessionFields, blocks: sessionBlocks },
  statements: { fields: statementFields, blocks: statementBlocks },
  commitments: { fields: commitmentFields },
  countries: { fields: countryFields, blocks: countryBlocks },
  figures: { fields: figureFields },
}

const related = z
  .record(z.string(), z.string())
  .optional()
  .meta({ description: 'What the subjects that are referred to are called' })
const claims = { claims: z.array(claim), conflicts: z.array(conflict) }
const lookingBack = {
  knownAt: z.string().optional().meta({ description: 'As asked for' }),
  notAsOf: z
    .array(z.string())
    .optional()
    .meta({ description: 'Fields that span subjects and show the present all the same' }),
}

const truncated = z
  .array(z.string())
  .min(1)
  .optional()
  .meta({ description: 'Fields that hold only the first of what there is' })

/** The payload is gone; that it was there, and what other subjects say, stays. */
const redactedCard = named(
  'RedactedCard',
  z.looseObject({ subject, version, status: z.literal('redacted'), truncated, ...lookingBack, ...claims }),
)

const made = new Map(
  subjectKinds.map((kind) => {
    const { fields, blocks } = kinds[kind]
    const spanning = blocks === undefined ? {} : { ...blocks, truncated }
    // A country that nothing is recorded of may still be passed through.
    const counted = kind === 'countries' ? { version: z.int().min(0) } : { version }
    const own = { subject, ...counted, ...fields, related }
    // The board of routes shows what their cards do, but for the claims; `blocks=none` leaves that out.
    const listed = kind === 'routes' ? z.object(spanning).partial().shape : {}
    const item = named(`${singular[kind]}Item`, z.strictObject({ ...own, ...listed }))
    const card = named(
      `${singular[kind]}Card`,
      z.strictObject({ ...own, ...spanning, ...lookingBack, ...claims }),
    )
    const shown = named(singular[kind], z.union([card, redactedCard]))
    return [kind, { shown, list: pageOf(`${singular[kind]}List`, item) }] as const
  }),
)

export const cardShape = (kind: SubjectKind): z.ZodType => made.get(kind)?.shown ?? redactedCard
export const listShape = (kind: SubjectKind): z.ZodType => made.get(kind)?.list ?? redactedCard

/** A page; `next` is there where more follows. */
export function pageOf(id: string, item: z.ZodType): z.ZodType {
  return named(
    id,
    z.strictObject({
      items: z.array(item),
      next: z
        .string()
        .optional()
        .meta({ description: 'There may be more. A page may hold fewer than `limit`.' }),
    }),
  )
}
