/** Events as they are read back: what every fold, on either side of the wire, is given. */
import type { DataOf, EventType } from './catalog.ts'
import type { Marking } from './envelope.ts'

/** An audience: `public`, `community`, `participants`, or one of these with `/<agencyId>`. */
export type Label = string

/** Another subject, or a leg of it, that must exist for the poster. */
export type Reference = { subject: string; part?: string }

/** Something worth a second look that refuses nothing. */
export type Warning = { rule: string; pointer: string; hint: string }

/** One event as read from its stream, upcast to the newest schemaVersion. `data` is undefined once redacted. */
export type Recorded<T extends EventType = EventType> = {
  [K in T]: {
    subject: string
    sequence: number
    eventId: string
    type: K
    schemaVersion: number
    source: string
    id: string
    postedBy: string
    recordedAt: string
    /** As frozen in the commit. Empty: the event takes the audience of what it names. */
    labels: readonly Label[]
    /** The event of this stream that it names; outlives its payload. */
    names?: string
    /** The other subjects (or parts of its own) that it refers to; outlives its payload. */
    refs?: readonly Reference[]
    /** Parts that it adds to its subject, such as legs; outlives its payload. */
    adds?: readonly string[]
    /** The poster's own label, where what it refers to could otherwise hide a subject from who created it. */
    own?: Label
    data: DataOf<K> | undefined
  }
}[T]

/** What a fold gets: an event that the reader sees, numbered for that reader, with its present audience. */
export type Seen<T extends EventType = EventType> = Recorded<T> & {
  version: number
  audience: readonly Label[]
  /** As it stands now. */
  marking: Marking | undefined
}
