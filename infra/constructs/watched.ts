import { Fn, Stack } from 'aws-cdk-lib'
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { type CfnRule, Rule } from 'aws-cdk-lib/aws-events'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import type { IConstruct } from 'constructs'
import { RoutewatchFunction } from './routewatch-function.ts'
import { WorkQueue } from './work-queue.ts'

/** One thing with the name that it has in code, without words that only say what kind it is. */
export type Named<Thing> = { name: string; it: Thing }

/** All that the stacks hold of what can be watched: whatever is added to a stack is watched without another word. */
export type Watched = {
  /** Whose callers wait for the answer. */
  served: readonly Named<RoutewatchFunction>[]
  workers: readonly Named<RoutewatchFunction>[]
  queues: readonly Named<Queue>[]
  deadLetters: readonly Named<Queue>[]
  rules: readonly Named<Rule>[]
  tables: readonly Named<TableV2>[]
  apis: readonly Named<HttpApi>[]
}

/** @param serving the stack whose functions answer callers. */
export function watchedIn(stacks: readonly Stack[], serving: Stack): Watched {
  const found = <Thing extends IConstruct>(kind: abstract new (...args: never[]) => Thing) =>
    stacks
      .flatMap((stack) => stack.node.findAll())
      .filter((each) => each instanceof kind)
      .map((it) => ({ name: nameOf(it), it: it as Thing }))
  const functions = found(RoutewatchFunction)
  const isServed = ({ it }: Named<RoutewatchFunction>) => Stack.of(it) === serving
  const working = new Set(found(WorkQueue).map(({ it }) => it.queue))
  const queues = found(Queue)
  return {
    served: functions.filter(isServed),
    workers: functions.filter((each) => !isServed(each)),
    queues: queues.filter(({ it }) => working.has(it)),
    deadLetters: queues.filter(({ it }) => !working.has(it)),
    rules: found(Rule),
    tables: found(TableV2),
    apis: found(HttpApi),
  }
}

/** Its path in the stack in one word, `ProjectorQueue` for `ProjectorQueue/Queue`, `Ledger` for `Ledger/Table`. */
function nameOf(it: IConstruct): string {
  const ids = it.node.scopes.map(({ node }) => node.id).slice(2)
  const kinds = ['Queue', 'Table']
  return (ids.length > 1 && kinds.includes(it.node.id) ? ids.slice(0, -1) : ids).join('')
}

/** What EventBridge counts of a rule. Its metrics name the bus, too, unless that is the account's own. */
export function ruleMetric({ it }: Named<Rule>, metricName: string): Metric {
  const { attrArn, eventBusName } = it.node.defaultChild as CfnRule
  // `Ref` of a rule on a bus of our own is `bus|rule`; in the ARN the name comes last.
  const RuleName = Fn.select(eventBusName === undefined ? 1 : 2, Fn.split('/', attrArn))
  return new Metric({
    namespace: 'AWS/Events',
    metricName,
    dimensionsMap: { ...(eventBusName !== undefined && { EventBusName: eventBusName }), RuleName },
    statistic: 'Sum',
  })
}
