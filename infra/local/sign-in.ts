import type { PoolClientSpec } from './resources.ts'
import type { Codes } from './sign-in-codes.ts'
import { type Offered, pageHeaders, refusalPage, signInPage } from './sign-in-page.ts'

/** `/oauth2/authorize` and `/logout` as Cognito's domain answers them, for the clients that the templates declare. */

export type SignInNeeds = {
  /** Of the user pool, as declared. */
  declared: readonly PoolClientSpec[]
  codes: Codes
  /** Agencies of the ledger, those too that are suspended. */
  agencies(): Promise<readonly Offered[]>
}

export type Answer = { status: number; headers: Record<string, string>; body: string }

/**
 * GET shows the agencies; POST is the choice of one. What is wrong with the client or with where to go back is told
 * here; everything else is told to the client.
 */
export async function authorize(
  method: string,
  query: URLSearchParams,
  form: string,
  needs: SignInNeeds,
): Promise<Answer> {
  const client = needs.declared.find(({ clientId }) => clientId === query.get('client_id'))
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!client?.flows.includes('code')) return refused('This client is not known here.')
  if (!client.callbackUrls.includes(redirectUri))
    return refused('The client has not registered the address to go back to.')
  if (method !== 'GET' && method !== 'POST')
    return {
      ...refused('This page is asked for by GET.', 405),
      headers: { ...pageHeaders, allow: 'GET, POST' },
    }
  const back = (fields: Record<string, string>): Answer => {
    const state = query.get('state')
    const told = new URLSearchParams({ ...fields, ...(state !== null && { state }) })
    return found(`${redirectUri}?${told}`)
  }
  const error = errorIn(query, client)
  if (error !== undefined) return back({ error })
  const offered = await needs.agencies()
  if (method === 'GET') return { status: 200, headers: pageHeaders, body: signInPage(offered) }
  const chosen = offered.find(({ agencyId }) => agencyId === new URLSearchParams(form).get('agency'))
  if (!chosen) return refused('No such agency is registered here.')
  if (chosen.isSuspended) return refused(`${chosen.agencyId} is suspended.`)
  const nonce = query.get('nonce')
  const code = needs.codes.give({
    agencyId: chosen.agencyId,
    clientId: client.clientId,
    redirectUri,
    challenge: query.get('code_challenge') ?? '',
    scope: query.get('scope') ?? '',
    ...(nonce !== null && { nonce }),
  })
  return back({ code })
}

/** An error of RFC 6749 §4.1.2.1. Cognito takes a code without PKCE, too; here that is a mistake. */
function errorIn(query: URLSearchParams, { scopes }: PoolClientSpec): string | undefined {
  if (new Set(query.keys()).size !== query.size) return 'invalid_request'
  if (query.get('response_type') !== 'code') return 'unsupported_response_type'
  const asked = (query.get('scope') ?? '').split(' ')
  if (!asked.every((scope) => scopes.includes(scope))) return 'invalid_scope'
  const isBound =
    query.get('code_challenge_method') === 'S256' && /^[\w-]{43}$/.test(query.get('code_challenge') ?? '')
  return isBound ? undefined : 'invalid_request'
}

/** Nobody stays signed in here: whoever signs in again chooses again. */
export function logout(query: URLSearchParams, { declared }: SignInNeeds): Answer {
  const client = declared.find(({ clientId }) => clientId === query.get('client_id'))
  const uri = query.get('logout_uri') ?? ''
  return client?.logoutUrls.includes(uri)
    ? found(uri)
    : refused('The client has not registered this address.')
}

const found = (location: string): Answer => ({ status: 302, headers: { location }, body: '' })

const refused = (why: string, status = 400): Answer => ({
  status,
  headers: pageHeaders,
  body: refusalPage(why),
})
