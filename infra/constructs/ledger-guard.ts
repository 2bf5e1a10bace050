import { Validations } from 'aws-cdk-lib'
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { Construct } from 'constructs'
import { failureQueue } from './dead-letter-queue.ts'
import type { Ledger } from './ledger.ts'
import { type FunctionSetting, RoutewatchFunction } from './routewatch-function.ts'

/** The second reader of the ledger's stream, of nothing but changes and removals: any is an alarm (ADR-0011). */
export function guardLedger(scope: Construct, setting: FunctionSetting, ledger: Ledger): void {
  const guard = new RoutewatchFunction(scope, 'Guard', {
    setting,
    name: 'guard',
    description: 'Raises an alarm for every change of a commit that no redaction explains',
    environment: { LEDGER_TABLE: ledger.table.tableName },
    timeoutSeconds: 30,
    memoryMiB: 512,
  })
  ledger.grantStream(guard.lambda)
  ledger.grantRead(guard.lambda)
  Validations.of(guard).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'IAM knows no resource for dynamodb:ListStreams.',
  })
  const { tableStreamArn } = ledger.table
  new EventSourceMapping(scope, 'GuardSource', {
    target: guard.lambda,
    ...(tableStreamArn !== undefined && { eventSourceArn: tableStreamArn }),
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 20,
    filters: [FilterCriteria.filter({ eventName: FilterRule.or('MODIFY', 'REMOVE') })],
    onFailure: new SqsDlq(failureQueue(scope, 'Unguarded', setting.stage)),
  })
}
