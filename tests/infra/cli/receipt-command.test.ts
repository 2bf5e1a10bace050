import { describe, expect, it } from 'vitest'
import { someEventId } from '../../support/signed-log.ts'
import { type Files, log, proof, receiptOf, verify } from './receipt-files.ts'

describe('files that cannot answer', () => {
  it.each<[string, Files, string[], string]>([
    [
      'no path from the kept one',
      { kept: log.noteAt(64) },
      ['--since', 'kept'],
      `fetch log/proof?eventId=${someEventId}&from=64`,
    ],
    [
      'no path to the later one',
      { newer: log.noteAt(192) },
      ['--checkpoint', 'newer'],
      'fetch log/checkpoint?from=128',
    ],
    ['a kept one that is newer', { kept: log.noteAt(192) }, ['--since', 'kept'], 'fetch the proof again'],
    ['a later one that is older', { newer: log.noteAt(64) }, ['--checkpoint', 'newer'], 'give it as --since'],
    ['a key that is none', {}, ['--key', 'routewatch'], '--key is no verifier key'],
    [
      'no proof',
      { proof: { type: '/problems/not-found', status: 404 } },
      [],
      'proof is not a proof of the log',
    ],
    ['no receipt', { receipt: { eventId: someEventId } }, [], 'receipt is not a receipt: look at id'],
    ['its proof as the receipt', { receipt: proof }, [], 'receipt is not a receipt: look at id'],
    ...Object.keys(receiptOf(proof)).map((field): [string, Files, string[], string] => [
      `a receipt without ${field}`,
      { receipt: { ...receiptOf(proof), [field]: undefined } },
      [],
      `receipt is not a receipt: look at ${field}`,
    ]),
    [
      'what validateOnly foretold',
      { receipt: { items: [{ receipt: { ...receiptOf(proof), hash: undefined } }] } },
      [],
      'receipt is not a receipt: look at hash',
    ],
    ['no JSON', { proof: 'proof' }, [], 'proof is not JSON'],
    ['no file', {}, ['--since', 'nowhere'], 'nowhere cannot be read'],
  ])('%s', async (_, files, options, says) => {
    const { exit, err, last } = await verify(files, ...options, '--json')
    expect(exit).toBe(2)
    expect(err).toContain(says)
    expect(last()).toMatchObject({ failed: 'usage' })
  })
})
