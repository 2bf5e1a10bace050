import type { AttributeValue, DynamoDBRecord } from 'aws-lambda'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { canonicalBytes, linkHash } from '../../../events/commit.ts'
import { type Commit, commitmentIn } from '../../../functions/ledger/commit.ts'
import { unredacted } from '../../../functions/ledger/redaction.ts'
import { type Line, listen } from '../../support/lines.ts'
import { leg, redacted, route } from '../../support/posts.ts'
import { redactableLedger } from '../../support/redactable-ledger.ts'
import { newWorld } from '../../support/world.ts'

vi.hoisted(() => Object.assign(process.env, { LEDGER_TABLE: 'ledger', AWS_REGION: 'eu-central-1' }))
const { guard } = await import('../../../functions/guard/handler.ts')

const bytes = (value: Uint8Array) => ({ B: Buffer.from(value).toString('base64') })

/** As the stream shows a commit. */
function imageOf(commit: Commit): Record<string, AttributeValue> {
  const { subject, sequence, header, payload, salt, commitment, hash } = commit
  return {
    subject: { S: subject },
    sequence: { N: String(sequence) },
    header: { S: header },
    hash: bytes(hash),
    ...(payload !== undefined && { payload: { S: payload } }),
    ...(salt && { salt: bytes(salt) }),
    ...(commitment && { commitment: bytes(commitment) }),
  }
}

function changeOf(
  { subject, sequence }: Commit,
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE',
  NewImage?: Record<string, AttributeValue>,
): DynamoDBRecord {
  const Keys = { subject: { S: subject }, sequence: { N: String(sequence) } }
  const dynamodb = { Keys, SequenceNumber: `1${sequence}`, ...(NewImage && { NewImage }) }
  return { eventID: `e${sequence}`, eventName, dynamodb }
}

describe('the guard', () => {
  const [north, kept, gone] = [route('north'), leg('north', 'a'), leg('north', 'b', { by: 'ru-authority' })]
  let heard: { lines: Line[] }
  let ledger: ReturnType<typeof redactableLedger>
  let before: readonly Commit[]
  let after: readonly Commit[]

  /** Four commits, of which the third is redacted as the fourth says. */
  beforeEach(async () => {
    ledger = redactableLedger()
    const world = await newWorld({ ledger })
    for (const event of [north, kept, gone]) await world.recorded(event)
    await world.recorded(redacted(gone, { ifmatch: '*' }))
    before = await ledger.load('routes/north')
    for (const { sequence, commitment } of unredacted(before))
      await ledger.redact('routes/north', sequence, commitment)
    after = await ledger.load('routes/north')
    heard = listen()
  })
  const at = (commits: readonly Commit[], sequence: number) => commits[sequence - 1] as Commit
  const told = async (record: DynamoDBRecord, from: Pick<typeof ledger, 'load'> = ledger) => {
    expect(await guard({ Records: [record] }, from)).toStrictEqual({ batchItemFailures: [] })
    return heard.lines.map(([level, , fields]) => [level, (fields as { offence?: string }).offence])
  }

  it('says nothing of new commits, and of a redaction that was recorded only that it saw it', async () => {
    const Records = [
      ...before.map((commit) => changeOf(commit, 'INSERT', imageOf(commit))),
      changeOf(at(after, 3), 'MODIFY', imageOf(at(after, 3))),
    ]
    expect(await guard({ Records }, ledger)).toStrictEqual({ batchItemFailures: [] })
    const about = { subject: 'routes/north', sequence: 3, eventName: 'MODIFY', recordId: 'e3' }
    expect(heard.lines).toStrictEqual([['info', 'Redaction seen', about]])
  })

  it('tells a removal by its key alone', async () => {
    await guard({ Records: [changeOf(at(after, 2), 'REMOVE')] }, ledger)
    const about = { subject: 'routes/north', sequence: 2, eventName: 'REMOVE', recordId: 'e2' }
    expect(heard.lines).toStrictEqual([
      ['critical', 'The ledger was changed', { ...about, offence: 'removed' }],
    ])
  })

  const rewritten = (commit: Commit, change: object): Commit => ({
    ...commit,
    header: Buffer.from(canonicalBytes({ ...JSON.parse(commit.header), ...change })).toString(),
  })
  it.each<[string, string, () => Record<string, AttributeValue>, number]>([
    [
      'that nobody recorded',
      'not-named',
      () =>
        imageOf({
          ...at(after, 3),
          ...at(before, 2),
          payload: undefined,
          salt: undefined,
          commitment: commitmentIn(at(before, 2)),
        }),
      2,
    ],
    ['that writes it again as it was', 'payload-kept', () => imageOf(at(before, 2)), 2],
    ['that takes the salt alone', 'attribute-lost', () => imageOf({ ...at(before, 2), salt: undefined }), 2],
    ['of the salt', 'content-changed', () => imageOf({ ...at(before, 2), salt: new Uint8Array(32) }), 2],
    ['that leaves another payload', 'content-changed', () => imageOf({ ...at(before, 2), payload: '{}' }), 2],
    ['of the hash', 'hash-changed', () => imageOf({ ...at(after, 3), hash: new Uint8Array(32) }), 3],
    [
      'of the commitment',
      'content-changed',
      () => imageOf({ ...at(after, 3), commitment: new Uint8Array(32) }),
      3,
    ],
    [
      'of the header',
      'content-changed',
      () => imageOf(rewritten(at(after, 3), { recordedAt: '2020-01-01T00:00:00.000Z' })),
      3,
    ],
    [
      "of the header's spelling",
      'header-changed',
      () => imageOf({ ...at(after, 3), header: ` ${at(after, 3).header}` }),
      3,
    ],
    [
      'that adds an attribute',
      'attribute-added',
      () => ({ ...imageOf(at(before, 3)), expires: { N: '1' } }),
      3,
    ],
    [
      'that leaves no commitment',
      'attribute-lost',
      () => imageOf({ ...at(after, 3), commitment: undefined }),
      3,
    ],
    ['that takes the header', 'header-changed', () => ({ ...imageOf(at(after, 3)), header: { S: '{' } }), 3],
  ])('tells a change %s', async (_, offence, image, sequence) => {
    expect(await told(changeOf(at(after, sequence), 'MODIFY', image()))).toStrictEqual([
      ['critical', offence],
    ])
  })

  it('is not taken in by a header and a hash that fit each other', async () => {
    const header = { ...JSON.parse(at(after, 3).header), recordedAt: '2020-01-01T00:00:00.000Z' }
    const { commitment = new Uint8Array() } = at(after, 3)
    const hash = linkHash(at(after, 2).hash, header, commitment)
    const forged = { ...rewritten(at(after, 3), header), hash }
    expect(await told(changeOf(forged, 'MODIFY', imageOf(forged)))).toStrictEqual([
      ['critical', 'hash-changed'],
    ])
  })

  it.each<[string, string, (stream: readonly Commit[]) => readonly Commit[]]>([
    ['is gone', 'chain-broken', (stream) => stream.filter(({ sequence }) => sequence !== 2)],
    [
      'cannot be read',
      'unreadable',
      (stream) => stream.map((one) => (one.sequence === 4 ? { ...one, header: '{' } : one)),
    ],
  ])('tells where a neighbour %s', async (_, offence, damage) => {
    const damaged = { load: async () => damage(after) }
    const record = changeOf(at(after, 3), 'MODIFY', imageOf(at(after, 3)))
    expect(await told(record, damaged)).toStrictEqual([['critical', offence]])
  })

  it('has the stream wait when the ledger cannot be asked, and never lets a change pass for that', async () => {
    const down = { load: () => Promise.reject(new Error('down')) }
    const Records = [
      changeOf(at(after, 2), 'REMOVE'),
      changeOf(at(after, 3), 'MODIFY', imageOf(at(after, 3))),
    ]
    expect(await guard({ Records }, down)).toStrictEqual({ batchItemFailures: [{ itemIdentifier: '13' }] })
    expect(heard.lines.map(([level]) => level)).toStrictEqual(['critical', 'error'])
  })
})
