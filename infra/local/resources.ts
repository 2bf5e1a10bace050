/** What the host runs, as read from the templates: every reference is resolved to its local value. */

export type FunctionSpec = {
  /** The template's own name of the resource, e.g. `SweeperFunction1A2B3C4D`. */
  logicalId: string
  name: string
  arn: string
  /** Folder of the unpacked code. */
  codeDir: string
  /** `file.export` */
  handler: string
  timeoutMs: number
  memoryMb: number
  environment: Readonly<Record<string, string>>
}

export type KeyAttribute = { name: string; type: 'S' | 'N' | 'B' }

export type TableSpec = {
  logicalId: string
  name: string
  arn: string
  hash: KeyAttribute
  range?: KeyAttribute
  streamArn?: string
}

export type QueueSpec = {
  logicalId: string
  name: string
  arn: string
  visibilityMs: number
  delayMs: number
  redrive?: { queueArn: string; receivesMax: number }
}

/** An event source mapping: from a queue or a table's stream to a function. */
export type MappingSpec = {
  sourceArn: string
  functionArn: string
  batchSize: number
  windowMs: number
  /** Patterns; a record passes when one matches, or when there is none. */
  filters: readonly string[]
  partialFailures: boolean
  concurrencyMax: number
  /** Of a stream: tries after the first, infinite where the template says nothing. */
  retriesMax: number
  bisect: boolean
  onFailureArn?: string
}

export type TargetInput = {
  constant?: string
  path?: string
  transformer?: { paths: Readonly<Record<string, string>>; template: string }
}

export type TargetSpec = { arn: string; input: TargetInput; deadLetterArn?: string }

export type RuleSpec = {
  name: string
  arn: string
  bus: string
  pattern?: unknown
  schedule?: string
  targets: readonly TargetSpec[]
}

/** How a function is called when nobody waits for the answer. */
export type AsyncSpec = { functionArn: string; retriesMax: number; onFailureArn?: string }

/** `locked`: it has object lock. */
export type BucketSpec = { logicalId: string; name: string; locked: boolean }

/** A key of KMS. `signs`: an Ed25519 key, the one kind that does something here. */
export type KeySpec = { id: string; arn: string; aliases: readonly string[]; signs: boolean }

/** `declared`: clients that the templates know; their secrets are not emulated. */
export type UserPoolSpec = {
  id: string
  scopes: readonly string[]
  declared: readonly PoolClientSpec[]
}

export type PoolClientSpec = {
  clientId: string
  name: string
  flows: readonly string[]
  scopes: readonly string[]
  callbackUrls: readonly string[]
  logoutUrls: readonly string[]
}

/** `key` is `POST /v1/events`, `ANY /a/{proxy+}` or `$default`. */
export type RouteSpec = { key: string; functionArn: string; timeoutMs: number }

export type Resources = {
  region: string
  account: string
  functions: readonly FunctionSpec[]
  tables: readonly TableSpec[]
  queues: readonly QueueSpec[]
  mappings: readonly MappingSpec[]
  buses: readonly string[]
  rules: readonly RuleSpec[]
  asyncInvokes: readonly AsyncSpec[]
  routes: readonly RouteSpec[]
  buckets: readonly BucketSpec[]
  keys: readonly KeySpec[]
  userPools: readonly UserPoolSpec[]
  /** `iss` of the tokens. Absent: the templates declare no user pool. */
  issuer?: string
  /** What the stacks tell those who look after them, by name. */
  outputs: Readonly<Record<string, string>>
  /** One line for each kind of resource, and each property, that the host reads and does not act on. */
  notEmulated: readonly string[]
}
