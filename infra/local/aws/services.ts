import type { AwsServices } from '../aws-endpoint.ts'
import type { Flow } from '../flow.ts'
import type { Resources } from '../resources.ts'
import type { Tables } from '../tables.ts'
import { cognito } from './cognito.ts'
import { dynamoDb } from './dynamodb.ts'
import { eventBridge } from './eventbridge.ts'
import { kms } from './kms.ts'
import { s3 } from './s3.ts'
import { sqs } from './sqs.ts'
import type { ClientStore } from './user-pool-clients.ts'

type Parts = {
  dataDir: string
  resources: Resources
  tables: Tables
  flow: Flow
  clients: ClientStore
  published: AwsServices['published']
}

/** Every service that the endpoint answers for. */
export const awsServices = ({
  dataDir,
  resources,
  tables,
  flow,
  clients,
  published,
}: Parts): AwsServices => ({
  json: new Map([
    ['DynamoDB_20120810', dynamoDb(tables)],
    ['AWSEvents', eventBridge(flow.bus)],
    ['AmazonSQS', sqs(resources.queues, flow.queues)],
    ['TrentService', kms(dataDir, resources.keys)],
    ['AWSCognitoIdentityProviderService', cognito(resources.userPools, clients)],
  ]),
  s3: s3(dataDir, resources.buckets),
  published,
})
