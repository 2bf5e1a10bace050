/** What the deployment's stores and queues have to be like. */
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb'
import { stageOf } from '../../../stages.ts'
import { dynamoDb } from '../clients.ts'
import { type Deployment, outputOf } from '../deployment.ts'
import { ledgerOf } from '../opened.ts'
import { logStatus, pendingMax, queuesOf } from '../status/look.ts'
import { type Found, fail, fine, warn } from './check.ts'

const tables = {
  LedgerTable: ['subject S', 'sequence N'],
  ViewsTable: ['partition S', 'sort S'],
  SubmissionsTable: ['submission S', 'part S'],
  LogTable: ['partition S', 'sort S'],
} as const
type TableName = keyof typeof tables
export const tableNames = Object.keys(tables) as TableName[]

const outputsNeeded = [
  ...tableNames,
  ...[
    'LogBucket',
    'LogKeyArn',
    'IntakeBusName',
    'FactsBusName',
    'UserPoolId',
    'CentreClientId',
    'TokenUrl',
    'Url',
  ],
  ...[
    'ProjectorQueueUrl',
    'ProjectorQueueDeadLettersUrl',
    'UnpublishedDeadLettersUrl',
    'MissedSweepsDeadLettersUrl',
  ],
]

export function outputsTold({ outputs }: Deployment): Found {
  const missing = outputsNeeded.filter((name) => outputs[name] === undefined)
  return missing.length === 0
    ? fine(`${Object.keys(outputs).length} outputs`)
    : fail(
        `the stacks do not tell ${missing.join(', ')}`,
        'deploy this version (locally: start the host again)',
      )
}

export async function table(name: TableName, deployment: Deployment): Promise<Found> {
  const client = dynamoDb(deployment)
  const TableName = outputOf(deployment, name)
  const { Table } = await client.send(new DescribeTableCommand({ TableName }))
  const types = new Map(Table?.AttributeDefinitions?.map((one) => [one.AttributeName, one.AttributeType]))
  const keys = (Table?.KeySchema ?? []).map((key) => `${key.AttributeName} ${types.get(key.AttributeName)}`)
  if (keys.join() !== tables[name].join())
    return fail(
      `${TableName} has the keys ${keys.join(', ')}`,
      `it has to have ${tables[name].join(', ')}: is this the right stage?`,
    )
  if (Table?.TableStatus !== 'ACTIVE')
    return warn(`${TableName} is ${Table?.TableStatus}`, 'wait and look again')
  if (deployment.awsUrl !== undefined) return fine(TableName)
  return protection(
    client,
    TableName,
    Table.DeletionProtectionEnabled === true,
    stageOf(deployment.stage).kept,
  )
}

async function protection(
  client: DynamoDBClient,
  TableName: string,
  isProtected: boolean,
  isKept: boolean,
): Promise<Found> {
  const { ContinuousBackupsDescription } = await client.send(
    new DescribeContinuousBackupsCommand({ TableName }),
  )
  const status = ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus
  const lacking = [
    ...(status === 'ENABLED' ? [] : ['point-in-time recovery']),
    ...(isProtected || !isKept ? [] : ['deletion protection']),
  ]
  return lacking.length === 0
    ? fine(`${TableName}, can be restored to any second`)
    : fail(`${TableName} has no ${lacking.join(' and no ')}`, 'somebody has turned it off: deploy again')
}

export async function queues(deployment: Deployment): Promise<Found> {
  const depths = await queuesOf(deployment)
  const filled = depths.filter(({ deadLetters }) => deadLetters !== 0)
  return filled.length === 0
    ? fine(`${depths.length} queues answer, no dead letters`)
    : warn(
        `dead letters: ${filled.map(({ name, deadLetters }) => `${deadLetters} in ${name}`).join(', ')}`,
        'rw ops dlq list, then the runbook docs/runbooks/dead-letters.md',
      )
}

export async function log(deployment: Deployment, nowMs: number): Promise<Found> {
  const { recordedAt, ageMinutes = 0, pending } = await logStatus(deployment, nowMs)
  const { logMinutes } = stageOf(deployment.stage)
  const todo = 'look at the anchor function: its last runs, its dead letters in MissedAnchors'
  if (recordedAt === undefined) return warn('no checkpoint yet', `wait ${logMinutes} min; ${todo}`)
  const detail = `last checkpoint ${ageMinutes} min ago, ${pending === pendingMax ? `${pendingMax} or more` : pending} ${pending === 1 ? 'commit' : 'commits'} pending`
  // Two runs may be missed before anybody has to get up.
  if (ageMinutes > 4 * logMinutes + 60) return fail(detail, todo)
  return ageMinutes > 2 * logMinutes + 5 ? warn(detail, todo) : fine(detail)
}

export async function centre(deployment: Deployment): Promise<Found> {
  const commits = await ledgerOf(deployment).load('agencies/centre')
  return commits.length > 0
    ? fine(`registered, ${commits.length} events`)
    : fail('not registered', 'the sweeper registers it: rw ops status tells its last run; invoke it once')
}
