import type { Tables } from '../tables.ts'
import type { JsonService } from './protocol.ts'

/** DynamoDB, as far as the tables answer for it. */
export const dynamoDb =
  (tables: Tables): JsonService =>
  (operation, request) =>
    tables.call(operation, request)
