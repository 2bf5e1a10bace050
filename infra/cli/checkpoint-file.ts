/** Checkpoints of the log as they were kept: what the server answered, or the signed note by itself. */
import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { isNote } from '../../events/checkpoint.ts'
import { CommandFailed } from './failure.ts'

/** A checkpoint with the path that leads to it, if the server was asked for one. */
export type KeptCheckpoint = { note: string; consistency?: readonly string[] | undefined }

const answered = z.looseObject({ checkpoint: z.string(), consistency: z.array(z.string()).optional() })

/**
 * From an answer of `/v1/log/checkpoint` or `/v1/log/proof`, or a bare note; whoever signed it. Throws where the file
 * is none of them: that is no word about the log.
 */
export async function checkpointIn(file: string): Promise<KeptCheckpoint> {
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CommandFailed('usage', `${file} cannot be read`, { cause })
  })
  const kept = content.trimStart().startsWith('{') ? answerIn(content) : { note: content }
  if (kept && isNote(kept.note)) return kept
  throw new CommandFailed(
    'usage',
    `${file} is no checkpoint: give what GET /v1/log/checkpoint answered, a proof, or the signed note`,
  )
}

function answerIn(content: string): KeptCheckpoint | undefined {
  try {
    const { checkpoint, consistency } = answered.parse(JSON.parse(content))
    return { note: checkpoint, consistency }
  } catch {
    return undefined
  }
}
