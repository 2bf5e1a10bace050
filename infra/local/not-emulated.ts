import type { Template } from './template.ts'
import { signs } from './wiring-stores.ts'

/** Says what the templates declare and the host does not act on: it never pretends. */

const emulated = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolResourceServer',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Version',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
])

/** Only tells the CDK's makers which constructs are in use. */
const withoutEffect = new Set(['AWS::CDK::Metadata'])

/** Properties of emulated kinds that change what happens on AWS and not here. */
const properties: readonly [type: string, property: string, what: string][] = [
  ['AWS::DynamoDB::GlobalTable', 'TimeToLiveSpecification', 'rows never expire'],
  ['AWS::DynamoDB::Table', 'TimeToLiveSpecification', 'rows never expire'],
  ['AWS::DynamoDB::GlobalTable', 'GlobalSecondaryIndexes', 'no secondary index'],
  ['AWS::DynamoDB::Table', 'GlobalSecondaryIndexes', 'no secondary index'],
  ['AWS::ApiGatewayV2::Api', 'CorsConfiguration', 'no CORS answers'],
  ['AWS::ApiGatewayV2::Route', 'AuthorizerId', 'no authorizer asks for a token'],
  ['AWS::ApiGatewayV2::Stage', 'DefaultRouteSettings', 'no throttle'],
  ['AWS::ApiGatewayV2::Stage', 'AccessLogSettings', 'no access log'],
  ['AWS::Lambda::Function', 'ReservedConcurrentExecutions', 'no limit of concurrency'],
  ['AWS::Lambda::Function', 'VpcConfig', 'no network'],
  ['AWS::Lambda::Function', 'TracingConfig', 'no traces'],
  ['AWS::Lambda::EventSourceMapping', 'MaximumRecordAgeInSeconds', 'records never grow too old'],
  ['AWS::Lambda::EventSourceMapping', 'ParallelizationFactor', 'one batch of a stream at a time'],
  ['AWS::Lambda::EventSourceMapping', 'TumblingWindowInSeconds', 'no windows'],
  ['AWS::S3::Bucket', 'BucketEncryption', 'objects lie as they are'],
  ['AWS::S3::Bucket', 'LifecycleConfiguration', 'objects never expire'],
  ['AWS::S3::Bucket', 'LoggingConfiguration', 'no access log'],
  ['AWS::S3::Bucket', 'NotificationConfiguration', 'no events'],
  ['AWS::S3::Bucket', 'ObjectLockConfiguration', 'objects are locked for ever, without versions'],
  ['AWS::S3::Bucket', 'VersioningConfiguration', 'no versions'],
  ['AWS::DynamoDB::GlobalTable', 'Replicas', 'no replicas, no backups'],
  ['AWS::DynamoDB::Table', 'PointInTimeRecoverySpecification', 'no backups'],
  ['AWS::SQS::Queue', 'FifoQueue', 'served as a standard queue'],
  ['AWS::SQS::Queue', 'MessageRetentionPeriod', 'messages never expire'],
]

/** One line for each kind and each property, with how often it occurs. */
export function listNotEmulated(template: Template): string[] {
  const counts = new Map<string, number>()
  const count = (line: string) => counts.set(line, (counts.get(line) ?? 0) + 1)
  for (const resource of template.all()) {
    const { type, properties: own } = resource
    if (!emulated.has(type) && !withoutEffect.has(type) && !signs(resource)) count(type)
    for (const [owner, property, what] of properties)
      if (owner === type && property in own) count(`${type} ${property}: ${what}`)
  }
  return [...counts].map(([line, times]) => `${line} (${times})`).sort()
}
