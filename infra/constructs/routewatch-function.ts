import { join } from 'node:path'
import { Duration, Validations } from 'aws-cdk-lib'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import { logGroup } from './log-group.ts'

/** What all functions of an assembly share. */
export type FunctionSetting = { stage: Stage; bundlesDir: string; logsKey: IKey }

type Props = {
  setting: FunctionSetting
  /** Its folder under functions/. */
  name: string
  description: string
  environment: Record<string, string>
  timeoutSeconds: number
  memoryMiB: number
  /** Concurrency that is kept for it alone, and its limit. */
  atOnceMax?: number
}

/** One folder of functions/ as a Lambda: its own role, which may do nothing but log and trace until it is granted more. */
export class RoutewatchFunction extends Construct {
  readonly lambda: LambdaFunction
  readonly timeout: Duration

  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id)
    const { stage, bundlesDir, logsKey } = props.setting
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    const logs = logGroup(this, 'Logs', stage, logsKey)
    logs.grantWrite(role)
    this.timeout = Duration.seconds(props.timeoutSeconds)
    this.lambda = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(join(bundlesDir, props.name)),
      environment: {
        ...props.environment,
        // Dimensions of its metrics; the log says the service, too.
        POWERTOOLS_SERVICE_NAME: props.name,
        STAGE: stage.name,
      },
      timeout: this.timeout,
      memorySize: props.memoryMiB,
      ...(props.atOnceMax !== undefined && { reservedConcurrentExecutions: props.atOnceMax }),
      role,
      logGroup: logs,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
    })
    Validations.of(this.lambda).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason:
        'The gateway and event sources call and wait: what fails stays with them. A schedule names a failure destination.',
    })
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray knows no resources for PutTraceSegments and PutTelemetryRecords.',
    })
  }
}
