import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { SQSRecord } from 'aws-lambda'
import { mockClient } from 'aws-sdk-client-mock'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { deadLetters, type Failure, reasonOf } from '../../../functions/bus/dead-letters.ts'
import { eachMessage } from '../../../functions/bus/messages.ts'

const DEAD_LETTERS_URL = 'https://sqs.eu-central-1.amazonaws.com/111122223333/dead'
vi.stubEnv('DEAD_LETTERS_URL', DEAD_LETTERS_URL)
vi.stubEnv('RECEIVES_MAX', '5')
vi.stubEnv('AWS_REGION', 'eu-central-1')

const sqs = mockClient(SQSClient)
beforeEach(() => sqs.reset())
afterAll(() => sqs.restore())

const record = (messageId: string, receives: number) =>
  ({
    messageId,
    body: `the body of ${messageId}`,
    attributes: { ApproximateReceiveCount: String(receives) },
    eventSourceARN: 'arn:aws:sqs:eu-central-1:111122223333:projector',
  }) as SQSRecord
const failing = (error: Failure['error']) => async () => {
  throw error
}
const outcome = (records: SQSRecord[], work: () => Promise<void>) =>
  eachMessage({ Records: records }, 'Not done', work, deadLetters())

describe('a message that cannot be done', () => {
  it('comes again before its last receive', async () => {
    expect(await outcome([record('m', 4)], failing(new Error('bad')))).toStrictEqual({
      batchItemFailures: [{ itemIdentifier: 'm' }],
    })
    expect(sqs.calls()).toHaveLength(0)
  })

  it.each([5, 6])('is set aside with its reason on receive %i, and is done', async (receives) => {
    sqs.on(SendMessageCommand).resolves({})
    expect(await outcome([record('m', receives)], failing(new Error('no such leg')))).toStrictEqual({
      batchItemFailures: [],
    })
    expect(sqs.commandCalls(SendMessageCommand).map(({ args }) => args[0].input)).toStrictEqual([
      {
        QueueUrl: DEAD_LETTERS_URL,
        MessageBody: 'the body of m',
        MessageAttributes: {
          Reason: { DataType: 'String', StringValue: 'Error: no such leg' },
          Source: { DataType: 'String', StringValue: 'projector' },
        },
      },
    ])
  })

  it('is left to SQS when it cannot be set aside', async () => {
    sqs.on(SendMessageCommand).rejects(new Error('AccessDenied'))
    const records = [record('m', 5), record('n', 1)]
    expect(await outcome(records, failing(new Error('bad')))).toStrictEqual({
      batchItemFailures: [{ itemIdentifier: 'm' }, { itemIdentifier: 'n' }],
    })
  })
})

it('sets nothing aside that was done', async () => {
  expect(await outcome([record('m', 9)], async () => {})).toStrictEqual({ batchItemFailures: [] })
  expect(sqs.calls()).toHaveLength(0)
})

it.each<[string, unknown, string]>([
  ['an error without a message', new Error(), 'Error'],
  ['what a parser quotes', new SyntaxError('Unexpected token a in {"name":"a person"}'), 'SyntaxError'],
  ['what is no error', 'a text', 'string'],
  ['control characters', new Error('one\u0000\n\ntwo'), 'Error: one two'],
  ['half a character', new Error('\ud83d'), 'Error: \ufffd'],
  ['a long message', new Error('😀'.repeat(400)), `Error: ${'😀'.repeat(293)}`],
])('the reason of %s', (_, error, reason) => expect(reasonOf(error)).toBe(reason))
