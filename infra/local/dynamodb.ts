import { createRequire } from 'node:module'
import db, { type Store } from 'dynalite/db/index.js'
import validations from 'dynalite/validations/index.js'
import { AwsError } from './aws/protocol.ts'
import { shortenReads } from './dynalite-reads.ts'

/** DynamoDB in process: dynalite's actions on LevelDB, called without its HTTP server. */

type Refusal = Error & { statusCode?: number; body?: { __type: string; message?: string; Message?: string } }
type Action = (store: object, data: object, answered: (error: Refusal | null, data?: object) => void) => void
type Operation = { run: Action; types: object; custom: unknown }

const operations = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'DescribeTimeToLive',
  'GetItem',
  'ListTables',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
] as const
export type OperationName = (typeof operations)[number]

const require = createRequire(import.meta.url)

function load(name: OperationName): Operation {
  const file = validations.toLowerFirst(name)
  const { types, custom } = require(`dynalite/validations/${file}`) as Omit<Operation, 'run'>
  return { run: require(`dynalite/actions/${file}`) as Action, types, custom }
}

export class DynamoDb {
  private readonly store: Store
  private readonly operations = new Map(operations.map((name) => [name as string, load(name)]))

  /** The folder must be ours alone: dynalite notices another process too late. */
  constructor(dir: string) {
    this.store = db.create({ path: dir, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
  }

  async open(): Promise<void> {
    await this.store.db.open()
    shortenReads(this.store)
  }

  /** Answers as DynamoDB would; throws an AwsError for what it refuses. */
  call<Answer = Record<string, unknown>>(name: string, request: object): Promise<Answer> {
    const operation = this.operations.get(name)
    if (!operation)
      throw new AwsError(400, 'com.amazon.coral.service#UnknownOperationException', `${name} is not emulated`)
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    try {
      const data = validations.checkTypes(request, operation.types)
      validations.checkValidations(data, operation.types, operation.custom, this.store)
      operation.run(this.store, data, (error, answer) => {
        if (error) reject(refusalOf(error))
        else resolve((answer ?? {}) as Answer)
      })
    } catch (error) {
      reject(refusalOf(error as Refusal))
    }
    return promise
  }

  close(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.store.lifecycleManager.gracefulClose((error) => (error ? reject(error) : resolve()))
    })
  }
}

function refusalOf(error: Refusal): Error {
  const { statusCode, body } = error
  if (statusCode === undefined || !body) return error
  return new AwsError(statusCode, body.__type, body.message ?? body.Message ?? '', { body })
}
