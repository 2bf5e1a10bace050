import { RemovalPolicy } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { Stage } from '../stages.ts'

/** Every log expires and is encrypted with the logs' own key. */
export const logGroup = (scope: Construct, id: string, stage: Stage, encryptionKey: IKey): LogGroup =>
  new LogGroup(scope, id, {
    retention: stage.logRetentionDays,
    encryptionKey,
    removalPolicy: stage.kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
