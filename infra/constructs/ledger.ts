import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import { AttributeType, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { grantTable, grantTableKey } from './table-grant.ts'

type Props = { key: IKey; kept: boolean }

/** The one table of facts. Losing it loses the centre's memory, so it outlives its stack. */
export class Ledger extends Construct {
  readonly table: TableV2
  private readonly key: IKey

  constructor(scope: Construct, id: string, { key, kept }: Props) {
    super(scope, id)
    this.key = key
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: 'subject', type: AttributeType.STRING },
      sortKey: { name: 'sequence', type: AttributeType.NUMBER },
      dynamoStream: StreamViewType.NEW_IMAGE,
      encryption: TableEncryptionV2.customerManagedKey(key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: kept,
      removalPolicy: kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
  }

  /** No update, no delete. PutItem could still overwrite: the append condition and its test prevent that. */
  grantAppend(to: IGrantable): Grant {
    return grantTable(this.table, this.key, to, 'write', 'GetItem', 'PutItem', 'Query')
  }

  grantRead(to: IGrantable): Grant {
    return grantTable(this.table, this.key, to, 'read', 'GetItem', 'Query')
  }

  /** For who walks the whole ledger: the sweeper, a rebuild. */
  grantScan(to: IGrantable): Grant {
    return grantTable(this.table, this.key, to, 'read', 'Scan')
  }

  /** The redactor alone: taking payload and salt from a commit is the only change a commit ever sees (ADR-0017). */
  grantRedact(to: IGrantable): Grant {
    return grantTable(this.table, this.key, to, 'write', 'GetItem', 'Query', 'UpdateItem')
  }

  /** For who makes tables under the ledger's key: a copy is no less secret. DynamoDB asks for the grants it works with. */
  grantKeyForCopies(to: IGrantable): Grant {
    const viaService = `dynamodb.${Stack.of(this).region}.amazonaws.com`
    return grantTableKey(this.key, to, 'write').combine(
      Grant.addToPrincipal({
        grantee: to,
        actions: ['kms:CreateGrant'],
        resourceArns: [this.key.keyArn],
        conditions: {
          Bool: { 'kms:GrantIsForAWSResource': 'true' },
          StringEquals: { 'kms:ViaService': viaService },
        },
      }),
    )
  }

  /** What an event-source mapping needs of the stream; to list streams IAM knows no narrower resource than `*`. */
  grantStream(to: IGrantable): Grant {
    const streamArn = this.table.tableStreamArn
    if (!streamArn) throw new Error('The ledger has a stream')
    const read = Grant.addToPrincipal({
      grantee: to,
      actions: ['DescribeStream', 'GetRecords', 'GetShardIterator'].map((action) => `dynamodb:${action}`),
      resourceArns: [streamArn],
    })
    const list = Grant.addToPrincipal({ grantee: to, actions: ['dynamodb:ListStreams'], resourceArns: ['*'] })
    return read.combine(list).combine(
      Grant.addToPrincipal({
        grantee: to,
        actions: ['kms:Decrypt'],
        resourceArns: [this.key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(this).region}.amazonaws.com` } },
      }),
    )
  }
}
