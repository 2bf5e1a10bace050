import { CfnOutput, Stack, Validations } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import { HttpApi, HttpMethod, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import { EdgeGate } from '../constructs/edge-gate.ts'
import { logGroup } from '../constructs/log-group.ts'
import { type FunctionSetting, RoutewatchFunction } from '../constructs/routewatch-function.ts'
import type { Stage } from '../stages.ts'
import type { DataStack } from './data.ts'
import type { IdentityStack } from './identity.ts'

type Props = { setting: FunctionSetting; data: DataStack; identity: IdentityStack }

/** The HTTP door. Functions check the tokens; the gateway at most asks whether the edge sent it (ADR-0018). */
export class ApiStack extends Stack {
  /** The gateway's own name, without a scheme. */
  readonly domain: string
  /** Where the edge is on. */
  readonly gate: EdgeGate | undefined

  constructor(scope: Construct, id: string, props: Props) {
    const { stage } = props.setting
    super(scope, id, { env: { account: stage.account, region: stage.region } })
    const intake = this.intake(props)
    const query = this.query(props)
    this.gate = stage.edge?.on ? new EdgeGate(this, 'EdgeGate', props.setting, stage.edge) : undefined
    const api = new HttpApi(this, 'Api', {
      apiName: id,
      createDefaultStage: false,
      ...(this.gate && { defaultAuthorizer: this.gate.authorizer }),
      defaultIntegration: new HttpLambdaIntegration('Query', query.lambda),
    })
    api.addRoutes({
      path: '/v1/events',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('Intake', intake.lambda),
    })
    api.addStage('Stage', {
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: stage.throttle.ratePerSecond, burstLimit: stage.throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup(this, 'AccessLog', stage, props.setting.logsKey)),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    })
    const url = stage.edge?.on ? `https://${stage.edge.domainName}` : api.apiEndpoint
    const console = new HttpLambdaIntegration('Console', this.console(props, url).lambda)
    for (const path of ['/console', '/console/{proxy+}'])
      api.addRoutes({ path, methods: [HttpMethod.GET, HttpMethod.POST], integration: console })
    if (!this.gate) acknowledgeOpenRoutes(api)
    this.domain = `${api.apiId}.execute-api.${this.region}.amazonaws.com`
    new CfnOutput(this, 'Url', { value: url })
  }

  private intake({ setting, data, identity }: Props): RoutewatchFunction {
    const intake = new RoutewatchFunction(this, 'Intake', {
      setting,
      name: 'intake',
      description: 'Records posted events; answers with receipts',
      environment: {
        LEDGER_TABLE: data.ledger.table.tableName,
        VIEWS_TABLE: data.views.table.tableName,
        SUBMISSIONS_TABLE: data.submissions.table.tableName,
        INTAKE_BUS: data.intakeBus.eventBusName,
        TOKEN_ISSUER: identity.tokenIssuer,
        ...rateOf(setting.stage),
      },
      timeoutSeconds: 29, // The gateway gives up at 30.
      memoryMiB: 1024,
    })
    data.ledger.grantAppend(intake.lambda)
    data.views.grantWrite(intake.lambda)
    data.submissions.grantWrite(intake.lambda)
    data.intakeBus.grantPutEventsTo(intake.lambda)
    return intake
  }

  private query({ setting, data, identity }: Props): RoutewatchFunction {
    const cursorKey = generatedKey(this, 'CursorKey', 'Encrypts the cursors of lists')
    const query = new RoutewatchFunction(this, 'Query', {
      setting,
      name: 'query',
      description: 'Answers every request that no other function takes, also those that nobody foresaw',
      environment: {
        ...readTables(data),
        TOKEN_ISSUER: identity.tokenIssuer,
        CURSOR_KEY: cursorKey,
        ...rateOf(setting.stage),
      },
      timeoutSeconds: 29, // The gateway gives up at 30.
      memoryMiB: 1024,
    })
    grantReading(data, query)
    return query
  }

  /** @param url where browsers find it, without a path. */
  private console({ setting, data, identity }: Props, url: string): RoutewatchFunction {
    const { stage } = setting
    const console = new RoutewatchFunction(this, 'Console', {
      setting,
      name: 'console',
      description: 'Shows pages to people, and signs them in',
      environment: {
        ...readTables(data),
        TOKEN_ISSUER: identity.tokenIssuer,
        // The local issuer shows its page where the API answers.
        SIGN_IN_URL: stage.name === 'local' ? url : identity.signInUrl,
        CONSOLE_URL: url,
        CONSOLE_CLIENT_ID: identity.consoleClient(this, url).userPoolClientId,
        CONSOLE_KEY: generatedKey(this, 'ConsoleKey', 'Encrypts sessions of the console'),
        ...rateOf(stage),
      },
      timeoutSeconds: 29, // The gateway gives up at 30.
      memoryMiB: 1024,
    })
    grantReading(data, console)
    return console
  }
}

const readTables = (data: DataStack): Record<string, string> => ({
  LEDGER_TABLE: data.ledger.table.tableName,
  VIEWS_TABLE: data.views.table.tableName,
  SUBMISSIONS_TABLE: data.submissions.table.tableName,
  LOG_TABLE: data.log.table.tableName,
  AUDIT_TABLE: data.audit.table.tableName,
})

/** What reads writes nothing but the audit. */
function grantReading(data: DataStack, { lambda }: RoutewatchFunction): void {
  data.ledger.grantRead(lambda)
  data.views.grantRead(lambda)
  data.submissions.grantRead(lambda)
  data.log.grantRead(lambda)
  data.audit.grantAdd(lambda)
}

/** A secret that nobody has to know. */
function generatedKey(scope: Construct, id: string, description: string): string {
  const key = new Secret(scope, id, {
    description,
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
  })
  Validations.of(key).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason:
      'A new key ends every cursor or session in use and protects nothing stored: it is changed by a deployment.',
  })
  return key.secretValue.unsafeUnwrap()
}

/** How often one caller may come, and whether the edge stands between it and the gateway. */
function rateOf({ ratePerMinute, edge }: Stage): Record<string, string> {
  if (ratePerMinute === undefined) return {}
  return { RATE_PER_MINUTE: String(ratePerMinute), ...(edge?.on && { BEHIND_EDGE: 'true' }) }
}

/** One line of JSON a request; nothing of its content, and no token. */
const accessLogFields = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  path: '$context.path',
  routeKey: '$context.routeKey',
  status: '$context.status',
  protocol: '$context.protocol',
  responseLength: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
}

function acknowledgeOpenRoutes(api: HttpApi): void {
  Validations.of(api).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason: 'Public material is read without a token; the functions verify every token (ADR-0018).',
  })
}
