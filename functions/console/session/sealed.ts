/** What a browser keeps for us: encrypted (JWE, `dir` with A256GCM), so that nobody else can read or make it, and with an end. */
import { hkdfSync } from 'node:crypto'
import { EncryptJWT, errors, jwtDecrypt } from 'jose'

export type Sealing = {
  /** @param endsAt seconds since 1970. */
  seal(content: Readonly<Record<string, string>>, endsAt: number): Promise<string>
  /** Undefined for whatever was not sealed by the same secret for the same purpose, or has ended. */
  open(sealed: string): Promise<Readonly<Record<string, unknown>> | undefined>
}

/** @param secret any long random text; a new one ends all that was sealed before. */
export function sealing(secret: string, purpose: string, nowMs: () => number): Sealing {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', `routewatch console, ${purpose}`, 32))
  return {
    seal: (content, endsAt) =>
      new EncryptJWT(content)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(endsAt)
        .encrypt(key),
    open: async (sealed) => {
      try {
        const { payload } = await jwtDecrypt(sealed, key, {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
          requiredClaims: ['exp'],
          currentDate: new Date(nowMs()),
        })
        return payload
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined
        throw error
      }
    },
  }
}
