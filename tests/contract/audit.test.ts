import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dynamoAudit } from '../../functions/audit/dynamo.ts'
import { memoryAudit } from '../../functions/audit/memory.ts'
import { Unavailable } from '../../functions/ledger/ledger.ts'
import { type Engine, startEngine, viewKeys } from '../support/engine.ts'
import { auditContract } from './audit.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

auditContract('memory', async () => memoryAudit())
auditContract('DynamoDB', async () => dynamoAudit(engine.client, await engine.table(viewKeys)))

it('is unavailable where no store answers, and takes nothing for written', async () => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const nowhere = { endpoint: 'http://127.0.0.1:1', region: 'eu-central-1', credentials, maxAttempts: 1 }
  const audit = dynamoAudit(new DynamoDBClient(nowhere), 'audit')
  await expect(audit.add({ partition: 'p', sort: '1', body: {} })).rejects.toBeInstanceOf(Unavailable)
  await expect(audit.list({ partition: 'p', limit: 1 })).rejects.toBeInstanceOf(Unavailable)
})
