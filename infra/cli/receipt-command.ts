/** `rw verify-receipt`: reads the files, says what holds. */
import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import * as z from 'zod'
import { eventId } from '../../events/ids.ts'
import { logProof } from '../../events/log-proof.ts'
import { checkpointIn } from './checkpoint-file.ts'
import { CommandFailed, type Exit } from './failure.ts'
import { type Verified, verifyReceipt } from './verify-receipt.ts'

type Options = {
  proof: string
  checkpoint?: string
  key?: string
  trustProofKey?: boolean
  since?: string
  json?: boolean
}

/**
 * Declares the command. Exit status 0: everything holds; 1: something does not; 2: the files cannot answer, or nobody
 * vouches for the key.
 */
export function addVerifyReceipt(program: Command, ends: (exit: Exit) => void): void {
  program
    .command('verify-receipt')
    .description('check, offline, that what a receipt promised is in the log')
    .argument('<receipt>', 'what POST /v1/events answered, or what `rw send --json` printed')
    .requiredOption('--proof <file>', 'what `rw get log/proof?eventId=…` printed')
    .option('--key <key>', "the log's verifier key, as the centre gave it to you")
    .option(
      '--trust-proof-key',
      'take the key that came with the proof: only if you have compared it yourself',
    )
    .option('--checkpoint <file>', 'a checkpoint fetched since, of the same log')
    .option('--since <file>', 'a checkpoint that you kept: the log must be its continuation')
    .option('--json', 'end stdout with one JSON object on one line')
    .addHelpText(
      'after',
      [
        '',
        'Example:',
        "  npm run -s rw -- get 'log/proof?eventId=<id>&from=<size of kept.json>' --as kz-moi > proof.json",
        '  npm run -s rw -- verify-receipt receipt.json --proof proof.json --since kept.json --key <key>',
      ].join('\n'),
    )
    .action(async (file: string, options: Options) => {
      const proof = shaped(proofFile, await json(options.proof), options.proof, 'a proof of the log')
      const verified = verifyReceipt({
        receipt: receiptIn(await json(file), proof.eventId, file),
        proof,
        key: options.key,
        trustProofKey: options.trustProofKey,
        checkpoint: options.checkpoint === undefined ? undefined : await checkpointIn(options.checkpoint),
        since: options.since === undefined ? undefined : await checkpointIn(options.since),
      })
      console.log(options.json ? JSON.stringify(verified) : textOf(verified))
      ends(verified.holds ? 'ok' : isOpen(verified) ? 'usage' : 'rejected')
    })
}

/** Nothing fails, and nobody vouches for the key that it rests on. */
const isOpen = ({ keyTrusted, findings }: Verified): boolean =>
  !keyTrusted && findings.every(({ holds }) => holds)

function textOf(verified: Verified): string {
  const { holds, eventId, size, verifierKey, keyGiven, findings } = verified
  return [
    ...findings.map(({ holds: one, says }) => `${one ? 'holds' : 'FAILS'}  ${says}`),
    ...(keyGiven
      ? []
      : [
          `note   The key came with the proof, and whoever forges a proof sends a key of their own: ${verifierKey}`,
        ]),
    `note   Not in the log, and so told by the service alone: ${verified.unchecked.join(', ')}.`,
    holds
      ? `The receipt of ${eventId} holds: this event, under this id, with this hash, is in the log of ${size} entries.`
      : !isOpen(verified)
        ? `The receipt of ${eventId} does NOT hold.`
        : `The receipt of ${eventId} is NOT proven: give the key that the centre gave you (--key), or, once you have compared the two, say --trust-proof-key.`,
  ].join('\n')
}

/** What it says beside a proof is no concern of this command. */
const proofFile = z.object(logProof.shape)
const words = z.string().min(1)
const receipt = z.looseObject({
  ...{ id: words, source: words, type: words, subject: words, eventId },
  hash: logProof.shape.hash,
  version: z.int().min(1),
  recordedAt: z.iso.datetime(),
  audience: z.array(z.unknown()),
  warnings: z.array(z.unknown()),
})
const sent = z.looseObject({
  items: z.array(z.looseObject({ receipt: z.looseObject({ eventId: z.unknown() }).optional() })),
})

/** The receipt itself, or the one of several that the proof is about. */
function receiptIn(value: unknown, eventId: string, file: string) {
  const several = sent.safeParse(value)
  if (!several.success) return shaped(receipt, value, file, 'a receipt')
  const receipts = several.data.items.flatMap((item) => item.receipt ?? [])
  const found = receipts.find((one) => one.eventId === eventId)
  if (!found) throw new CommandFailed('usage', `${file}: none of its receipts is of ${eventId}`)
  return shaped(receipt, found, file, 'a receipt')
}

async function text(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CommandFailed('usage', `${file} cannot be read`, { cause })
  })
}

const json = async (file: string): Promise<unknown> => parsed(await text(file), file)

function parsed(content: string, file: string): unknown {
  try {
    return JSON.parse(content)
  } catch (cause) {
    throw new CommandFailed('usage', `${file} is not JSON`, { cause })
  }
}

function shaped<T>(schema: z.ZodType<T>, value: unknown, file: string, what: string): T {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const at = read.error.issues[0]?.path.join('.') ?? ''
  throw new CommandFailed('usage', `${file} is not ${what}${at === '' ? '' : `: look at ${at}`}`)
}
