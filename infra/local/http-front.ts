import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { eventOf, type RequestContext, sendAnswer } from './http-event.ts'
import { bodyBytesMax, eventBytesMax, headProblem, readBody } from './http-limits.ts'
import { type GatewayProblem, problemAnswer, rawProblem } from './http-problem.ts'
import type { Match } from './http-routes.ts'
import type { Invoke } from './invocation.ts'
import { Slots } from './slots.ts'

export type FrontServices = {
  route: (method: string, path: string) => Match | undefined
  invoke: Invoke
  account: string
  /** Answers what is asked of the token issuer; false for a request that is none of its own. */
  issue: (request: IncomingMessage, body: Buffer, response: ServerResponse) => Promise<boolean>
}

export type FrontOptions = {
  /** The whole request must have arrived by then. */
  requestTimeoutMs: number
}

const concurrencyMax = 50
/** More than any head that gets an answer of its own: what is longer cannot be parsed. */
const parsedHeadBytesMax = 64 * 1024

/** The HTTP API of the templates, with the gateway's own limits. `services` may come later than the first request. */
export class HttpFront {
  readonly server: Server
  private readonly services: Promise<FrontServices>
  private readonly slots = new Slots(concurrencyMax)
  private draining = false

  constructor(services: Promise<FrontServices>, { requestTimeoutMs }: FrontOptions) {
    this.services = services
    this.server = createServer({
      joinDuplicateHeaders: true,
      requireHostHeader: false,
      maxHeaderSize: parsedHeadBytesMax,
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.min(1_000, requestTimeoutMs),
    })
    this.server.keepAliveTimeout = 60_000
    this.server.on('request', (request, response) => void this.answer(request, response))
    this.server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
      if (Number(request.headers['content-length'] ?? 0) <= bodyBytesMax) response.writeContinue()
      void this.answer(request, response)
    })
    // Nobody has to meet an expectation that is unknown (RFC 9110 §10.1.1); the gateway does not look at it.
    this.server.on('checkExpectation', (request, response) => void this.answer(request, response))
    this.server.on('connect', (_, socket) => refuseRaw({ name: 'CONNECT', message: 'No proxy' }, socket))
    this.server.on('clientError', refuseRaw)
  }

  /** Answers what is under way, takes nothing new, and after `ms` breaks off what is left. */
  async drain(ms: number): Promise<void> {
    this.draining = true
    const closed = new Promise((resolve) => this.server.close(resolve))
    const timer = setTimeout(() => this.server.closeAllConnections(), ms)
    await closed
    clearTimeout(timer)
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID()
    if (this.draining) response.shouldKeepAlive = false
    try {
      const problem = headProblem(request) ?? (await this.pass(request, response, requestId))
      if (problem) await refuse(request, response, problem, requestId)
    } catch (error) {
      if (request.destroyed && !request.complete) return // The client went away.
      process.stderr.write(`HTTP front: ${error instanceof Error ? error.stack : error}\n`)
      if (!response.headersSent) await refuse(request, response, 'internal-error', requestId)
    }
  }

  /** Undefined once the answer is sent. */
  private async pass(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<GatewayProblem | undefined> {
    const [services, body] = await Promise.all([this.services, readBody(request)])
    if (body === 'too-large') return body
    if (await services.issue(request, body, response)) return undefined
    const match = services.route(request.method ?? 'GET', (request.url ?? '/').split('?')[0] ?? '/')
    if (!match) return 'not-found'
    const event = decodable(request, body, match, { requestId, account: services.account })
    // A path that cannot be decoded names nothing.
    if (!event) return 'not-found'
    if ((event.body?.length ?? 0) > eventBytesMax) return 'too-large'
    const { functionArn, timeoutMs } = match.route
    const outcome = await within(
      timeoutMs,
      this.slots.run(() => services.invoke(functionArn, event)),
    )
    if (!outcome) return 'unavailable'
    if (outcome.payload === undefined) return 'internal-error'
    return sendAnswer(response, outcome.payload, requestId, request.method === 'HEAD')
      ? undefined
      : 'internal-error'
  }
}

/** Undefined when the work takes longer; it goes on all the same. */
async function within<Result>(ms: number, work: Promise<Result>): Promise<Result | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => resolve(undefined), ms)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

function decodable(request: IncomingMessage, body: Buffer, match: Match, context: RequestContext) {
  try {
    return eventOf(request, body, match, context)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

async function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  problem: GatewayProblem,
  requestId: string,
): Promise<void> {
  // A sender that is cut off while it writes never reads why.
  if (problem === 'too-large' && !request.complete) await readBody(request)
  const [path = '/'] = (request.url ?? '/').split('?')
  const { status, headers, body } = problemAnswer(problem, requestId, path.slice(0, 256))
  if (!request.complete) response.shouldKeepAlive = false
  response.writeHead(status, headers)
  response.end(request.method === 'HEAD' ? undefined : body)
}

function refuseRaw(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const [problem, reason]: [GatewayProblem, string] =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? ['request-timeout', 'Request Timeout']
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? ['headers-too-large', 'Request Header Fields Too Large']
        : ['malformed', 'Bad Request']
  socket.end(rawProblem(problem, randomUUID(), reason))
}
