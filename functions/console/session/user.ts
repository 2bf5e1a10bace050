/** Whom a token of the console speaks for: a user of one agency, who reads. */
import type { Agency } from '../../../domain/agency.ts'
import { readScope } from '../../http/caller.ts'
import { type Claims, invalidToken, type VerifyClaims, type VerifyToken } from '../../identity/token.ts'
import type { Register } from '../../register/register.ts'

/** `userId`: the issuer's own id, never a name. */
export type User = { agencyId: string; userId: string }

export type UserNeeds = {
  claimsOf: VerifyClaims
  register: Register
  /** The console's own client at the issuer: a token for another one is none of ours. */
  clientId: string
}

/** Undefined unless the token was given to the console, for reading, to somebody in exactly one group: the agency. */
export function userIn(claims: Claims, clientId: string): User | undefined {
  const { client_id, scope, sub: userId, 'cognito:groups': groups } = claims
  if (client_id !== clientId || !scope.split(' ').includes(readScope)) return undefined
  if (!/^[\w-]{1,64}$/.test(userId) || !Array.isArray(groups) || groups.length !== 1) return undefined
  const [agencyId] = groups
  return typeof agencyId === 'string' ? { agencyId, userId } : undefined
}

/** The agency of a user, while it may read. */
export async function agencyOf({ agencyId }: User, register: Register): Promise<Agency | undefined> {
  const agency = await register.agency(agencyId)
  return agency?.suspended ? undefined : agency
}

/**
 * What the query app takes to know its callers by, where the console calls it in its own process: each reads as the
 * agency of the user, whatever else the token allows, and the audit tells both. At the API's own door such a token is
 * nobody's: no agency is registered for the console's client.
 */
export function consoleCallers({ claimsOf, register, clientId }: UserNeeds): {
  verify: VerifyToken
  register: Register
} {
  return {
    verify: async (authorization) => {
      const claims = await claimsOf(authorization)
      if (!claims) return undefined
      const user = userIn(claims, clientId)
      if (!user) throw invalidToken('The token is none of the console.')
      return { clientId: `console/${user.agencyId}/${user.userId}`, scopes: [readScope] }
    },
    register: {
      agency: register.agency,
      byClient: async (caller) => {
        const [, agencyId] = /^console\/([^/]+)\//.exec(caller) ?? []
        return agencyId === undefined ? undefined : register.agency(agencyId)
      },
    },
  }
}
