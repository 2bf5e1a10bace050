import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { noChaos } from '../../../infra/local/chaos.ts'
import type { Outcome } from '../../../infra/local/function.ts'
import type { MappingSpec } from '../../../infra/local/resources.ts'
import { type StreamRecord, StreamSource } from '../../../infra/local/stream-source.ts'

const mapping: MappingSpec = {
  sourceArn: 'stream',
  functionArn: 'f',
  batchSize: 10,
  windowMs: 0,
  filters: [],
  partialFailures: true,
  concurrencyMax: 1,
  retriesMax: 1,
  bisect: false,
  onFailureArn: 'dead',
}
const record = (sequence: string, eventName = 'INSERT'): StreamRecord => ({
  eventID: sequence,
  eventName,
  eventSourceARN: 'stream',
  dynamodb: { SequenceNumber: sequence, ApproximateCreationDateTime: 0 },
})
const failure: Outcome = { error: { errorType: 'Error', errorMessage: 'x' } }
const failingAt = (...sequences: string[]): Outcome => ({
  payload: JSON.stringify({ batchItemFailures: sequences.map((itemIdentifier) => ({ itemIdentifier })) }),
})

async function run(
  answer: (batch: string[]) => Outcome,
  records: StreamRecord[],
  more: Partial<MappingSpec> = {},
) {
  const batches: string[] = []
  const acknowledged: string[] = []
  const dead: string[] = []
  const source = new StreamSource(
    { ...mapping, ...more },
    async (_, event) => {
      const batch = (event as { Records: StreamRecord[] }).Records.map(({ eventID }) => eventID)
      batches.push(batch.join(''))
      return answer(batch)
    },
    noChaos,
    (_, body) => dead.push(body),
  )
  for (const each of records) source.push(each, () => acknowledged.push(each.eventID))
  while (!source.idle) await wait(2)
  return { batches, acknowledged: acknowledged.join(''), dead }
}
const abcd = ['a', 'b', 'c', 'd'].map((sequence) => record(sequence))

it('delivers in order, up to the batch size', async () =>
  expect(await run(() => failingAt(), abcd, { batchSize: 3 })).toStrictEqual({
    batches: ['abc', 'd'],
    acknowledged: 'abcd',
    dead: [],
  }))

it('goes on from the lowest record that failed', async () => {
  let first = true
  const { batches, acknowledged } = await run(() => {
    const outcome = first ? failingAt('c', 'b') : failingAt()
    first = false
    return outcome
  }, abcd)
  expect(batches).toStrictEqual(['abcd', 'bcd'])
  expect(acknowledged).toBe('abcd')
})

it('splits a batch that fails, and gives up only what fails alone', async () => {
  const { batches, acknowledged, dead } = await run(
    (batch) => (batch.includes('c') ? failure : failingAt()),
    abcd,
    { bisect: true },
  )
  expect(batches).toStrictEqual(['abcd', 'ab', 'cd', 'c', 'c', 'd'])
  expect(acknowledged).toBe('abcd')
  expect(dead).toHaveLength(1)
  expect(JSON.parse(dead[0] ?? '')).toMatchObject({
    requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 2 },
    DDBStreamBatchInfo: { startSequenceNumber: 'c', endSequenceNumber: 'c', batchSize: 1 },
  })
})

it('gives up the whole batch where it may not split it', async () => {
  const { batches, acknowledged, dead } = await run(() => failure, abcd)
  expect(batches).toStrictEqual(['abcd', 'abcd'])
  expect(acknowledged).toBe('abcd')
  expect(dead).toHaveLength(1)
})

it('acknowledges what its filters do not let through', async () => {
  const { batches, acknowledged } = await run(() => failingAt(), [record('a', 'MODIFY'), record('b')], {
    filters: ['{"eventName":["INSERT"]}'],
  })
  expect(batches).toStrictEqual(['b'])
  expect(acknowledged).toBe('ab')
})
