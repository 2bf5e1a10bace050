import { afterAll, beforeAll } from 'vitest'
import { dynamoLedger, dynamoRedactor, dynamoScan } from '../../functions/ledger/dynamo.ts'
import { memoryLedger } from '../../functions/ledger/memory.ts'
import { type Engine, ledgerKeys, startEngine } from '../support/engine.ts'
import { ledgerContract } from './ledger.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

ledgerContract('memory', async () => memoryLedger())
ledgerContract('DynamoDB', async () => {
  const table = await engine.table(ledgerKeys)
  const { client } = engine
  return { ...dynamoLedger(client, table), ...dynamoScan(client, table), ...dynamoRedactor(client, table) }
})
