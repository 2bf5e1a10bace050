import { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { grantTable } from './table-grant.ts'

/**
 * Who read what (ADR-0028). Nothing in it expires and no role updates or deletes. Its key is its own: who answers
 * readers writes here and nowhere else.
 */
export class AuditTable extends Construct {
  readonly table: TableV2
  private readonly key: Key

  constructor(scope: Construct, id: string, { kept }: { kept: boolean }) {
    super(scope, id)
    const removalPolicy = kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
    this.key = new Key(this, 'Key', {
      description: 'Routewatch: audit of what was read',
      enableKeyRotation: true,
      removalPolicy,
    })
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: 'partition', type: AttributeType.STRING },
      sortKey: { name: 'sort', type: AttributeType.STRING },
      encryption: TableEncryptionV2.customerManagedKey(this.key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: kept,
      removalPolicy,
    })
  }

  /** PutItem could overwrite: the condition that every put carries, and its test, prevent that. */
  grantAdd(to: IGrantable): Grant {
    return grantTable(this.table, this.key, to, 'write', 'PutItem', 'Query')
  }

  /** For operators. */
  grantRead(to: IGrantable): Grant {
    return grantTable(this.table, this.key, to, 'read', 'Query', 'Scan')
  }
}
