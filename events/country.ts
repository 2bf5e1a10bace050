/** What part a country is said to play for a substance or a group of them. */
import * as z from 'zod'
import { group } from './codes/substance-groups.ts'
import { substance } from './codes/substances.ts'
import { since } from './dates.ts'
import { endingEnvelope, fullEnvelope } from './envelope.ts'
import { eventId } from './ids.ts'
import { once } from './once.ts'
import { strict, together } from './strict.ts'
import { note } from './text.ts'

const roleShape = {
  role: z.enum(['production', 'manufacture', 'departure', 'transit', 'destination', 'consumption']),
  substance: substance.optional(),
  group: group.optional(),
  since: since.optional(),
  trend: z.enum(['rising', 'stable', 'falling', 'emerging', 'unknown']).optional(),
  ...fullEnvelope,
}

export const countryRoleReported = once(() =>
  strict(roleShape).check(
    together<z.output<z.ZodObject<typeof roleShape>>>(
      ['substance', 'group'],
      (role) => (role.substance === undefined) !== (role.group === undefined),
      'substance',
      { code: 'exactly-one', detail: 'exactly one of substance and group must be given' },
    ),
  ),
)

export const countryRoleEnded = once(() => strict({ claimId: eventId, reason: note, ...endingEnvelope }))
