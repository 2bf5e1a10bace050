import type { DynamoDBRecord } from 'aws-lambda'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Bus, BusEntry } from '../../../functions/bus/bus.ts'
import type { Commit } from '../../../functions/ledger/commit.ts'
import { memoryLogTable } from '../../../functions/merkle-log/memory.ts'
import type { LogTable } from '../../../functions/merkle-log/merkle-log.ts'
import { marshalled } from '../../support/commits.ts'
import { listen } from '../../support/lines.ts'
import { route, seizure, subjectOf } from '../../support/posts.ts'
import { newWorld } from '../../support/world.ts'

vi.hoisted(() =>
  Object.assign(process.env, { FACTS_BUS: 'facts', LOG_TABLE: 'log', AWS_REGION: 'eu-central-1' }),
)
const { publish } = await import('../../../functions/publisher/handler.ts')

const sent: BusEntry[] = []
const busThatFails = (...failed: number[]): Bus => ({
  put: async (entries) => {
    sent.push(...entries)
    return failed
  },
})
let log: LogTable
beforeEach(() => {
  sent.length = 0
  log = memoryLogTable()
})

async function records(): Promise<DynamoDBRecord[]> {
  const world = await newWorld()
  const posts = [route('north'), seizure(), route('north'), seizure()]
  for (const event of posts) await world.recorded(event)
  const commits = (
    await Promise.all([...new Set(posts.map(subjectOf))].map((subject) => world.ledger.load(subject)))
  ).flat()
  return commits.map((commit, n) => ({
    eventID: `e${n}`,
    eventName: 'INSERT',
    dynamodb: { SequenceNumber: `${100 + n}`, NewImage: marshalled(commit) },
  }))
}

describe('the publisher', () => {
  it('tells key, type and labels of each commit, and never its payload', async () => {
    const Records = await records()
    expect(await publish({ Records }, busThatFails(), log)).toStrictEqual({ batchItemFailures: [] })
    expect(sent).toHaveLength(4)
    expect(sent[0]).toStrictEqual({
      source: 'routewatch.facts',
      detailType: 'RouteIdentified',
      detail: {
        subject: 'routes/north',
        sequence: 1,
        eventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        type: 'RouteIdentified',
        postedBy: 'kz-moi',
        recordedAt: '2024-03-20T06:00:00.000Z',
        labels: ['public'],
      },
    })
    expect(JSON.stringify(sent)).not.toContain('heroin')
  })

  it('reports the first that stays failed, and that one alone', async () => {
    const Records = await records()
    expect(await publish({ Records }, busThatFails(2, 3), log)).toStrictEqual({
      batchItemFailures: [{ itemIdentifier: '102' }],
    })
  })

  it('lists each commit for the log, with its hash', async () => {
    const Records = await records()
    await publish({ Records: [...Records, ...Records] }, busThatFails(0), log)
    const listed = await log.somePending(10)
    expect(listed.map(({ subject, sequence, hash }) => [subject, sequence, hash])).toStrictEqual(
      Records.map(({ dynamodb }) => [
        dynamodb?.NewImage?.subject?.S,
        Number(dynamodb?.NewImage?.sequence?.N),
        Buffer.from(dynamodb?.NewImage?.hash?.B ?? '', 'base64').toString('hex'),
      ]),
    )
    expect(listed[0]?.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it("leaves the centre's first commit to the sweeper, and counts on without it", async () => {
    const others = await records()
    const [centre] = await (await newWorld()).ledger.load('agencies/centre')
    const NewImage = marshalled(centre as Commit)
    const Records = [{ ...others[0], dynamodb: { SequenceNumber: '99', NewImage } }, ...others]
    expect(await publish({ Records } as never, busThatFails(), log)).toStrictEqual({ batchItemFailures: [] })
    expect((await log.somePending(10)).map(({ subject }) => subject)).not.toContain('agencies/centre')
    expect(await log.somePending(10)).toHaveLength(others.length)
    expect(sent).toHaveLength(others.length + 1)
    const failing = { add: async () => [1] }
    expect(await publish({ Records } as never, busThatFails(), failing)).toStrictEqual({
      batchItemFailures: [{ itemIdentifier: '101' }],
    })
  })

  it('reports what could not be listed as it does what could not be published', async () => {
    const Records = await records()
    const failing = { add: async () => [1, 3] }
    expect(await publish({ Records }, busThatFails(), failing)).toStrictEqual({
      batchItemFailures: [{ itemIdentifier: '101' }],
    })
    expect(await publish({ Records }, busThatFails(0), failing)).toStrictEqual({
      batchItemFailures: [{ itemIdentifier: '100' }],
    })
  })

  it('tells which fact it published and which it could not, in ids alone', async () => {
    const heard = listen()
    await publish({ Records: await records() }, busThatFails(2), log)
    const published = heard.lines.map(([level, message, fields]) => [
      level,
      message,
      Object.keys(fields ?? {}),
    ])
    const ids = ['eventId', 'subject', 'sequence', 'type']
    expect(published).toStrictEqual([
      ['info', 'Published', ids],
      ['info', 'Published', ids],
      ['error', 'Not published', ids],
      ['info', 'Published', ids],
    ])
  })

  it.each([
    ['that is no JSON', { header: { S: '{broken' } }],
    ['that is null', { header: { S: 'null' } }],
    ['without an event id', { header: { S: '{"type":"RouteIdentified"}' } }],
    ['that is missing', { header: undefined }],
  ])('hints at the subject of a commit with a header %s, and keeps no other back', async (_, damage) => {
    const Records = await records()
    const [, second] = Records
    if (!second?.dynamodb) throw new Error('no record')
    const place = { subject: second.dynamodb.NewImage?.subject?.S, sequence: 2 }
    second.dynamodb.NewImage = { ...second.dynamodb.NewImage, ...damage } as never
    const heard = listen()
    expect(await publish({ Records }, busThatFails(), log)).toStrictEqual({ batchItemFailures: [] })
    expect(sent.map(({ detailType }) => detailType)).toStrictEqual([
      'RouteIdentified',
      'ReferenceChanged',
      'SeizureReported',
      'SeizureReported',
    ])
    expect(sent[1]?.detail).toStrictEqual({ subject: place.subject })
    expect(await log.somePending(10)).toHaveLength(3)
    expect(heard.lines.filter(([level]) => level === 'error')).toStrictEqual([
      ['error', 'Not readable: not listed for the log', place],
    ])
    // Its hint is work like any other, and what comes after it is listed.
    expect(await publish({ Records }, busThatFails(1), { add: async () => [1] })).toStrictEqual({
      batchItemFailures: [{ itemIdentifier: '101' }],
    })
    expect(await publish({ Records }, busThatFails(), { add: async () => [1] })).toStrictEqual({
      batchItemFailures: [{ itemIdentifier: '102' }],
    })
  })

  it('never publishes a change or a removal', async () => {
    const [first, second, third, fourth] = (await records()) as [
      DynamoDBRecord,
      DynamoDBRecord,
      DynamoDBRecord,
      DynamoDBRecord,
    ]
    const Records: DynamoDBRecord[] = [
      first,
      { ...second, eventName: 'MODIFY' },
      { ...third, eventName: 'REMOVE' },
      fourth,
    ]
    expect(await publish({ Records }, busThatFails(1), log)).toStrictEqual({
      batchItemFailures: [{ itemIdentifier: '103' }],
    })
    expect(sent).toHaveLength(2)
  })
})
