import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { AwsError, type Fields, type JsonService } from './aws/protocol.ts'
import type { RestService } from './aws/s3.ts'

/** What the functions' and the operators' clients call instead of AWS: one file for each service in `aws/`. */

export type AwsServices = {
  /** Services with a JSON protocol, by what stands before the dot in `x-amz-target`. */
  json: ReadonlyMap<string, JsonService>
  s3: RestService
  /** What the token issuer publishes, by path. */
  published: ReadonlyMap<string, object>
}

/** DynamoDB takes 16 MB in one request, and no JSON protocol here takes more. */
const jsonBytesMax = 17 * 1024 * 1024
const objectBytesMax = 64 * 1024 * 1024

/** `services` may come later than the first request. */
export function awsEndpoint(services: Promise<AwsServices>): Server {
  const server = createServer((request, response) => {
    void answer(services, request, response)
  })
  server.keepAliveTimeout = 60_000
  return server
}

async function answer(pending: Promise<AwsServices>, request: IncomingMessage, response: ServerResponse) {
  try {
    const target = request.headers['x-amz-target']
    const [services, body] = await Promise.all([
      pending,
      read(request, target === undefined ? objectBytesMax : jsonBytesMax),
    ])
    const published = request.method === 'GET' ? services.published.get(request.url ?? '') : undefined
    if (target !== undefined) send(response, 200, await call(services, String(target), body, request))
    else if (published) send(response, 200, published)
    else services.s3(request, body, response)
  } catch (error) {
    refuse(request, response, error)
  }
}

function call(
  { json }: AwsServices,
  target: string,
  body: Buffer,
  request: IncomingMessage,
): object | Promise<object> {
  const dot = target.indexOf('.')
  const service = json.get(target.slice(0, dot))
  if (!service) throw new AwsError(400, 'UnknownOperationException', `${target} is not emulated`)
  return service(target.slice(dot + 1), fieldsIn(body), accountOf(request))
}

function fieldsIn(body: Buffer): Fields {
  const malformed = new AwsError(400, 'SerializationException', 'The request is no JSON object')
  try {
    const value = JSON.parse(body.length === 0 ? '{}' : body.toString()) as unknown
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Fields
  } catch {
    throw malformed
  }
  throw malformed
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (request.destroyed && !request.complete) return // The client went away.
  if (!request.complete) response.shouldKeepAlive = false
  if (error instanceof AwsError) send(response, error.statusCode, error.body, error.headers)
  else {
    process.stderr.write(`AWS endpoint: ${error instanceof Error ? error.stack : error}\n`)
    send(response, 500, { __type: 'InternalServerError' })
  }
}

/** Signatures are not checked; an access key of twelve digits is the account that calls. */
const accountOf = ({ headers }: IncomingMessage): string | undefined =>
  /Credential=(\d{12})\//.exec(headers.authorization ?? '')?.[1]

async function read(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length
    // What is too long is read to its end and forgotten: a sender that is cut off never reads why.
    if (bytes <= bytesMax) chunks.push(chunk as Buffer)
    else chunks.length = 0
  }
  if (bytes > bytesMax)
    throw new AwsError(413, 'RequestEntityTooLargeException', `The request is longer than ${bytesMax} bytes`)
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)
}

function send(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}
