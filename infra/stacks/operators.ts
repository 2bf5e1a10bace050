import {
  ArnFormat,
  CfnOutput,
  CrossStackReferences,
  ReferenceStrength,
  Stack,
  Validations,
} from 'aws-cdk-lib'
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { watchedIn } from '../constructs/watched.ts'
import type { Stage } from '../stages.ts'
import type { DataStack } from './data.ts'
import type { FlowStack } from './flow.ts'
import type { IdentityStack } from './identity.ts'

type Props = { stage: Stage; data: DataStack; identity: IdentityStack; flow: FlowStack }

/**
 * What `rw ops` needs, as policies for the centre's own roles: to look, to mend, to drill, to restore. None of them can remove a
 * commit or update it. Restore can put one over another, which the guard tells of (ADR-0027): it is for the hour it is
 * needed. Look and mend together are what somebody on call has.
 */
export class OperatorsStack extends Stack {
  private readonly props: Props

  constructor(scope: Construct, id: string, props: Props) {
    const { account, region } = props.stage
    super(scope, id, { env: { account, region } })
    // Whatever it names may be removed without asking it first.
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK)
    this.props = props
    this.look()
    this.mend()
    this.drill()
    this.restore()
  }

  /** doctor, status, verify, export, cost, dlq list and peek, agency user list, and every plan without `--yes`. */
  private look(): void {
    const { stage, data, identity, flow } = this.props
    const policy = this.policy('Look', 'Reads everything that Routewatch holds')
    data.ledger.grantRead(policy)
    data.ledger.grantScan(policy)
    for (const table of [data.views, data.submissions]) {
      table.grantRead(policy)
      table.grantScan(policy)
    }
    data.log.grantAudit(policy)
    data.audit.grantRead(policy)
    const { queues, deadLetters, tables } = watchedIn([data, flow], flow)
    this.allow(
      policy,
      tables.map(({ it }) => it.tableArn),
      ['dynamodb:DescribeContinuousBackups', 'dynamodb:DescribeTable'],
    )
    this.allow(
      policy,
      [...queues, ...deadLetters].map(({ it }) => it.queueArn),
      ['sqs:GetQueueAttributes'],
    )
    // A letter that was looked at is given back at once.
    this.allow(
      policy,
      deadLetters.map(({ it }) => it.queueArn),
      ['sqs:ChangeMessageVisibility', 'sqs:ReceiveMessage'],
    )
    const users = ['AdminGetUser', 'AdminListGroupsForUser', 'ListUsersInGroup']
    this.allow(
      policy,
      [identity.userPoolArn],
      ['ListUserPoolClients', ...users].map((action) => `cognito-idp:${action}`),
    )
    this.allow(
      policy,
      [
        this.formatArn({
          service: 'cloudformation',
          resource: 'stack',
          resourceName: `routewatch-${stage.name}-*`,
          arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
        }),
      ],
      ['cloudformation:DescribeStacks'],
    )
    this.explain(policy, [
      [
        `Resource::arn:aws:cloudformation:${this.region}:${this.account}:stack/routewatch-${stage.name}-*`,
        "The id of a stack ends in a number that CloudFormation draws; the stage's name stands before it.",
      ],
    ])
  }

  /** sweep, dlq redrive and drop, rebuild, agency add, suspend and rotate, agency user add and remove. */
  private mend(): void {
    const { data, identity, flow } = this.props
    const policy = this.policy('Mend', 'Does again what was left undone, rebuilds views, looks after clients')
    data.views.grantRebuild(policy)
    data.submissions.grantWrite(policy)
    data.log.grantFeed(policy)
    data.factsBus.grantPutEventsTo(policy)
    data.intakeBus.grantPutEventsTo(policy)
    const { queues, deadLetters } = watchedIn([flow], flow)
    this.allow(
      policy,
      queues.map(({ it }) => it.queueArn),
      ['sqs:SendMessage'],
    )
    this.allow(
      policy,
      deadLetters.map(({ it }) => it.queueArn),
      ['sqs:DeleteMessage'],
    )
    const clients = ['CreateUserPoolClient', 'DescribeUserPoolClient', 'ListUserPoolClientSecrets']
    const secrets = ['AddUserPoolClientSecret', 'DeleteUserPoolClientSecret']
    const users = ['AdminAddUserToGroup', 'AdminCreateUser', 'AdminDeleteUser', 'AdminSetUserPassword']
    this.allow(
      policy,
      [identity.userPoolArn],
      [...clients, ...secrets, ...users, 'CreateGroup'].map((action) => `cognito-idp:${action}`),
    )
  }

  /** drill restore: a copy of the ledger, and views made of it, in tables that are gone afterwards. */
  private drill(): void {
    const { stage, data } = this.props
    const policy = this.policy('Drill', 'Restores into tables of its own, and deletes those')
    const scratch = this.formatArn({
      service: 'dynamodb',
      resource: 'table',
      resourceName: `routewatch-${stage.name}-drill-*`,
    })
    const items = [
      'BatchGetItem',
      'BatchWriteItem',
      'DeleteItem',
      'GetItem',
      'PutItem',
      'Query',
      'Scan',
      'UpdateItem',
    ]
    const tables = ['CreateTable', 'DeleteTable', 'DescribeTable', 'RestoreTableToPointInTime']
    this.allow(
      policy,
      [scratch],
      [...items, ...tables].map((action) => `dynamodb:${action}`),
    )
    this.allow(policy, [data.ledger.table.tableArn], ['dynamodb:RestoreTableToPointInTime'])
    this.allow(policy, ['*'], ['dynamodb:ListTables'])
    data.ledger.grantKeyForCopies(policy)
    this.explain(policy, [
      [
        `Resource::${scratch}`,
        'A drill names its tables after the moment it began; no other table has such a name.',
      ],
      [
        'Resource::*',
        'IAM knows no narrower resource for dynamodb:ListTables, which finds what a drill left behind.',
      ],
    ])
  }

  /** import, into a ledger that holds the centre's registration at most. */
  private restore(): void {
    this.props.data.ledger.grantAppend(
      this.policy('Restore', 'Puts commits of an export into an empty ledger'),
    )
  }

  /** @param description fixed: with another one IAM would make a new policy, which no role has. */
  private policy(id: string, description: string): ManagedPolicy {
    const policy = new ManagedPolicy(this, id, {
      description: `Routewatch ${this.props.stage.name}: ${description}`,
    })
    new CfnOutput(this, `Operators${id}PolicyArn`, { value: policy.managedPolicyArn })
    return policy
  }

  private allow(policy: ManagedPolicy, resources: string[], actions: string[]): void {
    policy.addStatements(new PolicyStatement({ actions, resources }))
  }

  private explain(policy: ManagedPolicy, findings: readonly [string, string][]): void {
    for (const [finding, reason] of findings)
      Validations.of(policy).acknowledge({ id: `AwsSolutions-IAM5[${finding}]`, reason })
  }
}
