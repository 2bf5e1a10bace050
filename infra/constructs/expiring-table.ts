import { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { grantTable } from './table-grant.ts'

type Props = { key: IKey; kept: boolean }

/** A table of two string keys whose rows may carry `expires`. No index: every question has its own rows. */
class ExpiringTable extends Construct {
  readonly table: TableV2
  private readonly key: IKey

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
}

/** What was promised with a 202 and is not recorded yet: losing a row would lose an event. */
export class Submissions extends ExpiringTable {
  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id, ['submission', 'part'], props)
  }
}
