import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { mockClient } from 'aws-sdk-client-mock'
import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { countedQueues, depthOf, queueDepths } from '../../../functions/bus/queue-depths.ts'
import { listen } from '../../support/lines.ts'

const sqs = mockClient(SQSClient)
const client = new SQSClient({ region: 'eu-central-1' })
const told = (visible: number, hidden: number, delayed: number) => ({
  Attributes: {
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(hidden),
    ApproximateNumberOfMessagesDelayed: String(delayed),
  },
})
const projector = { name: 'projector', url: 'https://dead', workUrl: 'https://work' }
const unpublished = { name: 'unpublished', url: 'https://notes' }

beforeEach(() => {
  sqs.reset()
  sqs.on(GetQueueAttributesCommand, { QueueUrl: 'https://work' }).resolves(told(5, 2, 1))
  sqs.on(GetQueueAttributesCommand, { QueueUrl: 'https://dead' }).resolves(told(3, 1, 0))
  sqs.on(GetQueueAttributesCommand, { QueueUrl: 'https://notes' }).resolves(told(0, 0, 0))
})
afterAll(() => sqs.restore())

it('counts what a worker will do, what it does, and what was set aside', async () => {
  expect(await queueDepths([projector, unpublished], (url) => depthOf(client, url))).toStrictEqual([
    { name: 'projector', waiting: 6, underWay: 2, deadLetters: 4 },
    { name: 'unpublished', deadLetters: 0 },
  ])
})

it('fails as SQS does, where somebody waits for the answer', async () => {
  sqs.on(GetQueueAttributesCommand, { QueueUrl: 'https://dead' }).rejects(new Error('AccessDenied'))
  await expect(queueDepths([projector], (url) => depthOf(client, url))).rejects.toThrow('AccessDenied')
})

it('tells a function what it can, of the queues in its environment', async () => {
  vi.stubEnv('AWS_REGION', 'eu-central-1')
  vi.stubEnv('QUEUES', JSON.stringify([projector, unpublished]))
  const { lines } = listen()
  sqs.on(GetQueueAttributesCommand, { QueueUrl: 'https://work' }).rejects(new Error('AccessDenied'))
  expect(await countedQueues()()).toStrictEqual([
    { name: 'projector', waiting: null, underWay: null, deadLetters: 4 },
    { name: 'unpublished', deadLetters: 0 },
  ])
  expect(lines).toMatchObject([['error', 'A queue does not tell how much waits', { url: 'https://work' }]])
})
