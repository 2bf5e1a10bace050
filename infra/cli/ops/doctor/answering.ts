/** Whether the service answers, and knows the centre by its token. */
import { DescribeUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider'
import { connect } from '../../connection.ts'
import { cognito } from '../clients.ts'
import { type Deployment, outputOf } from '../deployment.ts'
import { type Found, fail, fine, warn } from './check.ts'
import { clockSkew } from './machine.ts'

const timeoutMs = 10_000

export async function answers({ url }: Deployment): Promise<{ service: Found; clock: Found }> {
  const askedMs = Date.now()
  const answer = await fetch(`${url}/v1/health`, { signal: AbortSignal.timeout(timeoutMs) }).catch(
    (error: unknown) => error as Error,
  )
  if (answer instanceof Error) {
    const service = fail(`${url} cannot be reached`, 'locally: npm start; on AWS: the gateway and its alarms')
    return { service, clock: warn('not compared', 'once the service answers') }
  }
  const service = answer.ok
    ? fine(url)
    : fail(`${url}/v1/health answered ${answer.status}`, 'the log of the query function says why')
  return { service, clock: clockSkew(answer.headers.get('date'), askedMs, Date.now()) }
}

export async function centreToken(deployment: Deployment): Promise<Found> {
  const clientId = deployment.awsUrl === undefined ? outputOf(deployment, 'CentreClientId') : 'centre'
  const secret = await secretOf(deployment, clientId)
  if (secret === undefined)
    return warn('not tried: its secret may not be read', 'use credentials with the OperatorsMend policy')
  const { url: base } = deployment
  const tokenUrl = deployment.awsUrl === undefined ? outputOf(deployment, 'TokenUrl') : undefined
  const client = connect({ base, agency: 'centre', secret, clientId, tokenUrl })
  const { status, text } = await client.request('GET', '/v1/me')
  const { agencyId } = status === 200 ? (JSON.parse(text) as { agencyId?: string }) : {}
  return agencyId === 'centre'
    ? fine('a token is issued, and the service knows it for the centre')
    : fail(
        `/v1/me answered ${status} to the centre's token`,
        'its client id is not in the register: look at agencies/centre',
      )
}

async function secretOf(deployment: Deployment, ClientId: string): Promise<string | undefined> {
  if (deployment.awsUrl !== undefined) return 'local-centre'
  const asked = new DescribeUserPoolClientCommand({
    UserPoolId: outputOf(deployment, 'UserPoolId'),
    ClientId,
  })
  try {
    return (await cognito(deployment).send(asked)).UserPoolClient?.ClientSecret
  } catch (error) {
    if (/AccessDenied|NotAuthorized/.test((error as Error).name)) return undefined
    throw error
  }
}
