/** The SDK's clients for a deployment, with a bound on every wait. */
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { KMSClient } from '@aws-sdk/client-kms'
import { S3Client } from '@aws-sdk/client-s3'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { Deployment } from './deployment.ts'

/** What every client of the SDK is given. Locally nobody checks the credentials; the account is told by their name. */
export function clientConfig({ region, account, awsUrl }: Pick<Deployment, 'region' | 'account' | 'awsUrl'>) {
  return {
    region,
    maxAttempts: 5,
    ...(awsUrl !== undefined && {
      endpoint: awsUrl,
      credentials: { accessKeyId: account, secretAccessKey: 'local' },
    }),
  }
}

const requestHandler = { connectionTimeout: 3_000, requestTimeout: 10_000 }

export const dynamoDb = (deployment: Deployment): DynamoDBClient =>
  new DynamoDBClient({ ...clientConfig(deployment), requestHandler })

export const sqs = (deployment: Deployment): SQSClient =>
  new SQSClient({ ...clientConfig(deployment), requestHandler })

export const eventBus = (deployment: Deployment): EventBridgeClient =>
  new EventBridgeClient({ ...clientConfig(deployment), requestHandler })

export const kms = (deployment: Deployment): KMSClient =>
  new KMSClient({ ...clientConfig(deployment), requestHandler })

/** What stands for S3 locally knows buckets by path. */
export const s3 = (deployment: Deployment): S3Client =>
  new S3Client({
    ...clientConfig(deployment),
    requestHandler,
    forcePathStyle: deployment.awsUrl !== undefined,
  })

/** Tries once: a second try of what was done all the same makes a second client, or a secret that nobody sees. */
export const cognito = (deployment: Deployment): CognitoIdentityProviderClient =>
  new CognitoIdentityProviderClient({ ...clientConfig(deployment), requestHandler, maxAttempts: 1 })
