import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Chaos, noChaos, parseChaos } from '../../../infra/local/chaos.ts'
import type { Outcome } from '../../../infra/local/function.ts'
import { QueueSource } from '../../../infra/local/queue-source.ts'
import { QueueStore } from '../../../infra/local/queue-store.ts'
import { Queues } from '../../../infra/local/queues.ts'
import type { MappingSpec, QueueSpec } from '../../../infra/local/resources.ts'

type Event = { Records: { messageId: string; body: string; attributes: Record<string, string> }[] }

const spec = (name: string, more: Partial<QueueSpec> = {}): QueueSpec => ({
  logicalId: name,
  name,
  arn: `arn:aws:sqs:r:a:${name}`,
  visibilityMs: 20,
  delayMs: 0,
  ...more,
})
const mapping: MappingSpec = {
  sourceArn: 'arn:aws:sqs:r:a:work',
  functionArn: 'f',
  batchSize: 3,
  windowMs: 0,
  filters: [],
  partialFailures: true,
  concurrencyMax: 1,
  retriesMax: 0,
  bisect: false,
}

let store: QueueStore
let sources: QueueSource[]
beforeEach(() => {
  store = new QueueStore(':memory:')
  sources = []
})
afterEach(async () => {
  for (const source of sources) await source.stop()
  store.close()
})

const ok: Outcome = { payload: '{}' }
const failing = (...identifiers: (string | undefined)[]): Outcome => ({
  payload: JSON.stringify({ batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })) }),
})

function set(
  answer: (event: Event) => Outcome | Promise<Outcome>,
  more: Partial<MappingSpec> = {},
  chaos = noChaos,
) {
  const redrive = { queueArn: 'arn:aws:sqs:r:a:dead', receivesMax: 3 }
  const queues = new Queues([spec('work', { redrive }), spec('dead')], store, chaos)
  const batches: string[][] = []
  const source = new QueueSource({ ...mapping, ...more }, queues.named('work'), async (_, event) => {
    batches.push((event as Event).Records.map(({ body }) => body))
    return answer(event as Event)
  })
  sources.push(source)
  return { queue: queues.named('work'), dead: queues.named('dead'), batches, source }
}
async function settled(source: QueueSource): Promise<void> {
  while (!source.idle) await wait(2)
}

it('delivers in batches and deletes what succeeds', async () => {
  const { queue, batches, source } = set(() => ok)
  for (const body of ['a', 'b', 'c', 'd']) queue.send(body)
  source.start()
  await settled(source)
  expect(batches).toStrictEqual([['a', 'b', 'c'], ['d']])
  expect(store.all()).toStrictEqual([])
})

it('delivers again what a batch reports, and nothing else', async () => {
  const seen = new Set<string>()
  const { queue, batches, source } = set(({ Records }) => {
    const fresh = Records.filter(({ body }) => body === 'b' && !seen.has(body))
    for (const { body } of fresh) seen.add(body)
    return failing(...fresh.map(({ messageId }) => messageId))
  })
  for (const body of ['a', 'b', 'c']) queue.send(body)
  source.start()
  await settled(source)
  expect(batches).toStrictEqual([['a', 'b', 'c'], ['b']])
})

it.each<[string, Outcome]>([
  ['an error', { error: { errorType: 'Error', errorMessage: 'x' } }],
  ['a report of something unknown', failing('unknown')],
  ['a report of nothing', failing(undefined)],
  ['an empty report', failing('')],
])('takes %s for a failure of the whole batch, and redrives it', async (_, outcome) => {
  const { queue, dead, batches, source } = set(() => outcome)
  queue.send('a')
  queue.send('b')
  source.start()
  await settled(source)
  expect(batches[0]).toStrictEqual(['a', 'b'])
  expect(batches.flat().sort().join('')).toBe('aaabbb')
  expect(
    dead
      .messages()
      .map(({ body }) => body)
      .sort(),
  ).toStrictEqual(['a', 'b'])
  expect(store.all().map(({ queue: name }) => name)).toStrictEqual(['dead', 'dead'])
})

it('counts how often a message was received', async () => {
  const counts: (string | undefined)[] = []
  const { queue, source } = set(({ Records }) => {
    counts.push(Records[0]?.attributes.ApproximateReceiveCount)
    return counts.length < 3 ? { error: { errorType: 'Error', errorMessage: 'x' } } : ok
  })
  queue.send('a')
  source.start()
  await settled(source)
  expect(counts).toStrictEqual(['1', '2', '3'])
})

it('ignores reports where the mapping does not ask for them', async () => {
  const { queue, batches, source } = set(() => failing('x'), { partialFailures: false })
  queue.send('a')
  source.start()
  await settled(source)
  expect(batches).toHaveLength(1)
})

it('drops what its filters do not let through', async () => {
  const filters = ['{"body":{"kind":["good"]}}', '{"body":["plain"]}']
  const { queue, batches, source } = set(() => ok, { filters })
  for (const body of ['{"kind":"good"}', '{"kind":"bad"}', 'plain', 'other']) queue.send(body)
  source.start()
  await settled(source)
  expect(batches.flat()).toStrictEqual(['{"kind":"good"}', 'plain'])
})

it('waits for a batch to fill, but not for longer than its window', async () => {
  const { queue, batches, source } = set(() => ok, { windowMs: 60 })
  source.start()
  queue.send('a')
  await wait(20)
  expect(batches).toStrictEqual([])
  queue.send('b')
  await settled(source)
  expect(batches).toStrictEqual([['a', 'b']])
})

it('runs no more batches at a time than it may', async () => {
  let running = 0
  let most = 0
  const { queue, source } = set(
    async () => {
      most = Math.max(most, ++running)
      await wait(5)
      running--
      return ok
    },
    { concurrencyMax: 2, batchSize: 1 },
  )
  for (let count = 0; count < 6; count++) queue.send('a')
  source.start()
  await settled(source)
  expect(most).toBe(2)
})

it('delivers twice when fate wants it', async () => {
  const { queue, batches, source } = set(() => ok, {}, new Chaos(parseChaos('duplicate=1')))
  source.start()
  queue.deliver('a')
  await settled(source)
  expect(batches.flat()).toStrictEqual(['a', 'a'])
})

it('has what was in flight again after a restart', () => {
  const { queue } = set(() => ok)
  queue.send('a')
  queue.send('b')
  expect(queue.receive(1)).toHaveLength(1)
  const again = new Queues([spec('work')], store, noChaos).named('work')
  expect(again.receive(10).map(({ body, receives }) => [body, receives])).toStrictEqual([
    ['a', 2],
    ['b', 1],
  ])
})
