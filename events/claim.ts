/** What may be said of any claim, on any subject: opinions, regradings, retractions, markings, redaction. */
import { grading, marking, namingEnvelope, opinionEnvelope } from './envelope.ts'
import { eventId } from './ids.ts'
import { once } from './once.ts'
import { strict } from './strict.ts'
import { note } from './text.ts'

export const claimEndorsed = once(() =>
  strict({ claimId: eventId, reason: note.optional(), ...opinionEnvelope }),
)
export const claimDisputed = once(() =>
  strict({
    claimId: eventId,
    reason: note,
    counterClaim: eventId.optional(),
    ...opinionEnvelope,
  }),
)
export const claimRegraded = once(() =>
  strict({ claimId: eventId, grading, reason: note, ...namingEnvelope }),
)
export const claimRetracted = once(() => strict({ claimId: eventId, reason: note, ...namingEnvelope }))
export const markingRaised = once(() => strict({ eventId, marking, reason: note, ...namingEnvelope }))
export const markingLowered = once(() => strict({ eventId, marking, reason: note, ...namingEnvelope }))
export const payloadRedacted = once(() => strict({ eventId, reason: note, ...namingEnvelope }))
