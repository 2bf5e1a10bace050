/** Who is calling: nobody in particular, or an agency of the register. */
import type { Agency } from '../../domain/agency.ts'
import { ownLabel } from '../../domain/audience.ts'
import type { Label } from '../../events/recorded.ts'
import { invalidToken, unauthenticated, type VerifyToken } from '../identity/token.ts'
import type { Register } from '../register/register.ts'

export type Caller =
  | { agency: Agency; clientId: string; scopes: readonly string[]; label: Label }
  | { agency?: undefined; clientId?: undefined; scopes: readonly []; label: 'public' }

export const readScope = 'routewatch/views.read'

/** Never falls back to anonymous: an invalid token is 401 on public paths, too. */
export async function callerOf(
  request: { headers: Headers; url: string },
  verify: VerifyToken,
  register: Register,
): Promise<Caller> {
  if (new URL(request.url).searchParams.has('access_token'))
    throw unauthenticated('A token does not belong in a URL.')
  const token = await verify(request.headers.get('authorization') ?? undefined)
  if (!token) return { scopes: [], label: 'public' }
  const agency = await register.byClient(token.clientId)
  if (!agency) throw invalidToken('No agency is registered for this client.')
  return { agency, clientId: token.clientId, scopes: token.scopes, label: ownLabel(agency) }
}
