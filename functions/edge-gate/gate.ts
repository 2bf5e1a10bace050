import { createHash, timingSafeEqual } from 'node:crypto'

/** What the gateway asks, as far as the gate looks at it: header names come in lower case. */
export type GateRequest = { headers?: Readonly<Record<string, string | undefined>> }

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Recognises what came through CloudFront by the secret it adds. Throws for a secret that anyone could guess. */
export function edgeGate(secret: string): (request: GateRequest) => { isAuthorized: boolean } {
  if (secret.length < 32) throw new Error('The secret of the edge has at least 32 characters')
  const expected = digest(secret)
  return ({ headers }) => ({
    isAuthorized: timingSafeEqual(digest(headers?.['x-routewatch-edge'] ?? ''), expected),
  })
}
