/** Ledger and views of a function, by its settings, over one client. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { dynamoClient } from './dynamodb.ts'
import { setting } from './environment.ts'
import { dynamoLedger, dynamoScan } from './ledger/dynamo.ts'
import type { Ledger, LedgerScan } from './ledger/ledger.ts'
import { dynamoBookkeeping } from './views/bookkeeping.ts'
import { dynamoViews } from './views/dynamo.ts'
import { dynamoGenerations } from './views/generation-row.ts'
import { type ViewGenerations, viewGenerations } from './views/generations.ts'
import type { Bookkeeping, Views } from './views/views.ts'

export function stores(): { client: DynamoDBClient; ledger: Ledger; views: ViewGenerations } {
  const client = dynamoClient()
  return {
    client,
    ledger: dynamoLedger(client, setting('LEDGER_TABLE')),
    views: viewsOn(client, setting('VIEWS_TABLE')),
  }
}

/** For who reads all of it. */
export const ledgerOn = (client: DynamoDBClient, table: string): Ledger & LedgerScan => ({
  ...dynamoLedger(client, table),
  ...dynamoScan(client, table),
})

/** The views in their generations. */
export const viewsOn = (client: DynamoDBClient, table: string): ViewGenerations =>
  viewGenerations(dynamoGenerations(client, table), generationsOn(client, table))

/** Opens the generations that lie in one table. */
export function generationsOn(
  client: DynamoDBClient,
  table: string,
): (generation: number) => Views & Bookkeeping {
  return (generation) => ({
    ...dynamoViews(client, table, generation),
    ...dynamoBookkeeping(client, table, generation),
  })
}
