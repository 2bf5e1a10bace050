/** The register, as the centre reads and writes it. */
import { randomUUID } from 'node:crypto'
import { type Agency, agencyOf } from '../../../../domain/agency.ts'
import { nearest } from '../../../../events/issues.ts'
import { recordedOf } from '../../../../functions/ledger/commit.ts'
import { dynamoLedger } from '../../../../functions/ledger/dynamo.ts'
import { parsed } from '../../../client/client.ts'
import { type Client, connect } from '../../connection.ts'
import { CommandFailed, exitOf } from '../../failure.ts'
import { explain } from '../../post-batch.ts'
import { dynamoDb } from '../clients.ts'
import { type Deployment, outputOf } from '../deployment.ts'

/** The public API, as the centre. Locally its secret is no secret. */
export function centreClient(deployment: Deployment, secret: string | undefined): Client {
  const isLocal = deployment.stage === 'local'
  const known = secret ?? (isLocal ? 'local-centre' : undefined)
  if (known === undefined)
    throw new CommandFailed('usage', "this needs the centre's secret: --secret or RW_SECRET")
  return connect({
    base: outputOf(deployment, 'Url'),
    agency: 'centre',
    secret: known,
    tokenUrl: outputOf(deployment, 'TokenUrl'),
    clientId: isLocal ? 'centre' : outputOf(deployment, 'CentreClientId'),
  })
}

/** With its clients, which no answer of the API tells; undefined where nobody has registered it. */
export async function registered(agencyId: string, deployment: Deployment): Promise<Agency | undefined> {
  const ledger = dynamoLedger(dynamoDb(deployment), outputOf(deployment, 'LedgerTable'))
  return agencyOf((await ledger.load(`agencies/${agencyId}`)).map(recordedOf))
}

/** Throws where the register has no such agency, naming the nearest. */
export async function mustBeRegistered(
  agencyId: string,
  centre: Client,
): Promise<{ etag: string; status: string }> {
  const answer = await centre.request('GET', `/v1/agencies/${agencyId}`)
  if (answer.status === 404) {
    const near = nearest(agencyId, await agencies(centre))
    throw new CommandFailed(
      'rejected',
      `no agency ${agencyId}${near === undefined ? '' : `: did you mean ${near}?`}`,
    )
  }
  if (answer.status !== 200) throw new CommandFailed(exitOf(answer.status), explain(answer))
  return { etag: answer.headers.get('etag') ?? '', status: String(parsed(answer.text).status) }
}

async function agencies(centre: Client): Promise<string[]> {
  const answer = await centre.request('GET', '/v1/agencies?limit=200')
  const { items = [] } = parsed(answer.text) as { items?: { subject?: string; id?: string }[] }
  return items.flatMap(({ subject, id }) => subject?.slice('agencies/'.length) ?? id ?? [])
}

export type Said = { type: string; agencyId: string; data: object; id?: string; etag?: string }

/** Records what the centre says of an agency. A repeat with the same id is harmless. */
export async function say({ type, agencyId, data, id, etag }: Said, centre: Client): Promise<void> {
  const event = {
    specversion: '1.0',
    type,
    source: '/agencies/centre',
    id: id ?? `${type}-${randomUUID()}`,
    subject: `agencies/${agencyId}`,
    data,
  }
  const answer = await centre.request('POST', '/v1/events', {
    contentType: 'application/cloudevents+json',
    body: JSON.stringify(event),
    headers: etag === undefined ? {} : { 'if-match': etag },
  })
  if (answer.status === 412)
    throw new CommandFailed(
      'rejected',
      `somebody has changed ${agencyId} in the meantime: repeat the command`,
    )
  if (answer.status >= 300) throw new CommandFailed(exitOf(answer.status), explain(answer))
}
