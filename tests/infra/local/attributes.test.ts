import { expect, it } from 'vitest'
import type { Resource, StackTemplate } from '../../../infra/local/assembly.ts'
import { attributeOf, type Naming, referenceOf } from '../../../infra/local/attributes.ts'

const stack: StackTemplate = {
  name: 'Rw-data',
  account: '000000000000',
  region: 'eu-central-1',
  dir: '',
  resources: new Map(),
  outputs: [],
  conditions: {},
  parameters: {},
}
const naming: Naming = {
  apiUrl: 'http://127.0.0.1:1',
  awsUrl: 'http://127.0.0.1:2',
  text: ({ properties }, name) => properties[name] as string | undefined,
}
const of = (type: string, properties = {}): Resource => ({ logicalId: 'The1Id', type, properties, stack })

// What `Ref` and `Fn::GetAtt` return: the "Return values" of each kind in CloudFormation's reference.
const keyId = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
it.each<[type: string, attribute: string, value: unknown]>([
  ['AWS::S3::Bucket', 'Ref', 'rw-data-the1id'],
  ['AWS::S3::Bucket', 'Arn', 'arn:aws:s3:::rw-data-the1id'],
  ['AWS::S3::Bucket', 'RegionalDomainName', 'rw-data-the1id.s3.eu-central-1.amazonaws.com'],
  ['AWS::KMS::Key', 'Ref', keyId],
  ['AWS::KMS::Key', 'KeyId', keyId],
  [
    'AWS::KMS::Key',
    'Arn',
    expect.stringMatching(/^arn:aws:kms:eu-central-1:000000000000:key\/[0-9a-f-]{36}$/),
  ],
  ['AWS::SNS::Topic', 'Ref', 'arn:aws:sns:eu-central-1:000000000000:Rw-data-The1Id'],
  ['AWS::SNS::Topic', 'TopicArn', 'arn:aws:sns:eu-central-1:000000000000:Rw-data-The1Id'],
  ['AWS::SNS::Topic', 'TopicName', 'Rw-data-The1Id'],
  ['AWS::SQS::Queue', 'Ref', 'http://127.0.0.1:2/000000000000/Rw-data-The1Id'],
  ['AWS::SQS::Queue', 'QueueUrl', 'http://127.0.0.1:2/000000000000/Rw-data-The1Id'],
  ['AWS::SQS::Queue', 'Arn', 'arn:aws:sqs:eu-central-1:000000000000:Rw-data-The1Id'],
  ['AWS::IAM::Role', 'Arn', 'arn:aws:iam::000000000000:role/Rw-data-The1Id'],
  ['AWS::Logs::LogGroup', 'Arn', 'arn:aws:logs:eu-central-1:000000000000:log-group:Rw-data-The1Id:*'],
  ['AWS::CloudWatch::Alarm', 'Arn', 'arn:aws:cloudwatch:eu-central-1:000000000000:alarm:Rw-data-The1Id'],
])('%s %s', (type, attribute, value) => {
  const resource = of(type)
  const got = attribute === 'Ref' ? referenceOf(resource, naming) : attributeOf(resource, attribute, naming)
  expect(got).toStrictEqual(value)
})

it('keeps a name that the template gives', () =>
  expect([
    referenceOf(of('AWS::S3::Bucket', { BucketName: 'given' }), naming),
    referenceOf(of('AWS::KMS::Alias', { AliasName: 'alias/log' }), naming),
  ]).toStrictEqual(['given', 'alias/log']))
