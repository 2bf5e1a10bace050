/** A new agency: a client of the user pool, bound to it in the register. Broken off, it goes on where it was. */
import type { Agency } from '../../../../domain/agency.ts'
import type { Client } from '../../connection.ts'
import { CommandFailed } from '../../failure.ts'
import { attempting } from '../aws-failure.ts'
import type { Deployment } from '../deployment.ts'
import { type Credentials, clientNamed, createClient, credentials, type Pool } from './pool.ts'
import { say } from './register.ts'
import type { Registration } from './registration.ts'

export type Adding = {
  agencyId: string
  registration: Registration
  known: Agency | undefined
  clientId?: string
}

/** What there is already, and what speaks against adding. */
export async function beforeAdding(
  agencyId: string,
  registration: Registration,
  known: Agency | undefined,
  pool: Pool,
): Promise<Adding> {
  if (known && known.kind !== registration.kind)
    throw new CommandFailed(
      'rejected',
      `${agencyId} is registered as ${known.kind}, and a kind never changes: another kind is another agency`,
    )
  const clientId = await attempting('the user pool cannot be read', () => clientNamed(agencyId, pool))
  if (clientId !== undefined && known?.clientIds.includes(clientId))
    throw new CommandFailed(
      'rejected',
      `${agencyId} is registered already, as client ${clientId}. For a new secret: rw ops agency rotate ${agencyId}`,
    )
  return { agencyId, registration, known, ...(clientId !== undefined && { clientId }) }
}

export function planOf({ agencyId, registration, known, clientId }: Adding): string[] {
  const { kind, names, country, authorityType, postingScopes, marking } = registration
  return [
    clientId === undefined
      ? `a client ${agencyId} with a secret is made in the user pool`
      : `the client ${clientId} of an earlier try is taken`,
    known
      ? `${agencyId} is in the register: its names and scopes are renewed, the client is added to its clients`
      : `${agencyId} is registered`,
    `  ${kind}, ${authorityType}${country === undefined ? '' : `, ${country}`}, marked ${marking.tlp}`,
    ...Object.entries(names).map(([lang, name]) => `  ${lang}: ${name}`),
    `  posts on ${postingScopes.join(', ') || 'statements alone'}`,
  ]
}

/** Rejects after the first step with a failure that says so: the same command goes on from there. */
export async function add(
  adding: Adding,
  pool: Pool,
  centre: Client,
  { stage }: Deployment,
): Promise<Credentials> {
  const { agencyId, registration, known, clientId } = adding
  // Before anything is made: a wrong secret of the centre must not leave a client behind.
  await centre.token()
  const made = await attempting('the user pool made no client', () =>
    clientId === undefined ? createClient(agencyId, pool) : credentials(clientId, pool),
  )
  const clientIds = new Set([...(known?.clientIds ?? []), made.clientId])
  // The local issuer knows every agency by its own id, too: both ways in are the same agency.
  if (stage === 'local') clientIds.add(agencyId)
  const data = { ...registration, clientIds: [...clientIds] }
  try {
    await say({ type: 'AgencyRegistered', agencyId, data, id: `agency-add-${made.clientId}` }, centre)
  } catch (cause) {
    const { message, exit } =
      cause instanceof CommandFailed ? cause : { message: String(cause), exit: 'server' as const }
    throw new CommandFailed(
      exit,
      `${message}\nThe client ${made.clientId} is made, ${agencyId} is not registered with it: repeat the command.`,
      { cause },
    )
  }
  return made
}
