/** What may be said of any claim, on any subject: opinions, regradings, retractions, markings, redaction. */
import { grading, marking, namingEnvelope, opinionEnvelope } from './envelope.ts'
import { eventId } from './ids.ts'
import { strict } from './strict.ts'
import { note } from './text.ts'

export const claimEndorsed = strict({ claimId: eventId, reason: note.optional(), ...opinionEnvelope })
export const claimDisputed = strict({
  claimId: eventId,
  reason: note,
  counterClaim: eventId.optional(),
  ...opinionEnvelope,
})
export const claimRegraded = strict({ claimId: eventId, grading, reason: note, ...namingEnvelope })
export const claimRetracted = strict({ claimId: eventId, reason: note, ...namingEnvelope })
export const markingRaised = strict({ eventId, marking, reason: note, ...namingEnvelope })
export const markingLowered = strict({ eventId, marking, reason: note, ...namingEnvelope })
export const payloadRedacted = strict({ eventId, reason: note, ...namingEnvelope })
