import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { log, other, proof, proofFrom, verify } from './receipt-files.ts'
import { ran } from './running.ts'

/** Checkpoints as agencies keep them, given to `rw ops verify` and `rw verify-receipt`. */

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rw-kept-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const note = log.noteAt(64)
const answer = { origin: 'routewatch-test', size: 64, rootHash: '', checkpoint: note }
const kept: [string, string][] = [
  ['the answer of the server', `\n${JSON.stringify(answer, null, 2)}\n`],
  ['a proof', JSON.stringify({ ...proof, checkpoint: note, consistency: log.consistency(32, 64) })],
  ['the note', note],
]
const junk: [string, string][] = [
  ['nothing', ''],
  ['text', 'a checkpoint, I think\n'],
  ['JSON of something else', '{"items":[]}'],
  ['a list', `[${JSON.stringify(note)}]`],
  ['half of an answer', JSON.stringify(answer).slice(0, 100)],
  ['an answer with no note in it', JSON.stringify({ ...answer, checkpoint: 'x' })],
  ['a note without its signature', note.split('\n\n')[0] ?? ''],
]
/** No host runs there: a checkpoint that can be read comes as far as that. */
async function opsVerify(content: string) {
  await writeFile(join(folder, 'kept'), content)
  return ran(['ops', 'verify', '--log', '--checkpoint', 'kept', '--data', 'none', '--json'], folder, {})
}

describe('a kept checkpoint', () => {
  it.each(kept)('is read: %s', async (_, content) => {
    expect((await opsVerify(content)).exit).toBe(4)
    const options = ['--key', log.verifierKey, '--json']
    const since = await verify({ kept: content, proof: proofFrom(64) }, '--since', 'kept', ...options)
    expect([since.exit, since.last().holds]).toStrictEqual([0, true])
    const newer = content.replaceAll(
      JSON.stringify(note).slice(1, -1),
      JSON.stringify(log.noteAt(128)).slice(1, -1),
    )
    const beside = await verify(
      { newer: newer.replace(note, log.noteAt(128)) },
      '--checkpoint',
      'newer',
      ...options,
    )
    expect(beside.exit).toBe(0)
  })

  it.each(junk)('is refused without a word about the log: %s', async (_, content) => {
    for (const told of [
      await opsVerify(content),
      await verify({ kept: content }, '--since', 'kept', '--json'),
      await verify({ kept: content }, '--checkpoint', 'kept', '--json'),
    ]) {
      expect([told.exit, told.last().failed]).toStrictEqual([2, 'usage'])
      expect(told.err).toContain('kept is no checkpoint')
    }
  })

  it('that another key signed is no junk', async () => {
    expect((await opsVerify(other.noteAt(64))).exit).toBe(4)
  })
})
