import { afterAll, beforeAll } from 'vitest'
import { dynamoSubmissions } from '../../functions/submissions/dynamo.ts'
import { memorySubmissions } from '../../functions/submissions/memory.ts'
import { type Engine, startEngine, submissionKeys } from '../support/engine.ts'
import { submissionsContract } from './submissions.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

submissionsContract('memory', async () => memorySubmissions())
submissionsContract('DynamoDB', async () =>
  dynamoSubmissions(engine.client, await engine.table(submissionKeys)),
)
