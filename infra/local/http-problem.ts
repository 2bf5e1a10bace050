/** What the gateway answers by itself, in the API's own shape of error. */

const problems = {
  malformed: [400, 'The request is not well-formed HTTP'],
  'not-found': [404, 'Nothing is here'],
  'request-timeout': [408, 'The request took too long to arrive'],
  'too-large': [413, 'The body is larger than 10 MB'],
  'url-too-long': [414, 'The address is longer than 8 KB'],
  'headers-too-large': [431, 'Request line and headers are larger than 10,240 bytes'],
  'internal-error': [500, 'The function failed'],
  unavailable: [503, 'The function did not answer in time'],
} as const satisfies Record<string, [status: number, title: string]>

export type GatewayProblem = keyof typeof problems

export type ProblemAnswer = { status: number; headers: Record<string, string>; body: string }

export function problemAnswer(
  slug: GatewayProblem,
  requestId: string,
  path: string,
  detail?: string,
): ProblemAnswer {
  const [status, title] = problems[slug]
  const body = JSON.stringify({
    type: `/problems/${slug}`,
    title,
    status,
    detail: detail ?? `${title}.`,
    instance: path,
    requestId,
  })
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    'apigw-requestid': requestId,
    ...(status === 503 && { 'retry-after': '1' }),
  }
  return { status, headers, body }
}

/** The same as bytes, for a connection whose request could not be parsed; the connection ends with it. */
export function rawProblem(slug: GatewayProblem, requestId: string, reason: string): string {
  const { status, headers, body } = problemAnswer(slug, requestId, '/')
  const lines = Object.entries({ ...headers, connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  return `HTTP/1.1 ${status} ${reason}\r\n${lines.join('\r\n')}\r\n\r\n${body}`
}
