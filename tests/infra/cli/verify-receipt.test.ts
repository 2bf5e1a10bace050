import { describe, expect, it } from 'vitest'
import { someEventId } from '../../support/signed-log.ts'
import {
  type Files,
  forked,
  log,
  other,
  proof,
  proofFrom,
  proofWith,
  receiptOf,
  verify,
  wrong,
} from './receipt-files.ts'

const withKey = ['--key', log.verifierKey, '--json']
const failed = (last: Record<string, unknown>) =>
  (last.findings as { check: string; holds: boolean }[])
    .filter(({ holds }) => !holds)
    .map(({ check }) => check)

const differing = (id: string) => id.replace(/^./, (first) => (first === '0' ? '1' : '0'))

describe('a receipt', () => {
  it('holds by its proof, and says what was looked at', async () => {
    const { exit, out } = await verify({}, '--key', log.verifierKey)
    expect(exit).toBe(0)
    expect(out.trim().split('\n')).toStrictEqual([
      'holds  The event id is the one of x from /agencies/kz-moi about routes/north.',
      'holds  The proof is about the event and the hash of the receipt.',
      'holds  routewatch-test signed a log of 128 entries.',
      'holds  The hash is entry 77 of that log.',
      'note   Not in the log, and so told by the service alone: type, version, audience, warnings, recordedAt, derived.',
      `The receipt of ${someEventId} holds: this event, under this id, with this hash, is in the log of 128 entries.`,
    ])
  })

  it('is not proven by a key that came with the proof alone: a forger has one, too', async () => {
    const forged = { ...other.proofOf(77, 128), verifierKey: other.verifierKey }
    for (const files of [{}, { proof: forged }]) {
      const { exit, out } = await verify(files)
      expect([exit, out.includes(' holds: ')]).toStrictEqual([2, false])
      expect(out).toContain(`The receipt of ${someEventId} is NOT proven: give the key`)
      expect((await verify(files, '--json')).last()).toMatchObject({
        ...{ holds: false, keyGiven: false, keyTrusted: false },
        ...{ size: 128, index: 77 },
      })
    }
    expect((await verify({ proof: forged }, ...withKey)).exit).toBe(1)
    expect((await verify({ proof: proofWith({ index: 78 }) })).exit).toBe(1)
  })

  it('holds by the key of the proof for who vouches for it', async () => {
    const { exit, out } = await verify({}, '--trust-proof-key')
    expect([exit, out.includes(`a key of their own: ${log.verifierKey}`)]).toStrictEqual([0, true])
    expect((await verify({}, '--trust-proof-key', '--json')).last()).toMatchObject({
      ...{ holds: true, keyGiven: false, keyTrusted: true },
    })
    expect((await verify({}, '--trust-proof-key', ...withKey)).exit).toBe(2)
  })

  it('is found among those that were sent together', async () => {
    const items = [
      { index: 0, problem: {} },
      { index: 1, receipt: receiptOf(proof) },
    ]
    expect((await verify({ receipt: { accepted: 1, items } }, ...withKey)).exit).toBe(0)
    const { exit, err } = await verify({ receipt: { items: items.slice(0, 1) } }, ...withKey)
    expect([exit, err]).toStrictEqual([2, `receipt: none of its receipts is of ${someEventId}\n`])
  })

  it.each<[string, Files, string[]]>([
    ['another hash', { receipt: { ...receiptOf(proof), ...wrong } }, ['event']],
    ['another event', { receipt: { ...receiptOf(proof), eventId: differing(someEventId) } }, ['id', 'event']],
    ['another subject', { receipt: { ...receiptOf(proof), subject: 'routes/south' } }, ['id']],
    ['another source', { receipt: { ...receiptOf(proof), source: '/agencies/ru-authority' } }, ['id']],
    ['another id', { receipt: { ...receiptOf(proof), id: 'y' } }, ['id']],
    ['another place', { proof: proofWith({ index: 78 }) }, ['inclusion']],
    ['a path cut short', { proof: proofWith({ inclusion: proof.inclusion.slice(1) }) }, ['inclusion']],
    [
      'another hash in both',
      { receipt: { ...receiptOf(proof), ...wrong }, proof: proofWith(wrong) },
      ['inclusion'],
    ],
    [
      'a changed size',
      { proof: proofWith({ checkpoint: proof.checkpoint.replace('\n128\n', '\n127\n') }) },
      ['signature', 'inclusion'],
    ],
    [
      'a log of another key',
      { proof: other.proofOf(7, 128), receipt: receiptOf(other.proofOf(7, 128)) },
      ['signature', 'inclusion'],
    ],
  ])('with %s does not hold', async (_, files, checks) => {
    const { exit, last } = await verify(files, ...withKey)
    expect([exit, last().holds, failed(last())]).toStrictEqual([1, false, checks])
  })

  it('that does not hold says so in words', async () => {
    const { exit, out } = await verify({ receipt: { ...receiptOf(proof), ...wrong } })
    expect(exit).toBe(1)
    expect(out).toContain('FAILS  The log holds another hash for this event than the receipt')
    expect(out).toContain('does NOT hold.')
  })
})

describe('a log', () => {
  const kept = { origin: 'routewatch-test', size: 64, checkpoint: log.noteAt(64) }
  const since = ['--since', 'kept', ...withKey]
  const beside = ['--checkpoint', 'newer', ...withKey]

  it('continues the one that was kept, as the proof or the checkpoint beside it shows', async () => {
    const path = log.consistency(64, 128)
    expect((await verify({ kept, proof: proofFrom(64) }, ...since)).exit).toBe(0)
    expect((await verify({ kept: log.noteAt(64), proof: proofFrom(64) }, ...since)).exit).toBe(0)
    const newer = { checkpoint: log.noteAt(128), consistency: path }
    expect((await verify({ kept, newer }, '--checkpoint', 'newer', ...since)).exit).toBe(0)
    expect((await verify({ kept: log.noteAt(128) }, ...since)).exit).toBe(0)
  })

  it('is continued by a checkpoint fetched later', async () => {
    const newer = { checkpoint: log.noteAt(192), consistency: log.consistency(128, 192) }
    const { exit, last } = await verify({ newer }, ...beside)
    expect([exit, last().holds]).toStrictEqual([0, true])
    expect((await verify({ newer: log.noteAt(128) }, ...beside)).exit).toBe(0)
  })

  it.each<[string, Files, string[], string[]]>([
    [
      'that is another one from some entry on',
      { kept: forked.noteAt(64), proof: proofFrom(64) },
      since,
      ['since'],
    ],
    [
      'that proves it with the path of another size',
      { kept: log.noteAt(64), proof: proofFrom(63) },
      since,
      ['since'],
    ],
    ['that was another one at the same size', { kept: forked.noteAt(128) }, since, ['since']],
    [
      'whose kept checkpoint another key signed',
      { kept: other.noteAt(64), proof: proofFrom(64) },
      since,
      ['since'],
    ],
    [
      'that a later checkpoint does not continue',
      { newer: { checkpoint: forked.noteAt(192), consistency: forked.consistency(128, 192) } },
      beside,
      ['checkpoint'],
    ],
    ['whose later checkpoint another key signed', { newer: other.noteAt(192) }, beside, ['checkpoint']],
  ])('%s is refused', async (_, files, options, checks) => {
    const { exit, last } = await verify(files, ...options)
    expect([exit, failed(last())]).toStrictEqual([1, checks])
  })
})
