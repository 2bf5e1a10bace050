import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import type { Construct } from 'constructs'
import { logsKey } from '../constructs/logs-key.ts'
import type { Edge, Stage } from '../stages.ts'

type Props = { stage: Stage; edge: Edge }

/**
 * Rules of the common set that are counted, not enforced, and why. A body is JSON that the functions check against a
 * schema before anything else; it is never run, and pages escape what they show. WAF sees the first 16 KiB of bodies
 * that have up to 4 MiB, so what it would refuse is a matter of where in a batch a report stands.
 */
const countedCommonRules = [
  'SizeRestrictions_BODY', // Refuses bodies above 8 KiB; one event may have 256 KiB and a batch 4 MiB.
  'CrossSiteScripting_BODY', // A statement may quote a page's markup.
  'GenericLFI_BODY', // A source may name a path with `../`.
  'GenericRFI_BODY', // A source may be an address with an IP number.
  'EC2MetaDataSSRF_BODY', // The same; nothing here fetches an address that was posted.
  'NoUserAgent_HEADER', // Many machine clients send none.
]

/** The rules before the edge. AWS keeps firewalls of CloudFront in us-east-1, wherever the stage is. */
export class FirewallStack extends Stack {
  readonly acl: CfnWebACL

  constructor(scope: Construct, id: string, { stage, edge }: Props) {
    super(scope, id, { env: { account: stage.account, region: 'us-east-1' } })
    this.acl = new CfnWebACL(this, 'Acl', {
      description: 'Routewatch: what may come near the API',
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: metric('Acl'),
      customResponseBodies: {
        TooMany: { contentType: 'APPLICATION_JSON', content: JSON.stringify(tooManyRequests) },
      },
      rules: [
        managed(0, 'AWSManagedRulesAmazonIpReputationList'),
        rate(1, edge.requestsPerFiveMinutes),
        managed(2, 'AWSManagedRulesCommonRuleSet', countedCommonRules),
        managed(3, 'AWSManagedRulesKnownBadInputsRuleSet'),
      ],
    })
    this.log(stage)
  }

  /** What was blocked or counted, and by which rule; bodies are never in it, tokens are taken out. */
  private log(stage: Stage): void {
    const logs = new LogGroup(this, 'Log', {
      logGroupName: `aws-waf-logs-routewatch-${stage.name}`, // AWS asks for this beginning.
      retention: stage.logRetentionDays,
      encryptionKey: logsKey(this, 'LogsKey', stage),
      removalPolicy: stage.kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: this.acl.attrArn,
      // The group's ARN without the `:*` that the CDK adds.
      logDestinationConfigs: [
        this.formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: logs.logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      redactedFields: [{ singleHeader: { Name: 'authorization' } }],
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: ['BLOCK', 'COUNT'].map((Action) => ({ ActionCondition: { Action } })),
          },
        ],
      },
    })
  }
}

const tooManyRequests = { type: 'about:blank', title: 'Too many requests from this address', status: 429 }

const metric = (metricName: string) => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false, // Samples show headers, tokens among them.
})

const managed = (
  priority: number,
  name: string,
  counted: readonly string[] = [],
): CfnWebACL.RuleProperty => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: metric(name),
})

const rate = (priority: number, limit: number): CfnWebACL.RuleProperty => ({
  name: 'RatePerAddress',
  priority,
  action: {
    block: {
      customResponse: {
        responseCode: 429,
        customResponseBodyKey: 'TooMany',
        responseHeaders: [{ name: 'retry-after', value: '60' }],
      },
    },
  },
  statement: { rateBasedStatement: { aggregateKeyType: 'IP', evaluationWindowSec: 300, limit } },
  visibilityConfig: metric('RatePerAddress'),
})
