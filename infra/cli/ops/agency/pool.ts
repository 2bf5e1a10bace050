/** The clients of the user pool: one for each agency, named by the agency's id. */
import {
  AddUserPoolClientSecretCommand,
  type CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  DeleteUserPoolClientSecretCommand,
  DescribeUserPoolClientCommand,
  ListUserPoolClientSecretsCommand,
  ListUserPoolClientsCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { CommandFailed } from '../../failure.ts'
import { cognito } from '../clients.ts'
import { type Deployment, outputOf } from '../deployment.ts'

export type Pool = { client: CognitoIdentityProviderClient; poolId: string }

export const poolOf = (deployment: Deployment): Pool => ({
  client: cognito(deployment),
  poolId: outputOf(deployment, 'UserPoolId'),
})

/** What every agency may ask for; what it may do stands in the register. */
const scopes = ['routewatch/events.write', 'routewatch/views.read']

/** More than one of the name is for a person to sort out: which is whose, no program can tell. */
export async function clientNamed(name: string, { client, poolId }: Pool): Promise<string | undefined> {
  const ids: string[] = []
  let NextToken: string | undefined
  do {
    const asked = new ListUserPoolClientsCommand({ UserPoolId: poolId, MaxResults: 60, NextToken })
    const page = await client.send(asked)
    for (const { ClientName, ClientId } of page.UserPoolClients ?? [])
      if (ClientName === name && ClientId !== undefined) ids.push(ClientId)
    NextToken = page.NextToken
  } while (NextToken !== undefined)
  if (ids.length > 1)
    throw new CommandFailed(
      'rejected',
      `the user pool has ${ids.length} clients named ${name}: ${ids.join(', ')}`,
    )
  return ids[0]
}

export type Credentials = { clientId: string; clientSecret: string }

export async function createClient(name: string, { client, poolId }: Pool): Promise<Credentials> {
  const { UserPoolClient } = await client.send(
    new CreateUserPoolClientCommand({
      UserPoolId: poolId,
      ClientName: name,
      GenerateSecret: true,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: scopes,
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      AccessTokenValidity: 1,
      TokenValidityUnits: { AccessToken: 'hours' },
      EnableTokenRevocation: true,
      PreventUserExistenceErrors: 'ENABLED',
    }),
  )
  return credentialsOf(UserPoolClient)
}

/** Of a client that was made and whose secret nobody has seen. */
export async function credentials(clientId: string, { client, poolId }: Pool): Promise<Credentials> {
  const asked = new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId })
  return credentialsOf((await client.send(asked)).UserPoolClient)
}

function credentialsOf(told: { ClientId?: string; ClientSecret?: string } = {}): Credentials {
  const { ClientId: clientId, ClientSecret: clientSecret } = told
  if (clientId === undefined || clientSecret === undefined)
    throw new CommandFailed('server', 'the user pool does not tell the secret of the client')
  return { clientId, clientSecret }
}

export type Secret = { id: string; createdAt: Date }

/** Oldest first. */
export async function secretsOf(clientId: string, { client, poolId }: Pool): Promise<Secret[]> {
  const asked = new ListUserPoolClientSecretsCommand({ UserPoolId: poolId, ClientId: clientId })
  const { ClientSecrets = [] } = await client.send(asked)
  return ClientSecrets.flatMap(({ ClientSecretId: id, ClientSecretCreateDate: createdAt }) =>
    id !== undefined && createdAt !== undefined ? { id, createdAt } : [],
  ).sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime())
}

export async function addSecret(clientId: string, { client, poolId }: Pool): Promise<string> {
  const asked = new AddUserPoolClientSecretCommand({ UserPoolId: poolId, ClientId: clientId })
  const secret = (await client.send(asked)).ClientSecretDescriptor?.ClientSecretValue
  if (secret === undefined) throw new CommandFailed('server', 'the user pool does not tell the new secret')
  return secret
}

export async function deleteSecret(
  clientId: string,
  { id }: Secret,
  { client, poolId }: Pool,
): Promise<void> {
  const asked = { UserPoolId: poolId, ClientId: clientId, ClientSecretId: id }
  await client.send(new DeleteUserPoolClientSecretCommand(asked))
}
