import type { UserPoolSpec } from '../resources.ts'
import { AwsError, type Fields, type JsonService, unknownOperation } from './protocol.ts'
import {
  type ClientStore,
  newClientId,
  newSecret,
  newSecretValue,
  type PoolClient,
} from './user-pool-clients.ts'

/** Cognito user pools: app clients for machines, and up to two secrets for each. */

const secretsMax = 2 // "Supports up to 2 active secrets per app client", AddUserPoolClientSecret.
const clientsMax = 1000 // Quota "App clients per user pool".
const pageMax = 60

export function cognito(pools: readonly UserPoolSpec[], clients: ClientStore): JsonService {
  const poolIn = ({ UserPoolId: id }: Fields): UserPoolSpec => {
    const pool = pools.find((each) => each.id === id)
    if (!pool) throw notFound(`User pool ${String(id)} does not exist.`)
    return pool
  }
  const clientIn = (request: Fields): PoolClient => {
    const { id } = poolIn(request)
    const client = clients.find(String(request.ClientId))
    if (client?.poolId !== id) throw notFound(`User pool client ${String(request.ClientId)} does not exist.`)
    return client
  }
  const put = (client: PoolClient) => clients.put({ ...client, changedAt: Date.now() / 1000 })

  const operations: Record<string, (request: Fields) => object> = {
    CreateUserPoolClient: (request) => {
      const pool = poolIn(request)
      if (clients.all().length >= clientsMax) throw limit('The pool has too many clients.')
      const made = newClient(pool, request)
      clients.put(made)
      return { UserPoolClient: { ...described(made), ...secretOf(made) } }
    },
    DescribeUserPoolClient: (request) => {
      const client = clientIn(request)
      return { UserPoolClient: { ...described(client), ...secretOf(client) } }
    },
    ListUserPoolClients: (request) => {
      const { id, declared } = poolIn(request)
      const made = clients.all().filter(({ poolId }) => poolId === id)
      const all = [...declared, ...made].map(({ clientId, name }) => ({
        ClientId: clientId,
        UserPoolId: id,
        ClientName: name,
      }))
      return pageOf(all, request)
    },
    DeleteUserPoolClient: (request) => {
      clients.delete(clientIn(request).clientId)
      return {}
    },
    AddUserPoolClientSecret: (request) => {
      const client = clientIn(request)
      if (client.secrets.length === 0) throw invalid('The client has no secret to begin with.')
      if (client.secrets.length >= secretsMax) throw limit('The client has two secrets already.')
      const { ClientSecret: given } = request
      if (given !== undefined && !/^[\w+]{24,64}$/.test(String(given)))
        throw invalid('A secret has 24 to 64 word characters.')
      const secret = newSecret(given === undefined ? newSecretValue() : String(given), Date.now())
      put({ ...client, secrets: [...client.secrets, secret] })
      return {
        ClientSecretDescriptor: {
          ClientSecretId: secret.id,
          ClientSecretCreateDate: secret.createdAt,
          ...(given === undefined && { ClientSecretValue: secret.value }),
        },
      }
    },
    ListUserPoolClientSecrets: (request) => ({
      ClientSecrets: clientIn(request).secrets.map(({ id, createdAt }) => ({
        ClientSecretId: id,
        ClientSecretCreateDate: createdAt,
      })),
    }),
    DeleteUserPoolClientSecret: (request) => {
      const client = clientIn(request)
      const left = client.secrets.filter(({ id }) => id !== request.ClientSecretId)
      if (left.length === client.secrets.length) throw notFound('The client has no such secret.')
      if (left.length === 0) throw invalid('The last secret of a client cannot be deleted.')
      put({ ...client, secrets: left })
      return {}
    },
  }

  return (operation, request) => {
    const act = operations[operation]
    if (!act) throw unknownOperation(operation)
    return act(request)
  }
}

function newClient(pool: UserPoolSpec, request: Fields): PoolClient {
  const { ClientName: name, GenerateSecret: secret = false } = request
  if (typeof name !== 'string' || !/^[\w\s+=,.@-]{1,128}$/.test(name))
    throw invalid("Value at 'clientName' failed to satisfy constraint: [\\w\\s+=,.@-]+, 1 to 128 characters")
  const flows = textsIn(request, 'AllowedOAuthFlows')
  if (flows.some((flow) => flow !== 'client_credentials') || (flows.length > 0 && secret !== true))
    throw new AwsError(
      400,
      'InvalidOAuthFlowException',
      'client_credentials is the one flow here, and can not be selected if the client does not have a secret.',
    )
  const scopes = textsIn(request, 'AllowedOAuthScopes')
  const unknown = scopes.find((scope) => !pool.scopes.includes(scope))
  if (unknown !== undefined)
    throw new AwsError(400, 'ScopeDoesNotExistException', `Invalid scope requested: ${unknown}`)
  const now = Date.now()
  return {
    poolId: pool.id,
    clientId: newClientId(),
    name,
    secrets: secret === true ? [newSecret(newSecretValue(), now)] : [],
    flows,
    scopes,
    createdAt: now / 1000,
    changedAt: now / 1000,
  }
}

function textsIn(request: Fields, name: string): string[] {
  const value = request[name] ?? []
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value
  throw new AwsError(400, 'SerializationException', `${name} is a list of strings`)
}

const described = (client: PoolClient) => ({
  UserPoolId: client.poolId,
  ClientId: client.clientId,
  ClientName: client.name,
  CreationDate: client.createdAt,
  LastModifiedDate: client.changedAt,
  AllowedOAuthFlows: client.flows,
  AllowedOAuthScopes: client.scopes,
  AllowedOAuthFlowsUserPoolClient: client.flows.length > 0,
})

function secretOf({ secrets: [first] }: PoolClient): { ClientSecret?: string } {
  return first ? { ClientSecret: first.value } : {}
}

function pageOf(all: readonly object[], { MaxResults = pageMax, NextToken = '0' }: Fields): object {
  if (typeof MaxResults !== 'number' || !(MaxResults >= 1 && MaxResults <= pageMax))
    throw invalid("Value at 'maxResults' failed to satisfy constraint: between 1 and 60")
  if (!/^\d{1,6}$/.test(String(NextToken))) throw invalid('Invalid pagination token')
  const start = Number(NextToken)
  const end = start + MaxResults
  return {
    UserPoolClients: all.slice(start, end),
    ...(end < all.length && { NextToken: String(end) }),
  }
}

const notFound = (message: string) => new AwsError(400, 'ResourceNotFoundException', message)
const invalid = (message: string) => new AwsError(400, 'InvalidParameterException', message)
const limit = (message: string) => new AwsError(400, 'LimitExceededException', message)
