/** The issuer, as a client that keeps no secret speaks to it: authorization code with PKCE (RFC 7636), OpenID Connect. */
import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { readScope } from '../../http/caller.ts'
import { Refused } from '../../http/problems.ts'
import { Unavailable } from '../../ledger/ledger.ts'

export type IssuerNeeds = {
  /** Of the issuer's pages, without a path. */
  signInUrl: string
  /** Where browsers find the console, without a path. Never taken from a request. */
  consoleUrl: string
  clientId: string
  /** As tokens name it. */
  issuer: string
  keys: JWTVerifyGetKey
  fetch: typeof fetch
  nowMs: () => number
}

/** What binds an answer of the issuer to the browser that asked. */
export type Asked = { state: string; nonce: string; verifier: string }

export type Issuer = {
  authorizeUrl(asked: Pick<Asked, 'state' | 'nonce'>, challenge: string): string
  /**
   * The access token. Throws 401 where the issuer refuses the code or answers for another request, 503 where it does
   * not answer.
   */
  exchange(code: string, asked: Pick<Asked, 'verifier' | 'nonce'>): Promise<string>
  logoutUrl(): string
}

const timeoutMs = 5_000
/** The gateway gives up at 30 seconds. A code that was taken by an attempt whose answer was lost is refused. */
const attemptsMax = 2

export function issuerAt(needs: IssuerNeeds): Issuer {
  const { signInUrl, consoleUrl, clientId } = needs
  const redirectUri = `${consoleUrl}/console/signed-in`
  return {
    authorizeUrl: ({ state, nonce }, challenge) =>
      `${signInUrl}/oauth2/authorize?${new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: `openid ${readScope}`,
        state,
        nonce,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      })}`,
    exchange: async (code, { verifier, nonce }) => {
      const form = new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: clientId,
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      })
      const response = await asked(`${signInUrl}/oauth2/token`, form, needs.fetch)
      const { access_token: accessToken, id_token: idToken } = await tokensIn(response)
      await isForUs(idToken, nonce, needs)
      return accessToken
    },
    logoutUrl: () =>
      `${signInUrl}/logout?${new URLSearchParams({ client_id: clientId, logout_uri: `${consoleUrl}/console` })}`,
  }
}

/** Throws 503 once it has tried often enough. */
async function asked(url: string, body: URLSearchParams, send: typeof fetch): Promise<Response> {
  let cause: unknown
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    try {
      const signal = AbortSignal.timeout(timeoutMs)
      const response = await send(url, { method: 'POST', body, signal, redirect: 'error' })
      if (response.status < 500) return response
      cause = new Error(`status ${response.status}`)
    } catch (error) {
      cause = error
    }
  }
  throw new Unavailable('The token issuer does not answer', { cause })
}

async function tokensIn(response: Response): Promise<{ access_token: string; id_token: string }> {
  const told = (await response.json().catch(() => undefined)) as Record<string, unknown> | null | undefined
  const { access_token, id_token } = told ?? {}
  if (response.status === 200 && typeof access_token === 'string' && typeof id_token === 'string')
    return { access_token, id_token }
  throw new Refused('unauthenticated', 'The issuer does not take this code. Sign in again.')
}

/** The identity token says for whom, and for which request, the issuer answered. */
async function isForUs(idToken: string, nonce: string, needs: IssuerNeeds): Promise<void> {
  const { issuer, clientId, keys, nowMs } = needs
  try {
    const { payload } = await jwtVerify(idToken, keys, {
      issuer,
      audience: clientId,
      algorithms: ['RS256'],
      clockTolerance: 30,
      currentDate: new Date(nowMs()),
      requiredClaims: ['exp', 'iat', 'sub', 'nonce', 'token_use'],
    })
    if (payload.nonce === nonce && payload.token_use === 'id') return
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw new Unavailable('No keys of the issuer', { cause: error })
  }
  throw new Refused('unauthenticated', 'The issuer answered for another request. Sign in again.')
}
