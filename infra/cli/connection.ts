/** The client as commands use it: what fails ends the command with the status that scripts know. */
import { type Client, type Connection, connect as open } from '../client/client.ts'
import { type FailureCode, RoutewatchFailure } from '../client/failure.ts'
import type { Patience } from '../client/patience.ts'
import { CommandFailed, type Exit } from './failure.ts'

export type { Answer, Client } from '../client/client.ts'

export function connect(connection: Connection, patience?: Patience): Client {
  const client = open(connection, patience)
  return {
    token: () => client.token().catch(fail),
    request: (...call) => client.request(...call).catch(fail),
  }
}

const exitOfFailure: Readonly<Record<FailureCode, Exit>> = {
  'no-agency': 'usage',
  'not-authenticated': 'identity',
  unavailable: 'server',
  refused: 'rejected',
}

function fail(error: unknown): never {
  if (!(error instanceof RoutewatchFailure)) throw error
  const told = error.code === 'no-agency' ? `${error.message}: --as <agency> or RW_AS` : error.message
  throw new CommandFailed(exitOfFailure[error.code], told, { cause: error })
}
