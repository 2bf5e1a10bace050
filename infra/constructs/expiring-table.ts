import { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { Effect, type Grant, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { grantTable } from './table-grant.ts'

type Props = { key: IKey; kept: boolean }

/** Where the pointer and the notes of rebuilds stand (functions/views/generation-row.ts, functions/rebuild/notes.ts). */
const rebuildPartitions = ['generations', 'rebuild/*']

/** A table of two string keys whose rows may carry `expires`. No index: every question has its own rows. */
class ExpiringTable extends Construct {
  readonly table: TableV2
  protected readonly key: IKey

  constructor(scope: Construct, id: string, keys: readonly [string, string], { key, kept }: Props) {
    super(scope, id)
    this.key = key
    const [partition, sort] = keys
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: partition, type: AttributeType.STRING },
      sortKey: { name: sort, type: AttributeType.STRING },
      timeToLiveAttribute: 'expires',
      encryption: TableEncryptionV2.customerManagedKey(key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: kept,
      removalPolicy: kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
  }

  grantRead(to: IGrantable): Grant {
    return grantTable(this.table, this.key, to, 'read', 'BatchGetItem', 'GetItem', 'Query')
  }

  /** For operators, who hold every row against the ledger. */
  grantScan(to: IGrantable): Grant {
    return grantTable(this.table, this.key, to, 'read', 'Scan')
  }

  /** No delete: a row that no longer holds becomes a tombstone and expires (ADR-0005). */
  grantWrite(to: IGrantable): Grant {
    const actions = ['BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem']
    return grantTable(this.table, this.key, to, 'write', ...actions)
  }
}

/** Rows per audience, made from the ledger and made again from it when lost. */
export class Views extends ExpiringTable {
  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id, ['partition', 'sort'], props)
  }

  /**
   * For functions, which write rows and never say whose rows are read: that is for who rebuilds. A call of many rows is
   * denied when any of them is such a row (`ForAnyValue`); `ForAllValues` would let it through for one other row among
   * them. Calls that name no key at all, reads of streams and the like, are none of these actions.
   */
  override grantWrite(to: IGrantable): Grant {
    to.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        actions: ['BatchWriteItem', 'DeleteItem', 'PutItem', 'UpdateItem'].map((name) => `dynamodb:${name}`),
        resources: [this.table.tableArn],
        conditions: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': [...rebuildPartitions] } },
      }),
    )
    return super.grantWrite(to)
  }

  /** For operators: the pointer and the notes of a rebuild too, and rows of generations that nobody reads any more go. */
  grantRebuild(to: IGrantable): Grant {
    return super.grantWrite(to).combine(grantTable(this.table, this.key, to, 'write', 'BatchWriteItem'))
  }
}

/** What was promised with a 202 and is not recorded yet: losing a row would lose an event. */
export class Submissions extends ExpiringTable {
  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id, ['submission', 'part'], props)
  }
}
