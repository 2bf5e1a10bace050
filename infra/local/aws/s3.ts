import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { crc32 } from 'node:zlib'
import type { BucketSpec } from '../resources.ts'
import { Bucket, etagOf, isTooLong } from './buckets.ts'
import { listing, refusalText } from './s3-xml.ts'

/**
 * S3 with the bucket in the path: PutObject, GetObject, HeadObject, HeadBucket, ListObjectsV2. No versions, so that a
 * bucket with object lock takes each key once and lets nothing go.
 */
export type RestService = (request: IncomingMessage, body: Buffer, response: ServerResponse) => void

type Answer = { status: number; headers?: Record<string, string>; body?: Buffer | string }
type Call = { bucket: Bucket; locked: boolean; key: string; query: URLSearchParams; body: Buffer }

/** What S3 refuses: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
class Refusal extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export function s3(dataDir: string, specs: readonly BucketSpec[]): RestService {
  const buckets = new Map(
    specs.map(({ name, locked }) => [name, { bucket: new Bucket(dataDir, name), locked }] as const),
  )
  return (request, body, response) => {
    const { status, headers, body: text = '' } = answered(request, body, buckets)
    const length = headers?.['content-length'] ?? String(Buffer.byteLength(text))
    response.writeHead(status, { ...headers, 'content-length': length })
    response.end(request.method === 'HEAD' ? undefined : text)
  }
}

type Buckets = ReadonlyMap<string, { bucket: Bucket; locked: boolean }>

function answered(request: IncomingMessage, body: Buffer, buckets: Buckets): Answer {
  try {
    // Taken as it is: a URL's parser would resolve the dots of a key.
    const [path = '', search = ''] = (request.url ?? '/').split('?', 2)
    const [, name = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? []
    const query = new URLSearchParams(search)
    const found = buckets.get(name)
    if (!found) throw new Refusal(404, 'NoSuchBucket', 'The specified bucket does not exist')
    return act(request, { ...found, key: decoded(key), query, body })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { status, code, message } = error
    return { status, headers: { 'content-type': 'application/xml' }, body: refusalText(code, message) }
  }
}

function act({ method, headers }: IncomingMessage, call: Call): Answer {
  const { key, query } = call
  query.delete('x-id') // The SDK's own name of the operation.
  if (key === '') {
    if (method === 'HEAD' && query.size === 0) return { status: 200 }
    if (method === 'GET' && query.get('list-type') === '2') return list(call)
    throw notImplemented(`${method} of a bucket`)
  }
  if (query.size > 0) throw notImplemented([...query.keys()].join(', '))
  if (isTooLong(key)) throw new Refusal(400, 'KeyTooLongError', 'Your key is too long')
  if (method === 'PUT') return put(headers, call)
  if (method === 'GET' || method === 'HEAD') {
    if (headers.range !== undefined) throw notImplemented('Range')
    return get(call)
  }
  if (method === 'DELETE' && call.locked) throw locked()
  throw notImplemented(String(method))
}

function put(headers: IncomingMessage['headers'], { bucket, locked: isLocked, key, body }: Call): Answer {
  if (String(headers['content-encoding'] ?? '').includes('aws-chunked')) throw notImplemented('aws-chunked')
  if (headers['x-amz-copy-source'] !== undefined) throw notImplemented('x-amz-copy-source')
  const condition = headers['if-none-match']
  if (headers['if-match'] !== undefined || (condition !== undefined && condition !== '*'))
    throw notImplemented('a condition other than If-None-Match: *')
  checkDigests(headers, body)
  const onlyNew = condition === '*'
  if (!onlyNew && isLocked && bucket.has(key)) throw locked()
  if (!bucket.put(key, body, onlyNew))
    throw new Refusal(
      412,
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
    )
  return { status: 200, headers: { etag: etagOf(body) } }
}

function checkDigests(headers: IncomingMessage['headers'], body: Buffer): void {
  const crc = Buffer.alloc(4)
  crc.writeUInt32BE(crc32(body))
  const expected = {
    'content-md5': () => createHash('md5').update(body).digest('base64'),
    'x-amz-checksum-crc32': () => crc.toString('base64'),
    'x-amz-checksum-sha256': () => createHash('sha256').update(body).digest('base64'),
  }
  for (const [header, digest] of Object.entries(expected))
    if (headers[header] !== undefined && headers[header] !== digest())
      throw new Refusal(400, 'BadDigest', `The ${header} you specified did not match what we received`)
}

function get({ bucket, key }: Call): Answer {
  const found = bucket.get(key)
  if (!found) throw new Refusal(404, 'NoSuchKey', 'The specified key does not exist.')
  return {
    status: 200,
    headers: {
      etag: found.etag,
      'last-modified': found.modified.toUTCString(),
      'content-type': 'binary/octet-stream',
      'content-length': String(found.bytes.length),
    },
    body: found.bytes,
  }
}

const understood = ['list-type', 'prefix', 'start-after', 'continuation-token', 'max-keys', 'fetch-owner']

function list({ bucket, query }: Call): Answer {
  const other = [...query.keys()].find((name) => !understood.includes(name))
  if (other !== undefined) throw notImplemented(other)
  const text = query.get('max-keys') ?? '1000'
  if (!/^\d{1,9}$/.test(text))
    throw new Refusal(400, 'InvalidArgument', 'Provided max-keys not an integer or within integer range')
  const token = query.get('continuation-token') ?? undefined
  const body = listing(bucket, {
    prefix: query.get('prefix') ?? '',
    after: token === undefined ? (query.get('start-after') ?? '') : afterOf(token),
    max: Math.min(Number(text), 1000),
  })
  return { status: 200, headers: { 'content-type': 'application/xml' }, body }
}

function afterOf(token: string): string {
  if (!/^[A-Za-z0-9_-]+$/.test(token))
    throw new Refusal(400, 'InvalidArgument', 'The continuation token provided is incorrect')
  return Buffer.from(token, 'base64url').toString()
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw new Refusal(400, 'InvalidURI', "Couldn't parse the specified URI.")
  }
}

const notImplemented = (what: string): Refusal =>
  new Refusal(501, 'NotImplemented', `Not emulated by the local host: ${what}`)

const locked = (): Refusal =>
  new Refusal(403, 'AccessDenied', 'The object is locked, and the local host keeps no versions')
