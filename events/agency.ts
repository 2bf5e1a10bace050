/** Agencies: who may post and what. Only the centre registers; a kind never changes. */
import * as z from 'zod'
import { country } from './codes/countries.ts'
import { agencyEnvelope } from './envelope.ts'
import { subjectKind } from './ids.ts'
import { once } from './once.ts'
import { strict, unique } from './strict.ts'
import { names, note } from './text.ts'

/**
 * A client of the token issuer (generated on AWS, the agency's own id locally) or, as `account:<12 digits>`, an AWS
 * account from which the agency puts events on the bus.
 */
const clientId = z.string().regex(/^(account:\d{12}|[A-Za-z0-9_+-]{1,128})$/, {
  error: 'must be the id of a client, or account:<12 digits>',
})

export const agencyRegistered = once(() =>
  strict({
    names,
    clientIds: unique(clientId, { min: 1, max: 20 }),
    kind: z.enum(['participating-state', 'observer', 'international-organisation', 'centre']),
    country: country.optional(),
    authorityType: z.enum([
      'police',
      'drug-control',
      'customs',
      'border-guard',
      'special-service',
      'ministry',
      'prosecutor',
      'laboratory',
      'statistics',
      'other',
    ]),
    postingScopes: unique(subjectKind),
    ...agencyEnvelope,
  }),
)

export const agencySuspended = once(() => strict({ reason: note, ...agencyEnvelope }))
export const agencyReinstated = once(() => strict({ reason: note, ...agencyEnvelope }))
