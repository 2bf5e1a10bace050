/** Sessions of bodies where delegations speak. */
import * as z from 'zod'
import { span } from './dates.ts'
import { delegation, fullEnvelope } from './envelope.ts'
import { once } from './once.ts'
import { place } from './place.ts'
import { count, strict, together } from './strict.ts'
import { label, names, title } from './text.ts'

export const segment = z.enum(['high-level', 'regular', 'reconvened', 'intersessional', 'side-event'])

export const sessionScheduled = once(() =>
  strict({
    body: z.enum(['CND', 'UNGA', 'UNSC', 'INCB', 'CARICC-Council', 'Paris-Pact', 'other']),
    number: z.int().positive().max(100_000).optional(),
    names: names.optional(),
    segment,
    dates: span,
    place,
    agendaItems: z
      .array(z.union([title, strict({ item: label, title })]))
      .max(100)
      .optional(),
    ...fullEnvelope,
  }),
)

export const sessionOpened = once(() => strict(fullEnvelope))
export const sessionClosed = once(() => strict(fullEnvelope))

/** Who headed it is recorded by office, never by name. */
export const delegationParticipated = once(() =>
  strict({
    delegation,
    headedByOffice: title.optional(),
    ...fullEnvelope,
  }),
)

/** "over 1,000" is `{op: "gt", n: 1000}`. */
const headcount = strict({ op: z.enum(['eq', 'gt', 'ge', 'lt', 'le', 'about']), n: count })

const attendanceShape = {
  delegates: headcount.optional(),
  headsOfDepartment: headcount.optional(),
  ...fullEnvelope,
}

export const attendanceReported = once(() =>
  strict(attendanceShape).check(
    together<z.output<z.ZodObject<typeof attendanceShape>>>(
      ['delegates', 'headsOfDepartment'],
      ({ delegates, headsOfDepartment }) => delegates !== undefined || headsOfDepartment !== undefined,
      'delegates',
      { code: 'required', detail: 'is required, or headsOfDepartment' },
    ),
  ),
)
