import {
  CfnOutput,
  CrossStackReferences,
  Duration,
  ReferenceStrength,
  RemovalPolicy,
  Stack,
  Validations,
} from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { type EdgeGate, edgeHeader } from '../constructs/edge-gate.ts'
import type { Edge, Stage } from '../stages.ts'
import type { FirewallStack } from './firewall.ts'

/** The statuses that CloudFront would keep. */
const keptErrors = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]

type Props = { stage: Stage; edge: Edge; firewall: FirewallStack; apiDomain: string; gate: EdgeGate }

/**
 * CloudFront before the API. It stands in the stage's own region, where the gate's secret is: a template can look up a
 * secret of its own region only. Nothing is cached: what an answer shows depends on who asks, and it may be narrowed
 * at any moment.
 */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, { stage, edge, firewall, apiDomain, gate }: Props) {
    super(scope, id, { env: { account: stage.account, region: stage.region } })
    // Looked up when this stack is deployed, after those it looks at: the firewall stands in another region, and the API must
    // be able to do without the edge before the edge is taken away.
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK)
    const distribution = new Distribution(this, 'Distribution', {
      comment: `${id}, version ${edge.secretVersion} of the secret`, // A new text has the secret looked up again.
      domainNames: [edge.domainName],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', edge.certificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      webAclId: firewall.acl.attrArn,
      logBucket: this.accessLogs(stage),
      logIncludesCookies: false,
      // Left alone, CloudFront keeps errors for ten seconds, whoever asked: a 404 for one would be a 404 for all.
      errorResponses: keptErrors.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      defaultBehavior: {
        origin: new HttpOrigin(apiDomain, {
          protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
          originSslProtocols: [OriginSslPolicy.TLS_V1_2],
          readTimeout: Duration.seconds(30), // The gateway gives up at 30.
          connectionAttempts: 2,
          connectionTimeout: Duration.seconds(5),
          customHeaders: { [edgeHeader]: gate.secret.secretValue.unsafeUnwrap() },
        }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY, // A redirect would have let a token pass in the open.
        // With the functions' `private, no-store`, this also keeps CloudFront from answering two who ask at once with one
        // answer.
        cachePolicy: CachePolicy.CACHING_DISABLED,
        // Everything the API reads: Authorization, If-Match, If-None-Match, Prefer, Accept, the query. Not the host: the
        // gateway knows its own name only.
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        responseHeadersPolicy: this.securityHeaders(),
        compress: false,
      },
    })
    this.addStackDependency(firewall)
    Validations.of(distribution).acknowledge({
      id: 'AwsSolutions-CFR1',
      reason: 'Agencies of several states and the public read it: there is no list of countries to keep out.',
    })
    new CfnOutput(this, 'EdgeDomain', { value: distribution.distributionDomainName })
  }

  private securityHeaders(): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'SecurityHeaders', {
      securityHeadersBehavior: {
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: false, // The name is the API's; what stands beneath is not ours to bind.
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        // Pages bring a policy of their own.
        contentSecurityPolicy: {
          contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
          override: false,
        },
      },
    })
  }

  /** Who asked for what and when; bodies and tokens are not in it. CloudFront delivers by the bucket's ACL. */
  private accessLogs(stage: Stage): Bucket {
    const bucket = new Bucket(this, 'AccessLogs', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [
        {
          expiration: Duration.days(stage.logRetentionDays),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      removalPolicy: stage.kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'It holds access logs itself; logging access to logs would have no end.',
    })
    return bucket
  }
}
