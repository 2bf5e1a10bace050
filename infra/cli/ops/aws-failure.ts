/** What a call to AWS failed with, in an operator's words and with the status for scripts. */
import { faultOf } from '../../../functions/telemetry.ts'
import { CommandFailed } from '../failure.ts'

const denied =
  /AccessDenied|Unauthorized|NotAuthorized|ExpiredToken|InvalidClientTokenId|Credentials|Signature/

const unreachable = [
  ...['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EPIPE'],
  ...['ENOTFOUND', 'EAI_AGAIN'],
]

/** What Node adds to an error of the network. */
type NetworkError = Error & { code?: string; address?: string; port?: number; hostname?: string }

/** Does what is asked for; what the SDK throws becomes a failure that says what was tried. */
export async function attempting<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (cause) {
    if (cause instanceof CommandFailed) throw cause
    const { exit, words } = awsFailure(cause)
    throw new CommandFailed(exit, `${what}: ${words}`, { cause })
  }
}

export type AwsFailure = { exit: 'identity' | 'server'; words: string; isKnown: boolean }

/** `isKnown`: nobody there, or nobody that AWS would know; anything else is told by the error's own words. */
export function awsFailure(cause: unknown): AwsFailure {
  const chain = causesOf(cause)
  if (chain.some(({ name }) => name === 'CredentialsProviderError'))
    return { exit: 'identity', words: 'no AWS credentials: aws sso login, or AWS_PROFILE', isKnown: true }
  const silent = chain.find(({ code }) => code !== undefined && unreachable.includes(code))
  if (silent) return { exit: 'server', words: `${endpointOf(chain)} cannot be reached`, isKnown: true }
  // The outermost may be a word of ours for what the SDK said.
  const told = chain.findLast(({ message }) => message !== '') ?? new Error(String(cause))
  // Without what the engine's own messages quote of a payload.
  const { reason } = faultOf(told)
  const words = reason === undefined ? told.name : `${told.name}: ${reason}`
  return { exit: denied.test(told.name) ? 'identity' : 'server', words, isKnown: false }
}

/** An error, what caused it, and the tries that it sums up. */
function causesOf(cause: unknown): readonly NetworkError[] {
  if (!(cause instanceof Error)) return []
  const tries = cause instanceof AggregateError ? cause.errors : []
  return [cause, ...[...tries, cause.cause].flatMap(causesOf)]
}

function endpointOf(chain: readonly NetworkError[]): string {
  const { address, hostname, port } = chain.find((one) => one.address ?? one.hostname) ?? {}
  const host = hostname ?? (address?.includes(':') ? `[${address}]` : address) ?? 'the service'
  return port === undefined ? host : `${host}:${port}`
}
