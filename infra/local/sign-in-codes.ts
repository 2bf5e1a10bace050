import { createHash, randomBytes } from 'node:crypto'

/** Authorization codes between a sign-in and its tokens: each is good once, for five minutes, as Cognito's are. */

/** What a code was given for; all of it has to match when it is brought back. */
export type Grant = {
  agencyId: string
  clientId: string
  redirectUri: string
  /** Base64url of the SHA-256 of the verifier (RFC 7636). */
  challenge: string
  scope: string
  nonce?: string
}

export type Codes = {
  give(grant: Grant): string
  /** Undefined for a code that is unknown, used, ended or brought by somebody else. It is used up all the same. */
  take(code: string, by: { clientId: string; redirectUri: string; verifier: string }): Grant | undefined
}

const lifeMs = 300_000

export function signInCodes(now: () => number): Codes {
  const given = new Map<string, Grant & { endsMs: number }>()
  return {
    give: (grant) => {
      for (const [code, { endsMs }] of given) if (endsMs <= now()) given.delete(code)
      const code = randomBytes(32).toString('base64url')
      given.set(code, { ...grant, endsMs: now() + lifeMs })
      return code
    },
    take: (code, { clientId, redirectUri, verifier }) => {
      const grant = given.get(code)
      given.delete(code)
      const isTheirs =
        grant !== undefined &&
        grant.endsMs > now() &&
        grant.clientId === clientId &&
        grant.redirectUri === redirectUri &&
        grant.challenge === createHash('sha256').update(verifier).digest('base64url')
      return isTheirs ? grant : undefined
    },
  }
}
