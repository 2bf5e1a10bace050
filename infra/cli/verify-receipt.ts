/** What a receipt, a proof and checkpoints that were fetched at any time say together. Nothing is asked of anyone. */
import { type Checkpoint, isVerifierKey, openCheckpoint } from '../../events/checkpoint.ts'
import { eventIdOf } from '../../events/ids.ts'
import { isContinued, isIncluded, isSameLog, type LogProof } from '../../events/log-proof.ts'
import type { KeptCheckpoint } from './checkpoint-file.ts'
import { CommandFailed } from './failure.ts'

export type Papers = {
  receipt: { source: string; id: string; subject: string; eventId: string; hash: string }
  proof: LogProof
  /** Given by the centre at another time, on another way. */
  key?: string | undefined
  checkpoint?: KeptCheckpoint | undefined
  since?: KeptCheckpoint | undefined
  /** Who asks vouches for the key that came with the proof. */
  trustProofKey?: boolean | undefined
}

/** One thing that was looked at; `says` in plain words what is true of it. */
export type Finding = { check: Check; holds: boolean; says: string }
type Check = 'id' | 'event' | 'signature' | 'inclusion' | 'checkpoint' | 'since'

export type Verified = {
  /** All findings hold, under a key that somebody vouches for. */
  holds: boolean
  eventId: string
  index: number
  /** Of the proof's checkpoint, where it is signed. */
  size: number | null
  verifierKey: string
  /** Whether the key was given, and did not come with the proof. */
  keyGiven: boolean
  /** Whether somebody vouches for the key. Otherwise nothing is proven: whoever forges a proof signs it, too. */
  keyTrusted: boolean
  findings: readonly Finding[]
  /** Fields of the receipt that stand in no leaf: that they are true is told by the service alone. */
  unchecked: readonly string[]
}

/** All but the fields that the event id is made of, and the hash. */
const unchecked = ['type', 'version', 'audience', 'warnings', 'recordedAt', 'derived'] as const

/** Throws where the papers cannot answer, and says what to fetch. */
export function verifyReceipt({ receipt, proof, key, checkpoint, since, trustProofKey }: Papers): Verified {
  if (key !== undefined && trustProofKey)
    throw new CommandFailed('usage', '--key and --trust-proof-key: one of the two')
  if (key !== undefined && !isVerifierKey(key))
    throw new CommandFailed('usage', '--key is no verifier key: name+hash+base64')
  const verifierKey = key ?? proof.verifierKey
  const open = ({ note }: KeptCheckpoint) => openCheckpoint(note, verifierKey)
  const proven = openCheckpoint(proof.checkpoint, verifierKey)
  const newer = checkpoint && open(checkpoint)
  const older = since && open(since)
  const findings = [
    isItsId(receipt),
    isTheEvent(receipt, proof),
    signed(proven, verifierKey),
    included(proof, proven),
    ...(checkpoint ? [continuedBy(proven, newer, checkpoint)] : []),
    ...(since ? [continues(older, proven, proof, newer, checkpoint)] : []),
  ]
  const keyTrusted = key !== undefined || trustProofKey === true
  return {
    holds: keyTrusted && findings.every(({ holds }) => holds),
    eventId: receipt.eventId,
    index: proof.index,
    size: proven?.size ?? null,
    verifierKey,
    keyGiven: key !== undefined,
    keyTrusted,
    findings,
    unchecked,
  }
}

/** The id is made of these three: one that was changed is the receipt of another event, or of none. */
function isItsId({ source, id, subject, eventId }: Papers['receipt']): Finding {
  return eventIdOf(source, id, subject) === eventId
    ? found('id', true, `The event id is the one of ${id} from ${source} about ${subject}.`)
    : found('id', false, 'The event id does not derive from source, id and subject: one of them was changed.')
}

function isTheEvent(receipt: Papers['receipt'], proof: LogProof): Finding {
  if (receipt.eventId !== proof.eventId)
    return found('event', false, `The proof is about another event, ${proof.eventId}.`)
  return receipt.hash === proof.hash
    ? found('event', true, 'The proof is about the event and the hash of the receipt.')
    : found(
        'event',
        false,
        'The log holds another hash for this event than the receipt: one of them was changed.',
      )
}

function signed(proven: Checkpoint | undefined, verifierKey: string): Finding {
  return proven
    ? found('signature', true, `${proven.origin} signed a log of ${proven.size} entries.`)
    : found('signature', false, `The checkpoint of the proof is not signed by ${verifierKey}.`)
}

function included(proof: LogProof, proven: Checkpoint | undefined): Finding {
  if (!proven) return found('inclusion', false, 'Without a signed checkpoint the proof leads nowhere.')
  return isIncluded(proof, proven)
    ? found('inclusion', true, `The hash is entry ${proof.index} of that log.`)
    : found('inclusion', false, 'The path of the proof does not lead from the hash to the signed root.')
}

/** That a checkpoint fetched beside the proof is of the same log, at this size or a later one. */
function continuedBy(
  proven: Checkpoint | undefined,
  newer: Checkpoint | undefined,
  { consistency }: KeptCheckpoint,
): Finding {
  if (!newer) return found('checkpoint', false, 'The checkpoint beside the proof is not signed by this key.')
  if (!proven)
    return found('checkpoint', false, 'There is no signed checkpoint in the proof to compare with.')
  if (newer.size < proven.size)
    throw new CommandFailed('usage', 'the file of --checkpoint is older than the proof: give it as --since')
  if (newer.size > proven.size && !consistency) throw unanswered('log/checkpoint', proven.size)
  return isSameLog(proven, newer) || (consistency && isContinued(proven, newer, consistency))
    ? found('checkpoint', true, `The log of ${newer.size} entries continues that of the proof.`)
    : found('checkpoint', false, `The log of ${newer.size} entries does not continue that of the proof.`)
}

/** That the log still begins with what it was when the older checkpoint was fetched. */
function continues(
  older: Checkpoint | undefined,
  proven: Checkpoint | undefined,
  proof: LogProof,
  newer: Checkpoint | undefined,
  checkpoint: KeptCheckpoint | undefined,
): Finding {
  if (!older) return found('since', false, 'The older checkpoint is not signed by this key.')
  if (!proven) return found('since', false, 'There is no signed checkpoint in the proof to compare with.')
  if (older.size > proven.size)
    throw new CommandFailed('usage', 'the file of --since is newer than the proof: fetch the proof again')
  // The path may have come with either, as long as both are of one log.
  const path = proof.consistency ?? (newer && isSameLog(newer, proven) ? checkpoint?.consistency : undefined)
  if (older.size < proven.size && !path) throw unanswered(`log/proof?eventId=${proof.eventId}`, older.size)
  return isSameLog(older, proven) || (path && isContinued(older, proven, path))
    ? found('since', true, `Nothing of the older log of ${older.size} entries was changed or removed.`)
    : found('since', false, `The log is not a continuation of the older one of ${older.size} entries.`)
}

const found = (check: Check, holds: boolean, says: string): Finding => ({ check, holds, says })

const unanswered = (path: string, from: number): CommandFailed =>
  new CommandFailed(
    'usage',
    `these files do not tell whether one log continues the other: fetch ${path}${path.includes('?') ? '&' : '?'}from=${from}`,
  )
