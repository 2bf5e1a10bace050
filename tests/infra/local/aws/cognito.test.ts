import {
  AddUserPoolClientSecretCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  DeleteUserPoolClientCommand,
  DeleteUserPoolClientSecretCommand,
  DescribeUserPoolClientCommand,
  ListUserPoolClientSecretsCommand,
  ListUserPoolClientsCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientStore } from '../../../../infra/local/aws/user-pool-clients.ts'
import { type Endpoint, poolId, refusal, startEndpoint } from './endpoint.ts'

let endpoint: Endpoint
let cognito: CognitoIdentityProviderClient
beforeAll(async () => {
  endpoint = await startEndpoint()
  cognito = new CognitoIdentityProviderClient(endpoint.config)
})
afterAll(() => endpoint.stop())

const create = async (more: Partial<CreateUserPoolClientCommandInput> = {}) => {
  const asked = {
    UserPoolId: poolId,
    ClientName: 'kz-moi',
    GenerateSecret: true,
    AllowedOAuthFlows: ['client_credentials' as const],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthScopes: ['routewatch/views.read'],
    ...more,
  }
  return (await cognito.send(new CreateUserPoolClientCommand(asked))).UserPoolClient ?? {}
}
const of = (ClientId: string | undefined) => ({ UserPoolId: poolId, ClientId })
const secrets = async (id: string | undefined) =>
  (await cognito.send(new ListUserPoolClientSecretsCommand(of(id)))).ClientSecrets ?? []
const names = async (more = {}) =>
  cognito.send(new ListUserPoolClientsCommand({ UserPoolId: poolId, ...more }))

describe('a client', () => {
  it('is made with an id and a secret, found again, and deleted', async () => {
    const made = await create()
    expect(made).toMatchObject({
      ClientId: expect.stringMatching(/^[a-z0-9]{26}$/),
      ClientSecret: expect.stringMatching(/^[a-z0-9]{40,51}$/),
      ClientName: 'kz-moi',
      AllowedOAuthScopes: ['routewatch/views.read'],
    })
    endpoint = await endpoint.restart()
    cognito = new CognitoIdentityProviderClient(endpoint.config)
    const { UserPoolClient } = await cognito.send(new DescribeUserPoolClientCommand(of(made.ClientId)))
    expect(UserPoolClient).toStrictEqual(made)
    const first = await names({ MaxResults: 1 })
    expect(first.UserPoolClients?.map(({ ClientName }) => ClientName)).toStrictEqual(['Centre'])
    const rest = await names({ NextToken: first.NextToken })
    expect(rest.UserPoolClients).toStrictEqual([
      { ClientId: made.ClientId, UserPoolId: poolId, ClientName: 'kz-moi' },
    ])
    await cognito.send(new DeleteUserPoolClientCommand(of(made.ClientId)))
    expect(await refusal(cognito.send(new DescribeUserPoolClientCommand(of(made.ClientId))))).toBe(
      'ResourceNotFoundException',
    )
  })

  it('has two secrets at most and one at least', async () => {
    const { ClientId } = await create()
    const { ClientSecretDescriptor: added } = await cognito.send(
      new AddUserPoolClientSecretCommand(of(ClientId)),
    )
    expect(added).toStrictEqual({
      ClientSecretId: expect.any(String),
      ClientSecretValue: expect.stringMatching(/^[a-z0-9]{40,51}$/),
      ClientSecretCreateDate: expect.any(Date),
    })
    expect(await refusal(cognito.send(new AddUserPoolClientSecretCommand(of(ClientId))))).toBe(
      'LimitExceededException',
    )
    const [older, newer] = await secrets(ClientId)
    expect(newer).toStrictEqual({
      ClientSecretId: added?.ClientSecretId,
      ClientSecretCreateDate: expect.any(Date),
    })
    const remove = (ClientSecretId?: string) =>
      cognito.send(new DeleteUserPoolClientSecretCommand({ ...of(ClientId), ClientSecretId }))
    await remove(older?.ClientSecretId)
    expect(await refusal(remove(older?.ClientSecretId))).toBe('ResourceNotFoundException')
    expect(await refusal(remove(newer?.ClientSecretId))).toBe('InvalidParameterException')
    expect(
      clientStore(endpoint.dataDir)
        .find(ClientId ?? '')
        ?.secrets.map(({ value }) => value),
    ).toStrictEqual([added?.ClientSecretValue])
  })
})

it.each<[string, Partial<CreateUserPoolClientCommandInput>, string]>([
  ['in an unknown pool', { UserPoolId: 'eu-central-1_other' }, 'ResourceNotFoundException'],
  ['without a name that Cognito takes', { ClientName: 'a/b' }, 'InvalidParameterException'],
  [
    'for a scope that is not declared',
    { AllowedOAuthScopes: ['routewatch/other'] },
    'ScopeDoesNotExistException',
  ],
  ['for machines without a secret', { GenerateSecret: false }, 'InvalidOAuthFlowException'],
  ['for people', { AllowedOAuthFlows: ['code'] }, 'InvalidOAuthFlowException'],
])('no client is made %s', async (_, more, name) => {
  const before = (await names()).UserPoolClients?.length
  expect(await refusal(create(more))).toBe(name)
  expect((await names()).UserPoolClients?.length).toBe(before)
})
