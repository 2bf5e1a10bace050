/** A commit that no projector can digest, put into the ledger behind everybody's back, and mended again. */
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { eventIdOf } from '../../../events/ids.ts'
import { type Commit, commitOf, headerOf, payloadOf } from '../../../functions/ledger/commit.ts'
import { dynamoLedger } from '../../../functions/ledger/dynamo.ts'
import type { Host } from '../../../infra/local/host.ts'

export type Poison = {
  eventId: string
  /** Puts the commit as it should have been. */
  mend: () => Promise<unknown>
}

/** Appends a second claim to a subject that has one. `damage` is done to it before it is stored. */
export async function poison(host: Host, subject: string, damage: (good: Commit) => Commit): Promise<Poison> {
  const client = new DynamoDBClient({
    endpoint: host.awsUrl,
    region: 'eu-central-1',
    credentials: { accessKeyId: '000000000000', secretAccessKey: 'x' },
  })
  const TableName = host.tableName('Ledger')
  const ledger = dynamoLedger(client, TableName)
  const first = (await ledger.load(subject)).at(0)
  if (!first) throw new Error(`${subject} has no commit to begin with`)
  const before = headerOf(first)
  const eventId = eventIdOf(before.source, 'second', subject)
  const header = { ...before, id: 'second', eventId, receipt: { version: 2 } }
  const payload = payloadOf(first)
  if (!payload || !first.salt) throw new Error(`${subject} is redacted`)
  const good = commitOf({ subject, sequence: 2, header, payload, salt: first.salt }, first)
  await ledger.append(damage(good))
  const mend = () =>
    client.send(
      new UpdateItemCommand({
        TableName,
        Key: { subject: { S: subject }, sequence: { N: '2' } },
        UpdateExpression: 'SET header = :header, payload = :payload',
        ExpressionAttributeValues: { ':header': { S: good.header }, ':payload': { S: good.payload ?? '' } },
      }),
    )
  return { eventId, mend }
}
