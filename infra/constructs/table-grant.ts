import { Stack } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'

/** DynamoDB uses the table's key in the caller's name; `table.grant` leaves these rights out. */
const keyActions = {
  read: ['kms:Decrypt', 'kms:DescribeKey'],
  write: [
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:Encrypt',
    'kms:GenerateDataKey',
    'kms:GenerateDataKeyWithoutPlaintext',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
  ],
}

/** Exactly these actions on the table, and its key through DynamoDB only. */
export function grantTable(
  table: Pick<ITable, 'tableArn'>,
  key: IKey,
  to: IGrantable,
  mode: keyof typeof keyActions,
  ...actions: readonly string[]
): Grant {
  const items = Grant.addToPrincipal({
    grantee: to,
    actions: actions.map((action) => `dynamodb:${action}`),
    resourceArns: [table.tableArn],
  })
  return items.combine(grantTableKey(key, to, mode))
}

/** The key of a table whose items are granted with a condition. */
export function grantTableKey(key: IKey, to: IGrantable, mode: keyof typeof keyActions): Grant {
  return Grant.addToPrincipal({
    grantee: to,
    actions: [...keyActions[mode]],
    resourceArns: [key.keyArn],
    conditions: {
      StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(key).region}.amazonaws.com` },
    },
  })
}
