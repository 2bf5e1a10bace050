import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import { AttributeType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam'
import { type IKey, Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms'
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { grantTable, grantTableKey } from './table-grant.ts'

type Props = { key: IKey; kept: boolean }

/** Keys of the archive's objects: a number of nine digits. */
const objectKeys = 'log/?????????.json'

/** The log of commits (ADR-0025): a locked bucket that is its truth, the table that proofs are read from, its key. */
export class MerkleLog extends Construct {
  readonly table: TableV2
  readonly bucket: Bucket
  readonly signingKey: Key
  private readonly key: IKey

  constructor(scope: Construct, id: string, { key, kept }: Props) {
    super(scope, id)
    this.key = key
    const removalPolicy = kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: 'partition', type: AttributeType.STRING },
      sortKey: { name: 'sort', type: AttributeType.STRING },
      encryption: TableEncryptionV2.customerManagedKey(key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: kept,
      removalPolicy,
    })
    this.bucket = new Bucket(this, 'Bucket', {
      versioned: true,
      // Nobody shortens a compliance lock, not even the account's root user.
      objectLockDefaultRetention: kept
        ? ObjectLockRetention.compliance(Duration.days(7 * 365))
        : ObjectLockRetention.governance(Duration.days(1)),
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      removalPolicy,
    })
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'One role puts each object once, and the lock lets nobody change or remove one.',
    })
    this.signingKey = new Key(this, 'Key', {
      description: 'Routewatch: signs the checkpoints of the log',
      keySpec: KeySpec.ECC_NIST_EDWARDS25519,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy,
    })
    const stack = Stack.of(this)
    new CfnOutput(stack, 'LogTable', { value: this.table.tableName })
    new CfnOutput(stack, 'LogBucket', { value: this.bucket.bucketName })
    new CfnOutput(stack, 'LogKeyArn', { value: this.signingKey.keyArn })
  }

  /** To say what the log should hold, and nothing else. */
  grantFeed(to: IGrantable): Grant {
    return this.onPending(to, 'PutItem').combine(grantTableKey(this.key, to, 'write'))
  }

  /** Proofs and the head; neither the archive nor the key. */
  grantRead(to: IGrantable): Grant {
    return grantTable(this.table, this.key, to, 'read', 'BatchGetItem', 'GetItem')
  }

  /** The anchor alone. It takes rows off the list of what is pending; no other row is ever removed. */
  grantAppend(to: IGrantable): Grant {
    const rows = ['BatchGetItem', 'GetItem', 'PutItem', 'Query']
    const objects = this.bucket.arnForObjects(objectKeys)
    return (
      grantTable(this.table, this.key, to, 'write', ...rows)
        .combine(this.onPending(to, 'DeleteItem'))
        .combine(allow(to, ['s3:GetObject'], objects))
        .combine(
          // A put without If-None-Match could hide an object behind a new version.
          allow(to, ['s3:PutObject'], objects, { Null: { 's3:if-none-match': 'false' } }),
        )
        // Without it S3 answers 403 for what is not there. It looks at no prefix then.
        .combine(allow(to, ['s3:ListBucket'], this.bucket.bucketArn))
        .combine(allow(to, ['kms:Decrypt', 'kms:GenerateDataKey'], this.key.keyArn, this.through('s3')))
        .combine(allow(to, ['kms:GetPublicKey', 'kms:Sign'], this.signingKey.keyArn))
    )
  }

  /** The whole log, down to its archive; for who verifies it. */
  grantAudit(to: IGrantable): Grant {
    return grantTable(this.table, this.key, to, 'read', 'BatchGetItem', 'GetItem', 'Query', 'Scan')
      .combine(allow(to, ['s3:GetObject'], this.bucket.arnForObjects(objectKeys)))
      .combine(allow(to, ['s3:ListBucket'], this.bucket.bucketArn))
      .combine(allow(to, ['kms:Decrypt'], this.key.keyArn, this.through('s3')))
      .combine(allow(to, ['kms:GetPublicKey'], this.signingKey.keyArn))
  }

  private onPending(to: IGrantable, action: string): Grant {
    return allow(to, [`dynamodb:${action}`], this.table.tableArn, {
      'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['pending'] },
    })
  }

  private through(service: string) {
    return { StringEquals: { 'kms:ViaService': `${service}.${Stack.of(this).region}.amazonaws.com` } }
  }
}

function allow(
  grantee: IGrantable,
  actions: string[],
  resourceArn: string,
  conditions?: Record<string, Record<string, unknown>>,
): Grant {
  return Grant.addToPrincipal({ grantee, actions, resourceArns: [resourceArn], conditions })
}
