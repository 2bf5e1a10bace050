/**
 * A commit: one event as it lies in the ledger. `header` and `payload` are the exact texts that are hashed; the
 * payload enters the chain through a salted commitment, so that it can be removed and the chain still verifies.
 */

import type { EventType } from '../../events/catalog.ts'
import {
  canonicalBytes,
  commitmentOf,
  genesisHash,
  linkHash,
  type Payload,
  payloadBytes,
} from '../../events/commit.ts'
import { agencyOfSource } from '../../events/ids.ts'
import type { Label, Recorded, Warning } from '../../events/recorded.ts'
import { upcast } from '../../events/upcast.ts'

export type Commit = {
  subject: string
  sequence: number
  header: string
  payload: string | undefined
  salt: Uint8Array | undefined
  /** Kept in place of payload and salt once those are redacted. */
  commitment: Uint8Array | undefined
  hash: Uint8Array
}

/** What the poster was told, frozen at append; the rest of a receipt follows from the header. */
export type ReceiptNotes = {
  version: number
  /** Of an event without labels of its own: those that the poster shares in what it names. */
  audience?: readonly Label[]
  warnings?: readonly Warning[]
  derived?: unknown
}

/** What is told of an event beside its payload; `subject` and `sequence` are the commit's own. */
export type Header = Omit<Recorded, 'subject' | 'sequence' | 'data' | 'type'> & {
  type: EventType
  /** Ids of sources that it rests on. They outlive the payload: what a projection reads of others never grows less. */
  cites?: readonly string[]
  receipt: ReceiptNotes
}

export type Draft = { subject: string; sequence: number; header: Header; payload: Payload; salt: Uint8Array }

export function commitOf(
  { subject, sequence, header, payload, salt }: Draft,
  previous: Commit | undefined,
): Commit {
  const { postedBy: _, ...kept } = header
  const whole = { ...kept, subject, sequence }
  const bytes = payloadBytes(payload)
  return {
    subject,
    sequence,
    header: text(canonicalBytes(whole)),
    payload: text(bytes),
    salt,
    commitment: undefined,
    hash: linkHash(previous?.hash ?? genesisHash, whole, commitmentOf(salt, bytes)),
  }
}

/** What stays of payload and salt when they go. */
export function commitmentIn({ payload, salt, commitment }: Commit): Uint8Array | undefined {
  return payload !== undefined && salt ? commitmentOf(salt, Buffer.from(payload)) : commitment
}

/** Parsed once per commit that is held: a subject is decided on anew for every lost race. */
const headers = new WeakMap<Commit, Header>()

export function headerOf(commit: Commit): Readonly<Header> {
  const known = headers.get(commit)
  if (known) return known
  const kept = JSON.parse(commit.header) as Omit<Header, 'postedBy'>
  const header = { ...kept, postedBy: agencyOfSource(kept.source) ?? '' }
  headers.set(commit, header)
  return header
}

export function payloadOf(commit: Commit): Payload | undefined {
  return commit.payload === undefined ? undefined : (JSON.parse(commit.payload) as Payload)
}

/** The event that a commit holds, upcast to the newest version of its schema. */
export function recordedOf(commit: Commit): Recorded {
  const { receipt: _receipt, cites: _cites, ...header } = headerOf(commit)
  const data = payloadOf(commit)?.data as Record<string, unknown> | undefined
  const newest =
    data === undefined ? header : { ...header, ...upcast(header.type, header.schemaVersion, data) }
  return { data: undefined, ...newest, subject: commit.subject, sequence: commit.sequence } as Recorded
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8')
}
