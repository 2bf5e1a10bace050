/** A deployment's stores, opened for who reads all of them. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { verifierKeyOf } from '../../../events/checkpoint.ts'
import { pause } from '../../../functions/environment.ts'
import type { Ledger, LedgerScan } from '../../../functions/ledger/ledger.ts'
import { dynamoLogTable } from '../../../functions/merkle-log/dynamo.ts'
import { kmsSigner } from '../../../functions/merkle-log/kms.ts'
import { dynamoLeafScan, type LeafScan } from '../../../functions/merkle-log/leaf-scan.ts'
import type { Archive, LogHead, LogReader } from '../../../functions/merkle-log/merkle-log.ts'
import { s3Archive } from '../../../functions/merkle-log/s3.ts'
import { generationsOn, ledgerOn } from '../../../functions/stores.ts'
import { dynamoGenerations } from '../../../functions/views/generation-row.ts'
import { named } from '../../../functions/views/generations.ts'
import { dynamoRowScan, type RowScan } from '../../../functions/views/scan.ts'
import type { Bookkeeping, Views } from '../../../functions/views/views.ts'
import { CommandFailed } from '../failure.ts'
import { attempting } from './aws-failure.ts'
import { dynamoDb, kms, s3 } from './clients.ts'
import { type Deployment, outputOf } from './deployment.ts'

export const ledgerOf = (deployment: Deployment): Ledger & LedgerScan =>
  ledgerOn(dynamoDb(deployment), outputOf(deployment, 'LedgerTable'))

export type Generation = { generation: number; views: Views & Bookkeeping; rows: RowScan }

export const generationOn = (client: DynamoDBClient, table: string, generation: number): Generation => ({
  generation,
  views: generationsOn(client, table)(generation),
  rows: dynamoRowScan(client, table, generation),
})

/** @param wanted absent: the generation of the views that is read now. */
export async function generationNamed(deployment: Deployment, wanted?: number): Promise<Generation> {
  const client = dynamoDb(deployment)
  const table = outputOf(deployment, 'ViewsTable')
  const stands = await attempting('the views cannot be read', () => dynamoGenerations(client, table).read())
  if (wanted !== undefined && !named(stands).includes(wanted))
    throw new CommandFailed(
      'usage',
      `there is no generation ${wanted} of the views: ${named(stands).join(', ')}`,
    )
  return generationOn(client, table, wanted ?? stands.active)
}

export type OpenLog = {
  archive: Archive
  rows: LogReader & LeafScan
  verifierKey: string
  head: LogHead | undefined
}

/** The key is asked of its keeper: what the log says of its own key proves nothing. */
export async function logOf(deployment: Deployment): Promise<OpenLog> {
  const signer = kmsSigner(kms(deployment), outputOf(deployment, 'LogKeyArn'))
  const [client, name] = [dynamoDb(deployment), outputOf(deployment, 'LogTable')]
  const table = dynamoLogTable(client, name)
  return attempting('the log cannot be read', async () => ({
    archive: s3Archive(s3(deployment), outputOf(deployment, 'LogBucket'), pause),
    rows: { ...table, ...dynamoLeafScan(client, name) },
    verifierKey: verifierKeyOf(`routewatch-${deployment.stage}`, await signer.publicKey()),
    head: await table.head(),
  }))
}
