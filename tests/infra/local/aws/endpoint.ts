import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cognito } from '../../../../infra/local/aws/cognito.ts'
import { dynamoDb } from '../../../../infra/local/aws/dynamodb.ts'
import { kms } from '../../../../infra/local/aws/kms.ts'
import { s3 } from '../../../../infra/local/aws/s3.ts'
import { sqs } from '../../../../infra/local/aws/sqs.ts'
import { clientStore } from '../../../../infra/local/aws/user-pool-clients.ts'
import { awsEndpoint } from '../../../../infra/local/aws-endpoint.ts'
import { noChaos } from '../../../../infra/local/chaos.ts'
import { listen } from '../../../../infra/local/loopback.ts'
import { QueueStore } from '../../../../infra/local/queue-store.ts'
import { Queues } from '../../../../infra/local/queues.ts'
import type { QueueSpec } from '../../../../infra/local/resources.ts'
import { Tables } from '../../../../infra/local/tables.ts'

/** The endpoint with a few resources, and no host around it. */
export type Endpoint = {
  /** What every client of the SDK is given. */
  config: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } }
  url: string
  dataDir: string
  /** Ends the endpoint and begins one on the same folder. */
  restart(): Promise<Endpoint>
  stop(): Promise<void>
}

const account = '000000000000'
const queue = (name: string, more: Partial<QueueSpec> = {}): QueueSpec => ({
  logicalId: name,
  name,
  arn: `arn:aws:sqs:eu-central-1:${account}:${name}`,
  visibilityMs: 30_000,
  delayMs: 0,
  ...more,
})
const dead = queue('dead')
const work = queue('work', { redrive: { queueArn: dead.arn, receivesMax: 2 } })

export const signingKeyId = '11111111-2222-4333-8444-555555555555'
export const tablesKeyId = '11111111-2222-4333-8444-666666666666'
const keyOf = (id: string, signs: boolean, aliases: string[] = []) => ({
  id,
  arn: `arn:aws:kms:eu-central-1:${account}:key/${id}`,
  aliases,
  signs,
})
export const poolId = 'eu-central-1_pool00001'

export async function startEndpoint(dataDir = mkdtempSync(join(tmpdir(), 'routewatch-'))): Promise<Endpoint> {
  const store = new QueueStore(join(dataDir, 'queues.sqlite'))
  const queues = new Queues([work, dead], store, noChaos)
  const tables = new Tables(dataDir, [], () => () => {})
  await tables.create([])
  const pool = {
    id: poolId,
    scopes: ['routewatch/views.read'],
    declared: [
      { clientId: 'Centre', name: 'Centre', flows: [], scopes: [], callbackUrls: [], logoutUrls: [] },
    ],
  }
  const server = awsEndpoint(
    Promise.resolve({
      json: new Map([
        ['DynamoDB_20120810', dynamoDb(tables)],
        ['AmazonSQS', sqs([work, dead], queues)],
        ['TrentService', kms(dataDir, [keyOf(signingKeyId, true, ['alias/log']), keyOf(tablesKeyId, false)])],
        ['AWSCognitoIdentityProviderService', cognito([pool], clientStore(dataDir))],
      ]),
      s3: s3(dataDir, [
        { logicalId: 'Plain', name: 'plain', locked: false },
        { logicalId: 'Log', name: 'log', locked: true },
      ]),
      published: new Map(),
    }),
  )
  const url = await listen(server, 0)
  const end = async () => {
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    })
    queues.close()
    store.close()
    await tables.close()
  }
  return {
    config: {
      endpoint: url,
      region: 'eu-central-1',
      credentials: { accessKeyId: account, secretAccessKey: 'x' },
    },
    url,
    dataDir,
    restart: async () => {
      await end()
      return startEndpoint(dataDir)
    },
    stop: async () => {
      await end()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** What a call is refused with. */
export const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'no refusal',
    (error: Error) => error.name,
  )
