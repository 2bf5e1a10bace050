/** The one DynamoDB client of a function, with a bound on every wait, and what counts as "not available". */
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { Unavailable } from './ledger/ledger.ts'

export function dynamoClient(): DynamoDBClient {
  return new DynamoDBClient({
    maxAttempts: 4,
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: 3_000,
      httpAgent: { keepAlive: true, maxSockets: 64 },
    },
  })
}

/** Runs a write whose condition may fail. */
export async function conditionally(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write()
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}

/** Throttling, timeouts and server faults become `Unavailable`; a fault of ours stays what it is. */
export async function orUnavailable<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof Error && isTransient(error)) throw new Unavailable(error.name, { cause: error })
    throw error
  }
}

function isTransient(error: Error): boolean {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode
  return (
    (status !== undefined && status >= 500) ||
    [
      'ProvisionedThroughputExceededException',
      'ThrottlingException',
      'RequestLimitExceeded',
      'TimeoutError',
      'ECONNREFUSED',
      'ECONNRESET',
    ].includes(error.name === 'Error' ? ((error as { code?: string }).code ?? '') : error.name)
  )
}
