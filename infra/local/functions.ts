import { createWriteStream, mkdirSync } from 'node:fs'
import { devNull } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { LocalFunction, type Outcome } from './function.ts'
import { oneNamed, plainName } from './named.ts'
import type { FunctionSpec, Resources } from './resources.ts'
import { unqualified } from './wiring-events.ts'

export type FunctionsOptions = {
  dataDir: string
  /** Stands for AWS, and has the token issuer's keys. */
  awsUrl: string
  /** Requests and events of one agency per minute; no limit where absent, whatever the template says. */
  ratePerMinute?: number
  /** Functions log to stderr instead of `<data>/logs/`. */
  verbose: boolean
}

/** Every function of the templates, by ARN and by name. */
export class Functions {
  private readonly byArn = new Map<string, LocalFunction>()
  private readonly logs: Writable[] = []

  constructor(resources: Resources, options: FunctionsOptions) {
    if (!options.verbose) mkdirSync(join(options.dataDir, 'logs'), { recursive: true })
    for (const spec of resources.functions) {
      const environment = environmentOf(spec, resources, options)
      this.byArn.set(spec.arn, new LocalFunction(spec, environment, this.logOf(spec, options)))
    }
  }

  has(arn: string): boolean {
    return this.byArn.has(unqualified(arn))
  }

  invoke(arn: string, event: unknown): Promise<Outcome> {
    const found = this.byArn.get(unqualified(arn))
    if (!found) throw new Error(`No function ${arn}`)
    return found.invoke(event)
  }

  /** The ARN of the function that is called so, e.g. `sweeper`. */
  named(name: string): string {
    return oneNamed('function', name, this.byArn.values(), ({ spec }) => spec).spec.arn
  }

  async close(): Promise<void> {
    await Promise.all([...this.byArn.values()].map((each) => each.close()))
    for (const log of this.logs) log.end()
    await Promise.all(this.logs.map((log) => finished(log)))
  }

  private logOf(spec: FunctionSpec, { dataDir, verbose }: FunctionsOptions): Writable {
    if (verbose) return process.stderr
    const log = createWriteStream(join(dataDir, 'logs', `${shortName(spec)}.log`), {
      flags: 'a',
      mode: 0o600,
    })
    log.setMaxListeners(0)
    this.logs.push(log)
    return log
  }
}

/** `sweeper` for `SweeperFunction15FDF226`. */
const shortName = ({ logicalId }: FunctionSpec): string =>
  plainName(logicalId)
    .replace(/(?<=.)Function$/, '')
    .toLowerCase()

const services = ['DYNAMODB', 'EVENTBRIDGE', 'KMS', 'S3', 'SQS']

/** What Lambda sets, and what leads the SDK here instead of to AWS. The credentials are no secret: nobody checks them. */
function environmentOf(
  spec: FunctionSpec,
  { region, account }: Resources,
  { awsUrl, ratePerMinute }: FunctionsOptions,
): Record<string, string> {
  const { RATE_PER_MINUTE: _, ...declared } = spec.environment
  return {
    ...declared,
    ...(ratePerMinute !== undefined && { RATE_PER_MINUTE: String(ratePerMinute) }),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...Object.fromEntries(services.map((service) => [`AWS_ENDPOINT_URL_${service}`, awsUrl])),
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.name}`,
    LAMBDA_TASK_ROOT: spec.codeDir,
    TOKEN_JWKS_URI: `${awsUrl}/.well-known/jwks.json`,
    TZ: 'UTC',
    _HANDLER: spec.handler,
  }
}
