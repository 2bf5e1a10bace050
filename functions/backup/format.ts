/**
 * A backup of the ledger as text: NDJSON of a first line, a line for each commit with all that its item holds, and a
 * last line with counts and a digest over everything before it. Commits stand in order of subject and sequence, so
 * that one ledger has one text, but for the first line.
 */
import { createHash, type Hash } from 'node:crypto'
import * as z from 'zod'
import type { Commit } from '../ledger/commit.ts'

export const formatName = 'routewatch-ledger'

const bytes = z.base64()
const head = z.strictObject({
  format: z.literal(formatName),
  version: z.literal(1),
  stage: z.string(),
  /** Commits that were recorded by then. */
  asOf: z.iso.datetime(),
})
export type Head = Omit<z.infer<typeof head>, 'format' | 'version'>

const line = z.strictObject({
  subject: z.string().min(1),
  sequence: z.int().min(1),
  header: z.string(),
  hash: bytes,
  payload: z.string().optional(),
  salt: bytes.optional(),
  commitment: bytes.optional(),
})
const trailer = z.strictObject({ commits: z.int(), subjects: z.int(), sha256: z.string() })
export type Trailer = z.infer<typeof trailer>

export const headText = ({ stage, asOf }: Head): string =>
  `${JSON.stringify({ format: formatName, version: 1, stage, asOf })}\n`

export function commitText({ subject, sequence, header, hash, payload, salt, commitment }: Commit): string {
  const inBase64 = (value: Uint8Array | undefined) => value && Buffer.from(value).toString('base64')
  const fields = { payload, salt: inBase64(salt), commitment: inBase64(commitment) }
  return `${JSON.stringify({ subject, sequence, header, hash: inBase64(hash), ...fields })}\n`
}

export const trailerText = (value: Trailer): string => `${JSON.stringify(value)}\n`

/** The file is no backup, or not whole, or not as it was written. */
export class BackupDamaged extends Error {
  readonly code = 'backup-damaged'
}

export const headIn = (text: string): Head => parsed(head, text, 1, 'no backup of a ledger')

export function commitIn(text: string, lineNumber: number): Commit {
  const { hash, salt, commitment, payload, ...rest } = parsed(line, text, lineNumber, 'no commit')
  const decoded = (value: string | undefined) =>
    value === undefined ? undefined : new Uint8Array(Buffer.from(value, 'base64'))
  const commit = {
    ...rest,
    payload,
    hash: decoded(hash) as Uint8Array,
    salt: decoded(salt),
    commitment: decoded(commitment),
  }
  // What would be written again as another text is not what was exported.
  if (commitText(commit) !== `${text}\n`)
    throw new BackupDamaged(`line ${lineNumber} is no commit as it is written`)
  return commit
}

export const isTrailer = (text: string): boolean => text.startsWith('{"commits":')
export const trailerIn = (text: string, lineNumber: number): Trailer =>
  parsed(trailer, text, lineNumber, 'no last line')

function parsed<T>(shape: z.ZodType<T>, text: string, lineNumber: number, what: string): T {
  try {
    return shape.parse(JSON.parse(text))
  } catch (cause) {
    throw new BackupDamaged(`line ${lineNumber} is ${what}`, { cause })
  }
}

/** Over the text so far. */
export const newDigest = (): Hash => createHash('sha256')
