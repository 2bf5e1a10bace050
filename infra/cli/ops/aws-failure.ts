/** What a call to AWS failed with, in an operator's words and with the status for scripts. */
import { CommandFailed } from '../failure.ts'

const denied =
  /AccessDenied|Unauthorized|NotAuthorized|ExpiredToken|InvalidClientTokenId|Credentials|Signature/

/** Does what is asked for; what the SDK throws becomes a failure that says what was tried. */
export async function attempting<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (cause) {
    if (cause instanceof CommandFailed) throw cause
    const { name, message } = cause instanceof Error ? cause : new Error(String(cause))
    throw new CommandFailed(denied.test(name) ? 'identity' : 'server', `${what}: ${name}: ${message}`, {
      cause,
    })
  }
}
