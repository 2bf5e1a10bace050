import { expect, it } from 'vitest'
import { letterOf } from '../../../infra/cli/ops/dlq/letter.ts'
import { letterText } from '../../../infra/cli/ops/dlq/texts.ts'

it('a batch that the stream gave up is told by its place', async () => {
  const body = {
    version: '1.0',
    requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 21 },
    responseContext: { statusCode: 200, functionError: 'Unhandled' },
    DDBStreamBatchInfo: {
      shardId: 'shardId-1',
      startSequenceNumber: '100',
      endSequenceNumber: '102',
      approximateArrivalOfFirstRecord: '2026-11-24T09:00:00Z',
      approximateArrivalOfLastRecord: '2026-11-24T09:00:01Z',
      batchSize: 3,
      streamArn: 'arn:aws:dynamodb:eu-central-1:111122223333:table/ledger/stream/2026-11-01T00:00:00.000',
    },
  }
  const letter = letterOf({
    MessageId: 'e',
    Body: JSON.stringify(body),
    Attributes: { SentTimestamp: '1790000000000', ApproximateReceiveCount: '1' },
  })
  expect(letterText(letter)).toBe(
    [
      'e  since 2026-09-21T14:13:20.000Z, received 1×',
      '  3 records of the stream of ledger, shard shardId-1, sequence numbers 100 to 102, ' +
        "arrived 2026-11-24T09:00:00Z to 2026-11-24T09:00:01Z, tried 21×, the function's error: Unhandled",
      '  RetryAttemptsExhausted',
    ].join('\n'),
  )
})

it('a letter that tells nothing has no blank line', () => {
  const letter = { id: 'x', receives: 1, sentAt: '2026-11-24T09:00:00.000Z' }
  expect(letterText(letter)).toBe('x  since 2026-11-24T09:00:00.000Z, received 1×\n  no reason given')
})
