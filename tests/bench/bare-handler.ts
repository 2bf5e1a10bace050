/** The least that can take an event: Hono and one PutItem, in the place of intake and on its table. */
import { randomUUID } from 'node:crypto'
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { Hono } from 'hono'
import { handle } from 'hono/aws-lambda'

const client = new DynamoDBClient({})
const app = new Hono().post('/v1/events', async (c) => {
  const payload = await c.req.text()
  const subject = `seizures/${randomUUID()}`
  const Item = { subject: { S: subject }, sequence: { N: '1' }, payload: { S: payload } }
  await client.send(new PutItemCommand({ TableName: process.env.LEDGER_TABLE, Item }))
  return c.json({ subject }, 201)
})

export const handler = handle(app)
