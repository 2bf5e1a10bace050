import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import type { Stage } from '../stages.ts'

/** Where alarms go. A key of our own: CloudWatch may not use the one that AWS manages for SNS. */
export function alarmTopic(scope: Construct, id: string, { kept, alarmEmails }: Stage): Topic {
  const key = new Key(scope, `${id}Key`, {
    description: 'Routewatch: alarms',
    enableKeyRotation: true,
    removalPolicy: kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
  const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com')
  const ours = { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } }
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [cloudWatch],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'], // In a key's policy: this key.
      conditions: ours,
    }),
  )
  const topic = new Topic(scope, id, { displayName: 'Routewatch alarms', masterKey: key, enforceSSL: true })
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [cloudWatch],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: ours,
    }),
  )
  for (const address of alarmEmails) {
    Validations.of(topic.addSubscription(new EmailSubscription(address))).acknowledge({
      id: 'Serverless-SNSRedrivePolicy',
      reason:
        'Mail that SNS could not hand over is of no use later: the alarm still stands and shows on the dashboard.',
    })
  }
  return topic
}
