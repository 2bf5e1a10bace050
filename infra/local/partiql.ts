import { AwsError } from './aws/protocol.ts'
import type { DynamoDb } from './dynamodb.ts'

/** Of PartiQL, what a rebuild uses: `INSERT INTO "table" VALUE {'name': ?, …}`, up to 25 of them in a batch. */

type Statement = { Statement?: string; Parameters?: object[] }
type Response = { TableName?: string; Error?: { Code: string; Message: string } }
type Insert = { TableName: string; Item: Record<string, object> }

const statementsMax = 25

/** Each on its own, as DynamoDB does: an item that stands refuses its statement, and no other. */
export async function insertBatch(
  statements: readonly Statement[],
  db: DynamoDb,
  mayWrite: (table: string) => boolean,
): Promise<{ Responses: Response[] }> {
  if (statements.length === 0 || statements.length > statementsMax)
    throw invalid(`A batch takes 1 to ${statementsMax} statements`)
  const inserts = statements.map(insertIn)
  if (inserts.some(({ TableName }) => !mayWrite(TableName)))
    throw invalid('BatchExecuteStatement is not emulated on a table with a stream')
  return { Responses: await Promise.all(inserts.map((insert) => insertOne(insert, db))) }
}

function insertIn({ Statement = '', Parameters = [] }: Statement): Insert {
  const [, TableName = '', body = ''] = /^INSERT INTO "([^"]+)" VALUE \{(.*)\}$/i.exec(Statement) ?? []
  const names = [...body.matchAll(/'([^']+)':\s*\?(?:,\s*|$)/g)].map(([, name = '']) => name)
  const isWhole = body.replaceAll(/'[^']+':\s*\?(?:,\s*|$)/g, '') === ''
  if (TableName === '' || names.length === 0 || !isWhole)
    throw invalid('Of PartiQL only INSERT INTO "table" VALUE {\'name\': ?, …} is emulated')
  if (names.length !== Parameters.length)
    throw invalid('Number of parameters in request and statement do not match')
  return { TableName, Item: Object.fromEntries(names.map((name, n) => [name, Parameters[n] ?? {}])) }
}

async function insertOne({ TableName, Item }: Insert, db: DynamoDb): Promise<Response> {
  const ConditionExpression = 'attribute_not_exists(#partition)'
  const ExpressionAttributeNames = { '#partition': Object.keys(Item)[0] ?? '' }
  try {
    await db.call('PutItem', { TableName, Item, ConditionExpression, ExpressionAttributeNames })
    return { TableName }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const isThere = /ConditionalCheckFailed/.test(error.body.__type)
    const Code = isThere ? 'DuplicateItem' : 'ValidationError'
    return { TableName, Error: { Code, Message: error.message } }
  }
}

const invalid = (message: string) =>
  new AwsError(400, 'com.amazon.coral.validate#ValidationException', message)
