import { createHash } from 'node:crypto'
import type { Resource } from './assembly.ts'

/** What a resource is called locally: the values of `Ref` and `Fn::GetAtt`. */

export type Naming = {
  /** The front's address. */
  apiUrl: string
  /** Of what stands for AWS. The SDK's client for SQS calls the host that a queue's URL names. */
  awsUrl: string
  /** Evaluates a property that names a resource. */
  text(resource: Resource, property: string): string | undefined
}

/** Value of `Ref`. A resource of a kind that is not emulated has a name too: others may mention it. */
export function referenceOf(resource: Resource, naming: Naming): string {
  const name = nameOf(resource, naming)
  switch (resource.type) {
    case 'AWS::SQS::Queue':
      return `${naming.awsUrl}/${resource.stack.account}/${name}`
    case 'AWS::S3::Bucket':
      return bucketNameOf(name)
    case 'AWS::KMS::Key':
      return keyIdOf(resource)
    case 'AWS::SecretsManager::Secret':
    case 'AWS::SNS::Topic':
      return arnOf(resource, naming)
    case 'AWS::Lambda::Version':
    case 'AWS::Lambda::Alias':
      return naming.text(resource, 'FunctionName') ?? name
    case 'AWS::Cognito::UserPool':
      return poolIdOf(resource)
    default:
      return name
  }
}

/** Value of `Fn::GetAtt`. */
export function attributeOf(resource: Resource, attribute: string, naming: Naming): string {
  const { region } = resource.stack
  switch (attribute) {
    case 'Arn':
      return arnOf(resource, naming)
    case 'StreamArn':
      return streamArnOf(resource, naming)
    case 'ApiEndpoint':
      return naming.apiUrl
    case 'ProviderURL':
      return `https://cognito-idp.${region}.amazonaws.com/${poolIdOf(resource)}`
    case 'ProviderName':
      return `cognito-idp.${region}.amazonaws.com/${poolIdOf(resource)}`
    case 'DomainName':
    case 'RegionalDomainName':
      return resource.type === 'AWS::S3::Bucket'
        ? `${referenceOf(resource, naming)}.s3.${region}.amazonaws.com`
        : `${nameOf(resource, naming).toLowerCase()}.local`
    case 'TopicName':
      return nameOf(resource, naming)
    case 'QueueUrl':
      return referenceOf({ ...resource, type: 'AWS::SQS::Queue' }, naming)
    case 'QueueName':
    case 'Name':
      return nameOf(resource, naming)
    default:
      // Ids of clients, pools, APIs and rules are what `Ref` gives too.
      return attribute.endsWith('Arn') ? arnOf(resource, naming) : referenceOf(resource, naming)
  }
}

const nameProperty: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::Cognito::UserPoolClient': 'ClientName',
  'AWS::Cognito::UserPoolResourceServer': 'Identifier',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
}

export function nameOf(resource: Resource, naming: Naming): string {
  const property = nameProperty[resource.type]
  const given = property === undefined ? undefined : naming.text(resource, property)
  return given ?? `${resource.stack.name}-${resource.logicalId}`
}

const arnParts: Readonly<Record<string, [service: string, prefix: string]>> = {
  'AWS::DynamoDB::Table': ['dynamodb', 'table/'],
  'AWS::DynamoDB::GlobalTable': ['dynamodb', 'table/'],
  'AWS::Lambda::Function': ['lambda', 'function:'],
  'AWS::SQS::Queue': ['sqs', ''],
  'AWS::Events::EventBus': ['events', 'event-bus/'],
  'AWS::Events::Rule': ['events', 'rule/'],
  'AWS::SecretsManager::Secret': ['secretsmanager', 'secret:'],
  'AWS::SNS::Topic': ['sns', ''],
  'AWS::KMS::Key': ['kms', 'key/'],
  'AWS::IAM::Role': ['iam', 'role/'],
  'AWS::Logs::LogGroup': ['logs', 'log-group:'],
  'AWS::CloudWatch::Alarm': ['cloudwatch', 'alarm:'],
  'AWS::Cognito::UserPool': ['cognito-idp', 'userpool/'],
}

export function arnOf(resource: Resource, naming: Naming): string {
  const [service, prefix] = arnParts[resource.type] ?? ['local', '']
  const { region, account } = resource.stack
  switch (resource.type) {
    case 'AWS::S3::Bucket':
      return `arn:aws:s3:::${referenceOf(resource, naming)}`
    case 'AWS::KMS::Key':
    case 'AWS::Cognito::UserPool':
      return `arn:aws:${service}:${region}:${account}:${prefix}${referenceOf(resource, naming)}`
    case 'AWS::IAM::Role':
      return `arn:aws:iam::${account}:${prefix}${nameOf(resource, naming)}`
    case 'AWS::Logs::LogGroup':
      return `arn:aws:${service}:${region}:${account}:${prefix}${nameOf(resource, naming)}:*`
    default:
      return `arn:aws:${service}:${region}:${account}:${prefix}${nameOf(resource, naming)}`
  }
}

export const streamArnOf = (table: Resource, naming: Naming): string =>
  `${arnOf(table, naming)}/stream/2000-01-01T00:00:00.000`

/** Has the shape of a pool's id, and is the same for the same template. */
const poolIdOf = (pool: Resource): string =>
  `${pool.stack.region}_${pool.logicalId.replace(/\W/g, '').slice(-9)}`

/** Lower case, as a bucket's name is, and no longer than one may be. */
const bucketNameOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9.-]/g, '-')
    .slice(-63)
    .replace(/^[^a-z0-9]+/, '')

/** A UUID that is the same for the same template. */
const keyIdOf = ({ stack, logicalId }: Resource): string =>
  createHash('sha256')
    .update(`${stack.name}/${logicalId}`)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5')
