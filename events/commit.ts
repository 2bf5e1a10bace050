/**
 * What the ledger's chain is made of (ADR-0001, ADR-0017): the exact bytes of a payload, a salted commitment to
 * them, and a hash over the previous hash, the header and the commitment. Removing payload and salt from a
 * commit leaves its commitment, and so the chain, verifiable.
 */
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** What of a posted event is stored. `ifmatch` and `traceparent` are transport. */
export type Payload = {
  data: unknown
  time?: string | undefined
  datacontenttype?: string | undefined
  dataschema?: string | undefined
}

/** Hash before the first commit of a stream: 32 zero bytes. */
export const genesisHash: Uint8Array = new Uint8Array(32)

const utf8 = new TextEncoder()

/** RFC 8785: one text for one JSON value, whatever its order of keys and spaces was. */
export function canonicalBytes(value: unknown): Uint8Array {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('not a JSON value')
  return utf8.encode(text)
}

/** The bytes that are stored and hashed. */
export function payloadBytes({ data, time, datacontenttype, dataschema }: Payload): Uint8Array {
  const given = Object.entries({ data, time, datacontenttype, dataschema }).filter(
    ([, value]) => value !== undefined,
  )
  return canonicalBytes(Object.fromEntries(given))
}

const sha256 = (...parts: Uint8Array[]): Uint8Array => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

/** SHA-256(salt ‖ payload bytes). A redacted commit keeps it in place of both. */
export const commitmentOf = (salt: Uint8Array, payload: Uint8Array): Uint8Array => sha256(salt, payload)

/** SHA-256(previous ‖ canonical header ‖ commitment): the link when only the commitment is left. */
export const linkHash = (previous: Uint8Array, header: unknown, commitment: Uint8Array): Uint8Array =>
  sha256(previous, canonicalBytes(header), commitment)

/** JSON-equal: same values whatever the order of keys. */
export const sameContent = (a: Payload, b: Payload): boolean =>
  Buffer.compare(payloadBytes(a), payloadBytes(b)) === 0
