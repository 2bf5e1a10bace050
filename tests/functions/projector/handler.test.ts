import type { SQSRecord } from 'aws-lambda'
import { describe, expect, it, vi } from 'vitest'
import { factsSource } from '../../../functions/bus/facts.ts'
import { onlyGeneration } from '../../support/generations.ts'
import { message } from '../../support/intake.ts'
import { route } from '../../support/posts.ts'
import { newWorld } from '../../support/world.ts'

vi.hoisted(() =>
  Object.assign(process.env, {
    LEDGER_TABLE: 'ledger',
    VIEWS_TABLE: 'views',
    FACTS_BUS: 'facts',
    DEAD_LETTERS_URL: 'https://sqs.eu-central-1.amazonaws.com/111122223333/dead',
    RECEIVES_MAX: '5',
    AWS_REGION: 'eu-central-1',
  }),
)
const { projectFacts } = await import('../../../functions/projector/handler.ts')

describe('the projector', () => {
  it('reports every message of a subject that it could not project, and no other', async () => {
    const world = await newWorld()
    for (const slug of ['north', 'south']) await world.recorded(route(slug))
    const load: typeof world.ledger.load = (subject, after) =>
      subject === 'routes/south' ? Promise.reject(new Error('unreadable')) : world.ledger.load(subject, after)
    const records = ['north', 'south', 'north', 'south'].map((slug, n) => ({
      messageId: `m${n}`,
      body: message('111122223333', factsSource, 'RouteIdentified', {
        subject: `routes/${slug}`,
        sequence: 99,
      }),
    }))
    const needs = { ledger: { ...world.ledger, load }, views: onlyGeneration(world.views) }
    expect(await projectFacts({ Records: records as SQSRecord[] }, needs)).toStrictEqual({
      batchItemFailures: [{ itemIdentifier: 'm1' }, { itemIdentifier: 'm3' }],
    })
    expect((await world.views.watermark('routes/north')).head).toBe(1)
  })

  it('keeps nothing back for a message that it cannot read, and sets that aside in the end', async () => {
    const world = await newWorld()
    await world.recorded(route('north'))
    const fact = message('1', factsSource, 'RouteIdentified', { subject: 'routes/north', sequence: 1 })
    const records = [fact, '{"secret":', message('1', factsSource, 'RouteIdentified', {})].map((body, n) => ({
      messageId: `m${n}`,
      body,
      attributes: { ApproximateReceiveCount: '5' },
      eventSourceARN: 'arn:aws:sqs:r:1:projector',
    }))
    const sent: string[][] = []
    const letters = { receivesMax: 5, send: async (...letter: string[]) => void sent.push(letter) }
    const needs = { ...world, views: onlyGeneration(world.views) }
    expect(await projectFacts({ Records: records as unknown as SQSRecord[] }, needs, letters)).toStrictEqual({
      batchItemFailures: [],
    })
    expect((await world.views.watermark('routes/north')).head).toBe(1)
    expect(sent).toStrictEqual([
      [records[1]?.body, 'SyntaxError', 'projector'],
      [records[2]?.body, 'Error: The message names no subject', 'projector'],
    ])
  })

  it('projects what stands in the ledger, whatever a message says of it', async () => {
    const world = await newWorld()
    const body = message('1', factsSource, 'RouteIdentified', {
      subject: 'routes/never-recorded',
      sequence: 1,
    })
    const outcome = await projectFacts(
      { Records: [{ messageId: 'm', body } as SQSRecord] },
      { ...world, views: onlyGeneration(world.views) },
    )
    expect(outcome).toStrictEqual({ batchItemFailures: [] })
    expect(
      await world.views.get([{ partition: 'card/routes/never-recorded', label: 'public', sort: 'card' }]),
    ).toStrictEqual([])
  })
})
