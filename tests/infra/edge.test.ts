import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { findingsIn } from '../../infra/assembly-findings.ts'
import { stageOf } from '../../infra/stages.ts'
import { annotations, assemblyOf, edged } from './assemblies.ts'
import { Templates } from './templates.ts'

/** The edge of prod, on and off. */
let folder: string
let on: Templates
let off: Templates

beforeAll(async () => {
  folder = await assemblyOf(edged)
  on = new Templates(folder)
  off = new Templates(await assemblyOf(stageOf('prod')))
})

const only = (type: string) => {
  const found = on.ofType(type)
  expect(found).toHaveLength(1)
  return found[0]?.[1].Properties
}

it('is there with the flag and not without, and never on the local host', () => {
  const types = ['AWS::CloudFront::Distribution', 'AWS::WAFv2::WebACL', 'AWS::ApiGatewayV2::Authorizer']
  for (const type of types) {
    expect(on.ofType(type), type).toHaveLength(1)
    expect(off.ofType(type), type).toEqual([])
  }
  expect(stageOf('local').edge).toBeUndefined()
  expect(readdirSync(folder).filter((name) => /(edge|firewall)\.template/.test(name))).toHaveLength(2)
})

it('answers to the rules of cdk-nag, keeps its logs in a kept stage, and warns of nothing', () => {
  expect(findingsIn(folder, edged)).toEqual([])
  expect(annotations(folder)).toEqual([])
})

describe('the distribution', () => {
  const config = () => only('AWS::CloudFront::Distribution').DistributionConfig

  it('speaks TLS 1.2 or more with the declared name, and HTTP/2 and 3', () => {
    expect(config()).toMatchObject({
      Aliases: ['routewatch.example'],
      HttpVersion: 'http2and3',
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' },
    })
    const [origin] = config().Origins
    expect(origin.CustomOriginConfig).toMatchObject({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    })
  })

  it('keeps no error either: a 404 for one reader is none for another', () => {
    const responses = config().CustomErrorResponses as { ErrorCode: number; ErrorCachingMinTTL: number }[]
    expect(responses.map(({ ErrorCode }) => ErrorCode)).toEqual(
      expect.arrayContaining([400, 403, 404, 405, 414, 500, 501, 502, 503, 504]),
    )
    for (const response of responses)
      expect(Object.keys(response).sort()).toEqual(['ErrorCachingMinTTL', 'ErrorCode'])
    expect(new Set(responses.map(({ ErrorCachingMinTTL }) => ErrorCachingMinTTL))).toEqual(new Set([0]))
  })

  it('keeps no answer and hands on everything that was asked, but the host', () => {
    expect(config()).not.toHaveProperty('CacheBehaviors')
    expect(config().DefaultCacheBehavior).toMatchObject({
      // The managed policies CachingDisabled and AllViewerExceptHostHeader, by the ids that AWS publishes.
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      ViewerProtocolPolicy: 'https-only',
      AllowedMethods: expect.arrayContaining(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']),
    })
  })

  it('writes down who asked, and tells browsers to be careful', () => {
    expect(on.target(config().Logging.Bucket)).toMatch(/^AccessLogs/)
    const headers = only('AWS::CloudFront::ResponseHeadersPolicy').ResponseHeadersPolicyConfig
    expect(Object.keys(headers.SecurityHeadersConfig)).toEqual([
      'ContentSecurityPolicy',
      'ContentTypeOptions',
      'FrameOptions',
      'ReferrerPolicy',
      'StrictTransportSecurity',
    ])
    expect(headers.SecurityHeadersConfig.ContentSecurityPolicy.Override).toBe(false)
  })
})

describe('the firewall', () => {
  const rules = () => only('AWS::WAFv2::WebACL').Rules as Rule[]
  type Rule = {
    Name: string
    Statement: {
      ManagedRuleGroupStatement?: { RuleActionOverrides: { Name: string; ActionToUse: object }[] }
      RateBasedStatement?: object
    }
  }

  it('stands in us-east-1, and the distribution looks its name up there', () => {
    const { WebACLId } = only('AWS::CloudFront::Distribution').DistributionConfig
    expect(WebACLId['Fn::GetStackOutput']).toMatchObject({
      StackName: 'routewatch-prod-firewall',
      Region: 'us-east-1',
    })
    expect(only('AWS::WAFv2::WebACL').Scope).toBe('CLOUDFRONT')
  })

  it('applies reputation, rate, the common rules and known bad inputs', () => {
    expect(rules().map(({ Name }) => Name)).toEqual([
      'AWSManagedRulesAmazonIpReputationList',
      'RatePerAddress',
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesKnownBadInputsRuleSet',
    ])
    expect(rules()[1]?.Statement.RateBasedStatement).toEqual({
      AggregateKeyType: 'IP',
      EvaluationWindowSec: 300,
      Limit: 12_000,
    })
  })

  it('lets large reports and quoted text pass: rules on bodies are counted, all others enforced', () => {
    const overridden = rules().flatMap(
      ({ Statement }) => Statement.ManagedRuleGroupStatement?.RuleActionOverrides ?? [],
    )
    expect(new Set(overridden.map(({ ActionToUse }) => JSON.stringify(ActionToUse)))).toEqual(
      new Set(['{"Count":{}}']),
    )
    expect(overridden.map(({ Name }) => Name)).toEqual([
      'SizeRestrictions_BODY',
      'CrossSiteScripting_BODY',
      'GenericLFI_BODY',
      'GenericRFI_BODY',
      'EC2MetaDataSSRF_BODY',
      'NoUserAgent_HEADER',
    ])
  })

  it('writes down what it blocks, without tokens', () => {
    expect(only('AWS::WAFv2::LoggingConfiguration').RedactedFields).toEqual([
      { SingleHeader: { Name: 'authorization' } },
    ])
  })
})

describe("the gateway's own address", () => {
  it('asks every route for the secret that the distribution sends, and answers 401 without it', () => {
    const routes = on.ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties)
    expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual([
      '$default',
      'GET /console',
      'GET /console/{proxy+}',
      'POST /console',
      'POST /console/{proxy+}',
      'POST /v1/events',
    ])
    for (const { AuthorizationType, AuthorizerId } of routes) {
      expect(AuthorizationType).toBe('CUSTOM')
      expect(on.target(AuthorizerId)).toMatch(/^ApiEdgeGate/)
    }
    expect(only('AWS::ApiGatewayV2::Authorizer')).toMatchObject({
      IdentitySource: ['$request.header.x-routewatch-edge'],
      EnableSimpleResponses: true,
    })
  })

  it('shares that secret with the distribution alone, and no template tells it', () => {
    const [origin] = only('AWS::CloudFront::Distribution').DistributionConfig.Origins
    const sent = JSON.stringify(origin.OriginCustomHeaders)
    expect(sent).toContain('{{resolve:secretsmanager:')
    expect(JSON.stringify(on.environment('EdgeGate')).replaceAll('"Ref"', '')).toContain(
      'resolve:secretsmanager',
    )
    expect(on.permissions('EdgeGate').filter((line) => !/^(logs|xray):/.test(line))).toEqual([])
  })

  it('is not what the stacks call the API', () => {
    expect(on.outputs.Url).toBe('https://routewatch.example')
  })
})
