import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, describe, expect, it } from 'vitest'
import { dropped, peeked, redriven } from '../../../infra/cli/ops/dlq/actions.ts'
import { type DeadLetterQueue, deadLetterQueues } from '../../../infra/cli/ops/dlq/queues.ts'
import { ageText } from '../../../infra/cli/ops/dlq/texts.ts'

const queue: DeadLetterQueue = {
  name: 'projector',
  url: 'https://dead',
  workUrl: 'https://work',
  healing: 'send',
}
const client = new SQSClient({ region: 'eu-central-1' })
const sqs = mockClient(client)
const message = (id: string, subject = 'routes/north') => ({
  MessageId: id,
  ReceiptHandle: `handle of ${id}`,
  Body: JSON.stringify({ 'detail-type': 'RouteIdentified', detail: { subject, eventId: `e-${id}` } }),
  Attributes: { SentTimestamp: '1790000000000', ApproximateReceiveCount: '1' },
})
const asked = () =>
  sqs.calls().flatMap(({ args: [{ constructor: kind, input }] }) => {
    const { ReceiptHandle, MessageBody } = input as { ReceiptHandle?: string; MessageBody?: string }
    const what = ReceiptHandle ?? MessageBody
    return what === undefined ? [] : [`${kind.name} ${what}`]
  })

beforeEach(() => {
  sqs.reset()
  sqs.on(GetQueueAttributesCommand).resolves({ Attributes: { ApproximateNumberOfMessages: '2' } })
  sqs.on(SendMessageCommand).resolves({})
  sqs.on(DeleteMessageCommand).resolves({})
  sqs.on(ChangeMessageVisibilityCommand).resolves({})
  sqs
    .on(ReceiveMessageCommand)
    .resolvesOnce({ Messages: [message('a'), message('b', 'routes/south')] })
    .resolves({})
})

describe('letters', () => {
  it('are sent before they are deleted, and those that are not meant are given back', async () => {
    expect(await redriven(client, queue, { filter: { subject: 'routes/north' }, max: 100 })).toStrictEqual({
      letters: 1,
      groups: [{ reason: 'no reason given', letters: 1, subjects: 1 }],
    })
    expect(asked()).toStrictEqual([
      `SendMessageCommand ${message('a').Body}`,
      'DeleteMessageCommand handle of a',
      'ChangeMessageVisibilityCommand handle of b',
    ])
  })

  it('stay where they are when they cannot be sent', async () => {
    sqs.on(SendMessageCommand).rejects(new Error('AccessDenied'))
    await expect(redriven(client, queue, { filter: {}, max: 100 })).rejects.toThrow('AccessDenied')
    expect(asked()).toStrictEqual([
      `SendMessageCommand ${message('a').Body}`,
      'ChangeMessageVisibilityCommand handle of a',
      'ChangeMessageVisibilityCommand handle of b',
    ])
  })

  it('are there twice, and not lost, when they are sent and cannot be deleted', async () => {
    sqs.on(DeleteMessageCommand).rejects(new Error('Throttled'))
    await expect(redriven(client, queue, { filter: {}, max: 100 })).rejects.toThrow('Throttled')
    expect(asked()).toContain('ChangeMessageVisibilityCommand handle of a')
  })

  it('are no more than were asked for, and each is seen once', async () => {
    sqs.on(ReceiveMessageCommand).resolves({ Messages: [message('a'), message('b')] })
    expect((await peeked(client, queue, {}, 100)).map(({ id }) => id)).toStrictEqual(['a', 'b'])
    sqs.resetHistory()
    await dropped(client, queue, { filter: { id: 'b' }, max: 2, planned: new Set(['a', 'b']) })
    expect(sqs.commandCalls(ReceiveMessageCommand)[0]?.args[0].input.MaxNumberOfMessages).toBe(2)
    expect(asked()).toStrictEqual([
      'DeleteMessageCommand handle of b',
      'ChangeMessageVisibilityCommand handle of a',
    ])
  })

  it('are not deleted when they came after the plan was told, and are counted', async () => {
    const planned = new Set((await peeked(client, queue, {}, 100)).map(({ id }) => id))
    expect([...planned]).toStrictEqual(['a', 'b'])
    sqs
      .on(ReceiveMessageCommand)
      .resolvesOnce({ Messages: [message('came since'), message('b'), message('a')] })
      .resolves({})
    sqs.resetHistory()
    expect(await dropped(client, queue, { filter: {}, max: 100, planned })).toMatchObject({
      letters: 2,
      stayed: 1,
    })
    expect(asked()).toStrictEqual([
      'DeleteMessageCommand handle of b',
      'DeleteMessageCommand handle of a',
      'ChangeMessageVisibilityCommand handle of came since',
    ])
  })

  it('are shown without whatever stands in the place of an id', async () => {
    const detail = {
      subject: 'a person <b>',
      eventId: { a: 'person' },
      submissionId: 'x'.repeat(201),
      note: 'secret',
    }
    const odd = { ...message('c'), Body: JSON.stringify({ 'detail-type': 'a text', detail }) }
    const bodies = ['not json', '7', 'null', '{"detail":"text"}'].map((Body, n) => ({
      ...message(`d${n}`),
      Body,
    }))
    sqs
      .on(ReceiveMessageCommand)
      .resolvesOnce({ Messages: [odd, ...bodies] })
      .resolves({})
    const told = { receives: 1, sentAt: '2026-09-21T14:13:20.000Z' }
    expect(await peeked(client, queue, {}, 100)).toStrictEqual(
      ['c', 'd0', 'd1', 'd2', 'd3'].map((id) => ({ id, ...told })),
    )
  })

  it.each<[string, object, object | undefined, string]>([
    [
      'the worker',
      {},
      { Reason: { StringValue: 'Error: no' }, ERROR_CODE: { StringValue: 'x' } },
      'Error: no',
    ],
    ['EventBridge', {}, { ERROR_CODE: { StringValue: 'NO_PERMISSIONS' } }, 'NO_PERMISSIONS'],
    [
      'Lambda',
      { responsePayload: { errorType: 'TypeError', errorMessage: 'a secret' } },
      undefined,
      'TypeError',
    ],
    [
      'the stream',
      { requestContext: { condition: 'RetryAttemptsExhausted' } },
      undefined,
      'RetryAttemptsExhausted',
    ],
  ])('have the reason that %s gives', async (_, body, MessageAttributes, reason) => {
    const one = { ...message('e'), Body: JSON.stringify(body), MessageAttributes: MessageAttributes as never }
    sqs
      .on(ReceiveMessageCommand)
      .resolvesOnce({ Messages: [one] })
      .resolves({})
    expect((await peeked(client, queue, {}, 100))[0]?.reason).toBe(reason)
  })
})

it('queues are known from what the stacks tell', () => {
  const outputs = {
    ProjectorQueueUrl: 'work',
    ProjectorQueueDeadLettersUrl: 'dead',
    MissedSweepsDeadLettersUrl: 'missed',
    NewKindDeadLettersUrl: 'new',
    Url: 'api',
  }
  expect(deadLetterQueues({ outputs })).toStrictEqual([
    { name: 'missed-sweeps', url: 'missed', healing: 'sweep' },
    { name: 'new-kind', url: 'new', healing: 'look' },
    { name: 'projector', url: 'dead', workUrl: 'work', healing: 'send' },
  ])
})

it.each([
  [0, '0 s'],
  [119, '119 s'],
  [120, '2 min'],
  [7_200, '2 h'],
  [200_000, '2 d'],
])('%i seconds are told as %s', (seconds, text) => expect(ageText(seconds)).toBe(text))
