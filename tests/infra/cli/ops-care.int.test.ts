import { CreateTableCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dynamoDb } from '../../../infra/cli/ops/clients.ts'
import { deploymentOf } from '../../../infra/cli/ops/deployment.ts'
import { scratchName } from '../../../infra/cli/ops/drill/tables.ts'
import { claim, event, route, seizure } from '../../journeys/events.ts'
import { type Journey, startAmongPartners } from '../../journeys/journey.ts'
import { backupTests, rwAt } from './care-backup.ts'
import { damageTests } from './care-damage.ts'
import { drillTests } from './care-drill.ts'

let journey: Journey
let client: ReturnType<typeof dynamoDb>
beforeAll(async () => {
  journey = await startAmongPartners()
  client = dynamoDb(await deploymentOf({ stage: 'local', data: journey.dataDir }))
  await journey.record(route('kz-moi', 'main'))
  const { subject } = await journey.record(seizure('kz-moi'))
  await journey.record(claim('kz-moi', 'SeizureAttributedToRoute', subject, { routeId: 'main' }))
  const secret = await journey.record(seizure('kz-moi', { reportRef: 'R/17' }))
  const redaction = event('centre', 'PayloadRedacted', secret.subject, {
    eventId: secret.eventId,
    reason: 'An order',
  })
  await journey.record(redaction, { 'if-match': '*' })
  await settled()
})
afterAll(async () => {
  client.destroy()
  await journey.end()
})

const settled = async () => {
  await journey.quiet()
  // Nothing is left to it but the first commit of the centre, which it lists for the log.
  expect(await told('sweep', '--whole')).toMatchObject({ behind: 0, failed: 0 })
  await journey.quiet()
  await journey.host.invoke('anchor', {})
}
const rw = (args: string[]) => rwAt(journey, args)
const told = async (...args: string[]) => (await rw([...args, '--json'])).last()
const nothing = { findings: { count: 0, first: [] } }

describe('a sound deployment', () => {
  it('is verified', async () => {
    expect(await rw(['verify'])).toMatchObject({
      exit: 0,
      err: '',
      out: expect.stringMatching(/(.*nothing differs\n){3}/),
    })
    expect(await told('verify')).toMatchObject({
      differences: 0,
      ledger: nothing,
      log: { ...nothing, pending: 0 },
      views: { ...nothing, generation: 1 },
    })
    expect(Object.keys(await told('verify', '--views'))).toStrictEqual(['stage', 'differences', 'views'])
  })

  it('tells how it stands, on one screen', async () => {
    const { out, exit } = await rw(['status'])
    expect(exit).toBe(0)
    expect(out.split('\n').length).toBeLessThan(40)
    expect(await told('status')).toMatchObject({
      ...{ stage: 'local', url: journey.url, views: { generations: { active: 1 } } },
      behind: { behind: 0, isWhole: true },
      log: { pending: 0, batches: expect.any(Number) },
      queues: expect.arrayContaining([
        { name: 'projector', waiting: 0, underWay: 0, deadLetters: 0 },
        { name: 'unpublished', deadLetters: 0 },
      ]),
    })
    expect(await told('status', '--sample', '1')).toMatchObject({ behind: { isWhole: false } })
  })

  it('is found to be in place', async () => {
    const { checks, state } = (await told('doctor')) as {
      state: string
      checks: { check: string; state: string }[]
    }
    expect(checks.filter((check) => check.state !== 'ok')).toStrictEqual([])
    expect(state).toBe('ok')
    expect(checks.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['clock', 'LedgerTable', 'queues', 'log', 'centre', 'token']),
    )
  })

  it('is restored in a drill, which leaves nothing behind', async () => {
    expect(await told('drill', 'restore')).toMatchObject({ done: false, plan: expect.any(Array) })
    const done = await told('drill', 'restore', '--yes')
    expect(done).toMatchObject({
      done: true,
      differences: 0,
      ledger: nothing,
      log: nothing,
      views: { ...nothing, changed: 0 },
    })
    expect((done.phases as { phase: string }[]).map(({ phase }) => phase)).toStrictEqual([
      'restore',
      'verify',
      'rebuild',
      'compare',
      'clean',
    ])
    const left = scratchName('local', new Date('2026-01-02T03:04:05Z'), 'views')
    const key = {
      AttributeDefinitions: [{ AttributeName: 'p', AttributeType: 'S' as const }],
      KeySchema: [{ AttributeName: 'p', KeyType: 'HASH' as const }],
    }
    await client.send(new CreateTableCommand({ TableName: left, BillingMode: 'PAY_PER_REQUEST', ...key }))
    expect((await told('drill', 'restore')).plan).toContain(
      `${left} is left from an earlier drill: --clean deletes it.`,
    )
    expect(await told('drill', 'restore', '--clean')).toMatchObject({ done: false })
    expect(await told('drill', 'restore', '--clean', '--yes')).toMatchObject({ deleted: [left] })
    const { TableNames = [] } = await client.send(new ListTablesCommand({}))
    expect(TableNames.filter((name) => name.includes('drill'))).toStrictEqual([])
  })
})

describe('a drill of an earlier moment', () =>
  drillTests(
    () => journey,
    () => client,
  ))

describe('a backup', () => backupTests(() => journey))

describe('refused, before anything is done,', () => {
  it.each<[string, string[], number]>([
    ['a checkpoint that is not there', ['verify', '--checkpoint', 'none'], 2],
    ['a checkpoint for the views', ['verify', '--views', '--checkpoint', 'none'], 2],
    ['a generation of the log', ['verify', '--log', '--generation', '1'], 2],
    ['a generation that does not exist', ['verify', '--generation', '9'], 2],
    ['a folder where no host runs', ['verify', '--data', 'none'], 4],
    ['a stage that is not declared', ['status', '--stage', 'nowhere'], 2],
    ['no file', ['export'], 2],
    ['a file of another kind', ['export', 'c.txt'], 2],
    ['a sample of nothing', ['status', '--sample', '0'], 2],
    ['a drill of something else', ['drill', 'fire'], 2],
    ['no time to wait', ['drill', 'restore', '--wait', '0'], 2],
    ['a drill of what is to come', ['drill', 'restore', '--at', '2999-01-01T00:00:00Z', '--yes'], 2],
    ['a drill of a day', ['drill', 'restore', '--at', '2024-03-19', '--yes'], 2],
    ['a drill of a time without its offset', ['drill', 'restore', '--at', '2024-03-19T08:15:00'], 2],
    ['a drill of no time at all', ['drill', 'restore', '--at', 'yesterday'], 2],
    ['cleaning and keeping at once', ['drill', 'restore', '--clean', '--keep', '--yes'], 2],
  ])('%s', async (_, args, exit) => expect((await rw(args)).exit).toBe(exit))

  it('a doctor without a patient', async () => {
    const { exit, last } = await rw(['doctor', '--data', 'none', '--json'])
    expect([exit, last()]).toMatchObject([
      1,
      {
        state: 'failed',
        checks: expect.arrayContaining([expect.objectContaining({ check: 'deployment', state: 'failed' })]),
      },
    ])
  })
})

describe('damage', () =>
  damageTests(
    () => journey,
    () => client,
  ))
