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
