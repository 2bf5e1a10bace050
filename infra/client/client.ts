/** The HTTP interface with a token that renews itself, timeouts, and repeats of what may pass: without types. */
import { RoutewatchFailure } from './failure.ts'
import { brief, isPassing, type Patience, waitMs } from './patience.ts'

/** Who calls whom. Without an agency the calls are anonymous and see public material only. */
export type Connection = {
  base: string
  agency?: string
  secret?: string
  /** Where tokens come from, and under which name, when the base is not the issuer (Cognito on AWS). */
  tokenUrl?: string
  clientId?: string
}

export type Call = {
  contentType?: string
  body?: string
  headers?: Record<string, string>
  /** Where it is another than the client's. */
  patience?: Patience
}
export type Answer = { status: number; headers: Headers; text: string }
export type Client = { token: () => Promise<Token>; request: Request }
type Request = (method: 'GET' | 'POST', path: string, call?: Call) => Promise<Answer>
type Token = { value: string; expiresAtMs: number }

/** The public HTTP API with a token that renews itself, timeouts, and bounded retries. Keeps the token in memory only. */
export function connect(connection: Connection, patience: Patience = brief): Client {
  const base = connection.base.replace(/\/+$/, '')
  let current: Promise<Token> | undefined

  /** A token that is fresh and not the `stale` one. Of several calls that need a new one, the first fetches it. */
  const token = async (stale?: Token): Promise<Token> => {
    const seen = current
    const held = await seen?.catch(() => undefined)
    if (held && held !== stale && Date.now() < held.expiresAtMs) return held
    if (current === seen) current = fetchToken(connection, patience)
    return current ?? token(stale)
  }

  const request: Request = async (method, path, call = {}) => {
    const send = async (as: Token | undefined): Promise<Answer> =>
      patiently(call.patience ?? patience, base + path, {
        method,
        body: call.body,
        headers: {
          ...call.headers,
          ...(call.contentType && { 'content-type': call.contentType }),
          ...(as && { authorization: `Bearer ${as.value}` }),
        },
      })
    if (!connection.agency) return send(undefined)
    const used = await token()
    const answer = await send(used)
    if (answer.status !== 401) return answer
    return send(await token(used))
  }
  return { token: () => token(), request }
}

async function fetchToken(connection: Connection, patience: Patience): Promise<Token> {
  const { agency, secret } = connection
  if (!agency || !secret) throw new RoutewatchFailure('no-agency', 'this needs an agency')
  const url = connection.tokenUrl ?? `${connection.base.replace(/\/+$/, '')}/oauth2/token`
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: connection.clientId ?? agency,
    client_secret: secret,
  })
  const askedAtMs = Date.now()
  const answer = await patiently(patience, url, { method: 'POST', body: form })
  if (answer.status >= 500 || answer.status === 429) {
    throw new RoutewatchFailure('unavailable', `no token for ${agency}: ${url} answered ${answer.status}`)
  }
  const body = parsed(answer.text)
  if (answer.status !== 200 || typeof body.access_token !== 'string') {
    const reason = [answer.status, ...reasonsOf(body)].join(' ')
    throw new RoutewatchFailure('not-authenticated', `no token for ${agency}: ${url} answered ${reason}`)
  }
  const lifeMs = Number(body.expires_in ?? 3600) * 1000
  // Renewed a minute early, or a fifth of a very short life, so that no call starts with a dying token.
  return { value: body.access_token, expiresAtMs: askedAtMs + lifeMs - Math.min(60_000, lifeMs / 5) }
}

/** What an issuer says of a refusal (RFC 6749, 5.2), with what its commonest word means. */
function reasonsOf({ error, error_description: described }: Record<string, unknown>): string[] {
  if (typeof error !== 'string') return []
  if (typeof described === 'string') return [`${error}: ${described}`]
  return [error === 'invalid_client' ? `${error}: unknown agency or wrong secret` : error]
}

async function patiently(patience: Patience, url: string, init: RequestInit): Promise<Answer> {
  for (let retry = 0; ; retry++) {
    const outcome = await attempt(patience.timeoutMs, url, init)
    const passing = outcome instanceof Error || isPassing(outcome.status)
    if (!passing) return outcome
    const wait = waitMs(patience, retry, outcome instanceof Error ? null : outcome.headers.get('retry-after'))
    if (wait !== undefined) await patience.sleep(wait)
    else if (outcome instanceof Error) {
      throw new RoutewatchFailure('unavailable', `${new URL(url).origin} cannot be reached`, {
        cause: outcome,
      })
    } else return outcome
  }
}

async function attempt(timeoutMs: number, url: string, init: RequestInit): Promise<Answer | Error> {
  try {
    // Redirects are not followed: a token goes to the base it was asked for, and nowhere else.
    const answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** A JSON object, or an empty one where the text is something else. */
export function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
