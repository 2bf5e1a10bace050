import type { IEventBus } from 'aws-cdk-lib/aws-events'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { RoutewatchFunction } from './routewatch-function.ts'

/** It may ask for a subject to be projected, and cannot say that anything was recorded. */
export function grantHints({ lambda }: RoutewatchFunction, bus: IEventBus): void {
  lambda.addToRolePolicy(
    new PolicyStatement({
      actions: ['events:PutEvents'],
      resources: [bus.eventBusArn],
      conditions: { StringEquals: { 'events:detail-type': 'ReferenceChanged' } },
    }),
  )
}
