/** A commit as a record of the ledger's stream shows it: attribute values, bytes in base64. */
import type { AttributeValue } from 'aws-lambda'
import type { Commit } from '../../functions/ledger/commit.ts'

export function marshalled({
  subject,
  sequence,
  header,
  payload,
  salt,
  hash,
}: Commit): Record<string, AttributeValue> {
  const bytes = (value: Uint8Array | undefined) => ({ B: Buffer.from(value ?? []).toString('base64') })
  return {
    subject: { S: subject },
    sequence: { N: String(sequence) },
    header: { S: header },
    payload: { S: payload ?? '' },
    salt: bytes(salt),
    hash: bytes(hash),
  }
}
