/** The ledger of a host, filled from beside it. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { loadTable } from '../support/load-table.ts'
import type { Journey } from './journey.ts'

export const clientOf = ({ host }: Journey): DynamoDBClient =>
  new DynamoDBClient({
    ...{ endpoint: host.awsUrl, region: 'eu-central-1' },
    credentials: { accessKeyId: '000000000000', secretAccessKey: 'local' },
  })

export const loadStraight = (journey: Journey, count: number): Promise<void> =>
  loadTable(clientOf(journey), journey.host.tableName('Ledger'), count)
