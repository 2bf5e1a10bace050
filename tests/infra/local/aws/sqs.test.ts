import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Endpoint, refusal, startEndpoint } from './endpoint.ts'

let endpoint: Endpoint
let sqs: SQSClient
beforeAll(async () => {
  endpoint = await startEndpoint()
  sqs = new SQSClient(endpoint.config)
})
afterAll(() => endpoint.stop())

const urlOf = (name: string) => `${endpoint.url}/000000000000/${name}`
const send = (body: string, more = {}) =>
  sqs.send(new SendMessageCommand({ QueueUrl: urlOf('work'), MessageBody: body, ...more }))
const receive = async (name: string, more = {}) => {
  const asked = { QueueUrl: urlOf(name), MessageSystemAttributeNames: ['All' as const], ...more }
  return (await sqs.send(new ReceiveMessageCommand(asked))).Messages ?? []
}
const remove = (name: string, ReceiptHandle?: string) =>
  sqs.send(new DeleteMessageCommand({ QueueUrl: urlOf(name), ReceiptHandle }))
const depths = async (name: string) => {
  const asked = { QueueUrl: urlOf(name), AttributeNames: ['All' as const] }
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand(asked))
  return [Attributes.ApproximateNumberOfMessages, Attributes.ApproximateNumberOfMessagesNotVisible]
}

describe('a message', () => {
  it('carries body and attributes, is hidden once received, and gone once deleted', async () => {
    const MessageAttributes = {
      Reason: { DataType: 'String', StringValue: 'why' },
      Times: { DataType: 'Number', StringValue: '5' },
    }
    const { MessageId } = await send('one', { MessageAttributes })
    const [got, ...others] = await receive('work', {
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['Rea.*'],
    })
    expect(others).toStrictEqual([])
    expect(got).toStrictEqual({
      MessageId,
      ReceiptHandle: expect.any(String),
      MD5OfBody: 'f97c5d29941bfb1b2fdab0874906ab82',
      Body: 'one',
      Attributes: {
        ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
        ApproximateReceiveCount: '1',
        SenderId: 'local',
        SentTimestamp: expect.stringMatching(/^\d{13}$/),
      },
      MessageAttributes: { Reason: { DataType: 'String', StringValue: 'why' } },
    })
    expect(await receive('work')).toStrictEqual([])
    expect(await depths('work')).toStrictEqual(['0', '1'])
    await remove('work', got?.ReceiptHandle)
    await remove('work', got?.ReceiptHandle)
    expect(await depths('work')).toStrictEqual(['0', '0'])
  })

  it('is visible again after its time, and then goes to the dead letters', async () => {
    await send('two')
    const [first] = await receive('work', { VisibilityTimeout: 1 })
    const [second] = await receive('work', { WaitTimeSeconds: 3 })
    expect([first?.MessageId, second?.Attributes?.ApproximateReceiveCount]).toStrictEqual([
      second?.MessageId,
      '2',
    ])
    // The handle of an earlier receive deletes nothing.
    await remove('work', first?.ReceiptHandle)
    const again = { QueueUrl: urlOf('work'), ReceiptHandle: second?.ReceiptHandle, VisibilityTimeout: 0 }
    await sqs.send(new ChangeMessageVisibilityCommand(again))
    expect(await receive('work')).toStrictEqual([])
    const [dead] = await receive('dead')
    expect(dead?.Body).toBe('two')
    await remove('dead', dead?.ReceiptHandle)
    expect(await depths('dead')).toStrictEqual(['0', '0'])
  })

  it('outlives the endpoint with its attributes', async () => {
    await send('three', { MessageAttributes: { Reason: { DataType: 'String', StringValue: 'why' } } })
    endpoint = await endpoint.restart()
    sqs = new SQSClient(endpoint.config)
    const [got] = await receive('work', { MessageAttributeNames: ['All'] })
    expect([got?.Body, got?.MessageAttributes?.Reason?.StringValue]).toStrictEqual(['three', 'why'])
    await remove('work', got?.ReceiptHandle)
  })

  it('has what no text may hold replaced', async () => {
    const { Messages } = await raw('SendMessage', { MessageBody: 'a\u0001b' }).then(() =>
      raw('ReceiveMessage', {}),
    )
    expect(Messages[0]?.Body).toBe('a\uFFFDb')
    await remove('work', Messages[0]?.ReceiptHandle)
  })
})

async function raw(operation: string, request: object) {
  const response = await fetch(endpoint.url, {
    method: 'POST',
    headers: { 'x-amz-target': `AmazonSQS.${operation}`, 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ QueueUrl: urlOf('work'), ...request }),
  })
  return (await response.json()) as { Messages: { Body: string; ReceiptHandle: string }[] }
}

describe('a refusal', () => {
  const text = (StringValue: string) => ({ DataType: 'String', StringValue })
  const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`n${n}`, text('x')]))
  const big = 'x'.repeat(1_048_576)
  it.each<[string, () => Promise<unknown>, string]>([
    ['an unknown queue', () => receive('nowhere'), 'QueueDoesNotExist'],
    ['the hidden queue of calls', () => receive('async:f'), 'QueueDoesNotExist'],
    ['a message over 1 MiB', () => send(`${big}x`), 'InvalidParameterValue'],
    [
      'a message over 1 MiB with its attributes',
      () => send(big, { MessageAttributes: { a: text('x') } }),
      'InvalidParameterValue',
    ],
    ['eleven attributes', () => send('x', { MessageAttributes: eleven }), 'InvalidParameterValue'],
    [
      'an attribute without a value',
      () => send('x', { MessageAttributes: { a: text('') } }),
      'InvalidParameterValue',
    ],
    [
      'an attribute of no type',
      () => send('x', { MessageAttributes: { a: { ...text('x'), DataType: 'Text' } } }),
      'InvalidParameterValue',
    ],
    [
      "a name that is AWS's own",
      () => send('x', { MessageAttributes: { 'AWS.a': text('x') } }),
      'InvalidParameterValue',
    ],
    ['eleven messages at once', () => receive('work', { MaxNumberOfMessages: 11 }), 'InvalidParameterValue'],
    [
      'hiding for more than 12 hours',
      () => receive('work', { VisibilityTimeout: 43_201 }),
      'InvalidParameterValue',
    ],
    ['a delay over 15 minutes', () => send('x', { DelaySeconds: 901 }), 'InvalidParameterValue'],
    ['a handle of nothing', () => remove('work', 'x'), 'ReceiptHandleIsInvalid'],
  ])('for %s', async (_, call, name) => {
    expect(await refusal(call())).toBe(name)
    expect(await depths('work')).toStrictEqual(['0', '0'])
  })

  it('for changing the visibility of what nobody holds', async () => {
    await send('four')
    const [got] = await receive('work')
    await remove('work', got?.ReceiptHandle)
    const change = { QueueUrl: urlOf('work'), ReceiptHandle: got?.ReceiptHandle, VisibilityTimeout: 1 }
    expect(await refusal(sqs.send(new ChangeMessageVisibilityCommand(change)))).toBe('MessageNotInflight')
  })

  it.each<[string, string | undefined, string, number, string]>([
    ['what is not JSON', 'AmazonSQS.SendMessage', '{', 400, 'SerializationException'],
    ['JSON of another shape', 'AmazonSQS.SendMessage', '[]', 400, 'SerializationException'],
    ['no body', 'AmazonSQS.SendMessage', '', 400, 'com.amazonaws.sqs#MissingParameter'],
    ['an operation that is not emulated', 'AmazonSQS.PurgeQueue', '{}', 400, 'UnknownOperationException'],
    ['a service that is not emulated', 'Logs_20140328.PutLogEvents', '{}', 400, 'UnknownOperationException'],
    [
      '17 MiB of JSON',
      'AmazonSQS.SendMessage',
      ' '.repeat(17 * 2 ** 20 + 1),
      413,
      'RequestEntityTooLargeException',
    ],
  ])('for %s', async (_, target, body, status, type) => {
    const headers = { ...(target !== undefined && { 'x-amz-target': target }) }
    const response = await fetch(endpoint.url, { method: 'POST', headers, body })
    const told = (await response.json()) as { __type: string }
    expect([response.status, told.__type]).toStrictEqual([status, type])
  })
})
