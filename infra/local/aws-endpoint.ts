import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Bus, BusError, type PutEntry } from './bus.ts'
import { DynamoDbError } from './dynamodb.ts'
import type { Tables } from './tables.ts'

/** What the functions' clients call instead of AWS: DynamoDB and EventBridge in their JSON protocols. */

export type AwsServices = {
  tables: Tables
  bus: Bus
  /** What the token issuer publishes, by path. */
  published: ReadonlyMap<string, object>
}

/** `services` may come later than the first request. */
export function awsEndpoint(services: Promise<AwsServices>): Server {
  const server = createServer((request, response) => {
    void answer(services, request, response)
  })
  server.keepAliveTimeout = 60_000
  return server
}

async function answer(services: Promise<AwsServices>, request: IncomingMessage, response: ServerResponse) {
  try {
    const [{ tables, bus, published }, body] = await Promise.all([services, read(request)])
    const [service, operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.')
    if (service === 'DynamoDB_20120810') send(response, 200, await tables.call(operation, JSON.parse(body)))
    else if (service === 'AWSEvents' && operation === 'PutEvents') {
      const { Entries = [] } = JSON.parse(body) as { Entries?: PutEntry[] }
      send(response, 200, bus.putEvents(Entries, accountOf(request)))
    } else {
      const keys = request.method === 'GET' ? published.get(request.url ?? '') : undefined
      if (keys) send(response, 200, keys)
      else send(response, 400, { __type: 'UnknownOperationException' })
    }
  } catch (error) {
    refuse(response, error)
  }
}

function refuse(response: ServerResponse, error: unknown): void {
  if (error instanceof DynamoDbError) send(response, error.statusCode, error.body)
  else if (error instanceof BusError)
    send(response, 400, { __type: 'ValidationException', message: error.message })
  else if (error instanceof SyntaxError) send(response, 400, { __type: 'SerializationException' })
  else {
    process.stderr.write(`AWS endpoint: ${error instanceof Error ? error.stack : error}\n`)
    send(response, 500, { __type: 'InternalServerError' })
  }
}

/** Signatures are not checked; an access key of twelve digits is the account that calls. */
const accountOf = ({ headers }: IncomingMessage): string | undefined =>
  /Credential=(\d{12})\//.exec(headers.authorization ?? '')?.[1]

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString()
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}
