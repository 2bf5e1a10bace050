/** Ledger and views of a function, by its settings, over one client. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { dynamoClient } from './dynamodb.ts'
import { setting } from './environment.ts'
import { dynamoLedger } from './ledger/dynamo.ts'
import type { Ledger } from './ledger/ledger.ts'
import { dynamoBookkeeping } from './views/bookkeeping.ts'
import { dynamoViews } from './views/dynamo.ts'
import type { Bookkeeping, Views } from './views/views.ts'

export function stores(): { client: DynamoDBClient; ledger: Ledger; views: Views & Bookkeeping } {
  const client = dynamoClient()
  const viewsTable = setting('VIEWS_TABLE')
  return {
    client,
    ledger: dynamoLedger(client, setting('LEDGER_TABLE')),
    views: { ...dynamoViews(client, viewsTable), ...dynamoBookkeeping(client, viewsTable) },
  }
}
