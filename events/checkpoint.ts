/**
 * A log's signed tree head: a C2SP tlog-checkpoint in a C2SP signed note, with an Ed25519 key whose name is the log's
 * origin. Read strictly: of one content there is one text, but for signature lines of keys that are not asked for.
 */
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { base64Bytes, base64Of } from './base64.ts'
import { hashBytes } from './merkle.ts'

export type Checkpoint = { origin: string; size: number; root: Uint8Array }

const ed25519 = Uint8Array.of(1)
const publicKeyBytes = 32
const signatureBytes = 64
const keyIdBytes = 4
/** What the format asks a reader to take at least. */
const signaturesMax = 16
const charactersMax = 16_384

/** A name of a key holds neither spaces nor a plus sign. */
const isName = (text: string): boolean => /^[^\s+\p{Z}\p{C}]+$/u.test(text)

/** `<name>+<key id, 8 hexadecimal digits>+<base64(0x01 ‖ key)>`. @param publicKey 32 bytes (RFC 8032). */
export function verifierKeyOf(name: string, publicKey: Uint8Array): string {
  if (!isName(name) || publicKey.length !== publicKeyBytes) throw new TypeError('no name or no Ed25519 key')
  const encoded = Buffer.concat([ed25519, publicKey])
  return `${name}+${keyIdOf(name, encoded).toString('hex')}+${encoded.toString('base64')}`
}

export const isVerifierKey = (text: string): boolean => readKey(text) !== undefined

/** The text that is signed. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${base64Of(root)}\n`
}

/** The note: a text with its signature. */
export function signedNote(text: string, verifierKey: string, signature: Uint8Array): string {
  const key = readKey(verifierKey)
  if (!key) throw new TypeError('not a verifier key')
  return `${text}\n— ${key.name} ${base64Of(Buffer.concat([key.id, signature]))}\n`
}

/** What a checkpoint says. @returns undefined unless it is well formed and signed by this key, of this name. */
export function openCheckpoint(note: string, verifierKey: string): Checkpoint | undefined {
  const key = readKey(verifierKey)
  const text = key && openNote(note, verifierKey)
  // Lines of extension are left out on purpose: no log of ours writes any.
  const [, origin = '', size = '', hash = ''] =
    /^([^\n]+)\n(0|[1-9]\d{0,15})\n([^\n]+)\n$/.exec(text ?? '') ?? []
  const root = base64Bytes(hash, hashBytes)
  if (!root || origin !== key?.name || !Number.isSafeInteger(Number(size))) return undefined
  return { origin, size: Number(size), root }
}

/** The text of any signed note. @returns undefined unless it is well formed and this key signed it. */
export function openNote(note: string, verifierKey: string): string | undefined {
  const key = readKey(verifierKey)
  const read = key && readNote(note)
  if (!read) return undefined
  const ours = read.signatures.filter(
    ({ name, bytes }) => name === key.name && key.id.equals(bytes.subarray(0, keyIdBytes)),
  )
  const signed = Buffer.from(read.text)
  const isTrue = ({ bytes }: Signature) =>
    bytes.length === keyIdBytes + signatureBytes && verify(null, signed, key.key, bytes.subarray(keyIdBytes))
  return ours.length > 0 && ours.every(isTrue) ? read.text : undefined
}

/** Whether it is written as a signed note is, whoever signed it. */
export const isNote = (text: string): boolean => readNote(text) !== undefined

function readNote(note: string): { text: string; signatures: readonly Signature[] } | undefined {
  const end = note.lastIndexOf('\n\n') + 1
  if (end === 0 || note.length > charactersMax || !note.isWellFormed()) return undefined
  const lines = note.slice(end + 1)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the format forbids all but the newline
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note) || !lines.endsWith('\n')) return undefined
  const signatures = lines.slice(0, -1).split('\n').map(signatureIn)
  if (signatures.length > signaturesMax || !signatures.every((one) => one !== undefined)) return undefined
  return { text: note.slice(0, end), signatures }
}

type Signature = { name: string; bytes: Buffer }

function signatureIn(line: string): Signature | undefined {
  const [, name = '', encoded = ''] = /^— ([^ ]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? []
  const bytes = Buffer.from(encoded, 'base64')
  return isName(name) && bytes.length > keyIdBytes && bytes.toString('base64') === encoded
    ? { name, bytes }
    : undefined
}

type Key = { name: string; id: Buffer; key: KeyObject }

function readKey(verifierKey: string): Key | undefined {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(verifierKey) ?? []
  const bytes = base64Bytes(encoded, 1 + publicKeyBytes)
  if (!bytes || !isName(name) || bytes[0] !== ed25519[0]) return undefined
  if (keyIdOf(name, bytes).toString('hex') !== id) return undefined
  const x = Buffer.from(bytes.subarray(1)).toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return { name, id: Buffer.from(id, 'hex'), key }
}

function keyIdOf(name: string, encoded: Uint8Array): Buffer {
  return createHash('sha256').update(`${name}\n`).update(encoded).digest().subarray(0, keyIdBytes)
}
