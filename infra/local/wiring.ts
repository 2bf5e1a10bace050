import { join } from 'node:path'
import type { Resource } from './assembly.ts'
import { arnOf, attributeOf, nameOf, referenceOf, streamArnOf } from './attributes.ts'
import { listNotEmulated } from './not-emulated.ts'
import type {
  FunctionSpec,
  KeyAttribute,
  QueueSpec,
  Resources,
  RouteSpec,
  RuleSpec,
  TableSpec,
} from './resources.ts'
import type { Template } from './template.ts'
import { readAsyncInvokes, readMappings, readRules } from './wiring-events.ts'
import { readBuckets, readKeys, readUserPools } from './wiring-stores.ts'

/** Reads what the host runs out of the templates. */
export function readResources(template: Template): Resources {
  const tables = template.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')
  const [pool] = template.ofType('AWS::Cognito::UserPool')
  const [any] = template.all()
  const rules = readRules(template)
  return {
    region: any?.stack.region ?? 'eu-central-1',
    account: any?.stack.account ?? '000000000000',
    functions: template.ofType('AWS::Lambda::Function').map((each) => readFunction(template, each)),
    tables: tables.map((each) => readTable(template, each)),
    queues: template.ofType('AWS::SQS::Queue').map((each) => readQueue(template, each)),
    mappings: readMappings(template),
    buses: [
      'default',
      ...template.ofType('AWS::Events::EventBus').map((each) => nameOf(each, template.naming)),
    ],
    rules,
    asyncInvokes: readAsyncInvokes(template),
    routes: template.ofType('AWS::ApiGatewayV2::Route').map((each) => readRoute(template, each)),
    buckets: readBuckets(template),
    keys: readKeys(template),
    userPools: readUserPools(template),
    ...(pool && { issuer: attributeOf(pool, 'ProviderURL', template.naming) }),
    outputs: template.outputs(),
    notEmulated: [...listNotEmulated(template), ...targetsNotEmulated(rules)],
  }
}

/** An event goes to queues and functions, and nowhere else. */
const targetsNotEmulated = (rules: readonly RuleSpec[]): string[] =>
  rules.flatMap(({ name, targets }) =>
    targets
      .filter(({ arn }) => !/^arn:aws:(sqs|lambda):/.test(arn))
      .map(({ arn }) => `AWS::Events::Rule ${name}: no delivery to ${arn}`),
  )

function readFunction(template: Template, resource: Resource): FunctionSpec {
  const code = template.property(resource, 'Code') as { S3Key?: string }
  const environment = template.property(resource, 'Environment') as
    | { Variables?: Record<string, unknown> }
    | undefined
  const hash = /^(.+)\.zip$/.exec(code.S3Key ?? '')?.[1]
  if (hash === undefined)
    throw new Error(`${resource.logicalId}: only code that lies in the assembly can run`)
  return {
    logicalId: resource.logicalId,
    name: nameOf(resource, template.naming),
    arn: arnOf(resource, template.naming),
    codeDir: join(resource.stack.dir, `asset.${hash}`),
    handler: template.text(resource, 'Handler') ?? 'index.handler',
    timeoutMs: template.number(resource, 'Timeout', 3) * 1000,
    memoryMb: template.number(resource, 'MemorySize', 128),
    environment: Object.fromEntries(
      Object.entries(environment?.Variables ?? {}).map(([name, value]) => [name, String(value)]),
    ),
  }
}

type KeySchema = { AttributeName: string; KeyType: 'HASH' | 'RANGE' }[]
type Definitions = { AttributeName: string; AttributeType: KeyAttribute['type'] }[]

function readTable(template: Template, resource: Resource): TableSpec {
  const schema = template.property(resource, 'KeySchema') as KeySchema
  const definitions = template.property(resource, 'AttributeDefinitions') as Definitions
  const key = (kind: 'HASH' | 'RANGE'): KeyAttribute | undefined => {
    const name = schema.find(({ KeyType }) => KeyType === kind)?.AttributeName
    const type = definitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType
    return name !== undefined && type !== undefined ? { name, type } : undefined
  }
  const hash = key('HASH')
  const range = key('RANGE')
  if (!hash) throw new Error(`${resource.logicalId} has no partition key`)
  return {
    logicalId: resource.logicalId,
    name: nameOf(resource, template.naming),
    arn: arnOf(resource, template.naming),
    hash,
    ...(range && { range }),
    ...(template.property(resource, 'StreamSpecification') !== undefined && {
      streamArn: streamArnOf(resource, template.naming),
    }),
  }
}

function readQueue(template: Template, resource: Resource): QueueSpec {
  const redrive = template.property(resource, 'RedrivePolicy') as
    | { deadLetterTargetArn: string; maxReceiveCount: number | string }
    | undefined
  return {
    logicalId: resource.logicalId,
    name: nameOf(resource, template.naming),
    arn: arnOf(resource, template.naming),
    visibilityMs: template.number(resource, 'VisibilityTimeout', 30) * 1000,
    delayMs: template.number(resource, 'DelaySeconds', 0) * 1000,
    ...(redrive && {
      redrive: { queueArn: redrive.deadLetterTargetArn, receivesMax: Number(redrive.maxReceiveCount) },
    }),
  }
}

function readRoute(template: Template, resource: Resource): RouteSpec {
  const target = template.text(resource, 'Target') ?? ''
  const integration = template
    .ofType('AWS::ApiGatewayV2::Integration')
    .find((each) => target === `integrations/${referenceOf(each, template.naming)}`)
  if (!integration) throw new Error(`Route ${resource.logicalId} leads to no integration`)
  return {
    key: template.text(resource, 'RouteKey') ?? '$default',
    functionArn: functionArnOf(template.text(integration, 'IntegrationUri') ?? ''),
    timeoutMs: template.number(integration, 'TimeoutInMillis', 30_000),
  }
}

/** An integration names its function by ARN, or by API Gateway's own path that holds the ARN. */
const functionArnOf = (uri: string): string =>
  /(arn:aws:lambda:[^/]+)/.exec(uri.replace(/^arn:aws:apigateway:[^/]+/, ''))?.[1] ?? uri
