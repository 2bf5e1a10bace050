import type { IncomingMessage } from 'node:http'
import type { GatewayProblem } from './http-problem.ts'

/** The quotas of an HTTP API: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */

export const bodyBytesMax = 10 * 1024 * 1024
const headBytesMax = 10_240
const addressBytesMax = 8_192
/** What Lambda takes for one call: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const eventBytesMax = 6 * 1024 * 1024

/** The first quota or rule that the request line or the headers break. */
export function headProblem({
  url = '',
  method = '',
  rawHeaders,
  headers,
}: IncomingMessage): GatewayProblem | undefined {
  if (url.length >= addressBytesMax) return 'url-too-long'
  const headBytes = rawHeaders.reduce((sum, text) => sum + text.length, method.length + url.length)
  if (headBytes > headBytesMax) return 'headers-too-large'
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')
  if (hosts.length !== 1 || !url.startsWith('/')) return 'malformed'
  return Number(headers['content-length'] ?? 0) > bodyBytesMax ? 'too-large' : undefined
}

/** Longer bodies than this are not even read to their end before they are refused. */
const drainBytesMax = 64 * 1024 * 1024

/** The whole body; `too-large` once it proves so, read on so that the sender gets to see the answer. */
export async function readBody(request: IncomingMessage): Promise<Buffer | 'too-large'> {
  const chunks: Buffer[] = []
  let bytes = 0
  // A request that is destroyed takes its connection, and the answer, with it.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length
    if (bytes > drainBytesMax) break
    if (bytes <= bodyBytesMax) chunks.push(chunk as Buffer)
  }
  return bytes > bodyBytesMax ? 'too-large' : Buffer.concat(chunks)
}
