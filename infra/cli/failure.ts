/** Exit statuses, the contract with the scripts that call the command. */
export const exits = {
  /** Everything is in, now or already before. */
  ok: 0,
  /** Some of it was refused, or a request was answered with 4xx. */
  rejected: 1,
  /** Bad flags, a missing or unreadable file, a broken mapping: nothing was sent. */
  usage: 2,
  /** Not recognised, or not allowed. */
  identity: 3,
  /** Unreachable, overloaded or broken: the same command may be repeated later. */
  server: 4,
} as const

export type Exit = keyof typeof exits

/** Ends a command with a message for the person and a status for the script. */
export class CommandFailed extends Error {
  readonly exit: Exit
  constructor(exit: Exit, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'CommandFailed'
    this.exit = exit
  }
}

/** Which status an answer of the server means, for a request that has no softer reading. */
export function exitOf(status: number): Exit {
  if (status < 300) return 'ok'
  if (status === 401 || status === 403) return 'identity'
  if (status === 429 || status >= 500) return 'server'
  return 'rejected'
}
