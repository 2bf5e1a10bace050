import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { projectDir } from '../../infra/project-dir.ts'
import { synthesize } from '../../infra/synth.ts'
import { Templates } from './templates.ts'

/** The local stage's wiring: what the local host runs, and by the same declaration what the cloud does. */
let localDir: string
let local: Templates

const tables = ['LEDGER_TABLE', 'VIEWS_TABLE', 'SUBMISSIONS_TABLE']
const swept = [...tables, 'LOG_TABLE', 'QUEUES']
const everyFunction = ['POWERTOOLS_SERVICE_NAME', 'STAGE']
const queueWorker = ['DEAD_LETTERS_URL', 'RECEIVES_MAX']
const environments: [string, string[]][] = [
  ['Intake', [...tables, 'INTAKE_BUS', 'TOKEN_ISSUER']],
  ['Query', [...tables, 'LOG_TABLE', 'AUDIT_TABLE', 'TOKEN_ISSUER', 'CURSOR_KEY']],
  [
    'Console',
    [
      ...tables,
      'LOG_TABLE',
      'AUDIT_TABLE',
      'TOKEN_ISSUER',
      'SIGN_IN_URL',
      'CONSOLE_URL',
      'CONSOLE_CLIENT_ID',
      'CONSOLE_KEY',
    ],
  ],
  ['Publisher', ['FACTS_BUS', 'LOG_TABLE']],
  ['Guard', ['LEDGER_TABLE']],
  ['Recorder', [...tables, 'OWN_ACCOUNT', ...queueWorker]],
  ['Projector', ['LEDGER_TABLE', 'VIEWS_TABLE', 'FACTS_BUS', ...queueWorker]],
  ['Redactor', ['LEDGER_TABLE', 'VIEWS_TABLE', 'FACTS_BUS', ...queueWorker]],
  ['Sweeper', [...swept, 'INTAKE_BUS', 'FACTS_BUS', 'CENTRE_CLIENT_IDS', 'SWEEP_SEGMENTS', 'SILENT_DAYS']],
  ['Anchor', ['LOG_TABLE', 'LOG_BUCKET', 'LOG_KEY', 'LOG_BATCH', 'LOG_ORIGIN']],
]

beforeAll(async () => {
  localDir = (await synthesize()).cloudAssemblyDir
  local = new Templates(localDir)
})

it('runs every function on one runtime, from a folder that the assembly holds', () => {
  const lambdas = local.ofType('AWS::Lambda::Function')
  expect(lambdas).toHaveLength(environments.length)
  for (const [id, { Properties }] of lambdas) {
    expect(Properties, id).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] })
    const folder = join(localDir, `asset.${Properties.Code.S3Key.replace(/\.zip$/, '')}`)
    expect(existsSync(join(folder, 'index.mjs')), id).toBe(true)
  }
})

it.each(environments)('tells %s of what it needs, and that exists', (name, expected) => {
  const environment = local.environment(name)
  expect(new Set(Object.keys(environment))).toEqual(new Set([...expected, ...everyFunction]))
  for (const [variable, value] of Object.entries(environment)) {
    const kind = { TABLE: 'Table', BUS: 'Bus' }[variable.split('_').at(-1) ?? '']
    if (!kind) continue
    const target = local.target(value) ?? ''
    expect(local.resources, `${name} ${variable}`).toHaveProperty(target)
    expect(target, `${name} ${variable}`).toContain(kind)
  }
})

it('gives every function all the settings that its code insists on', async () => {
  // Bundles keep the names of settings, but not that of the function that reads them.
  const sources = globSync('functions/**/*.ts', { cwd: projectDir })
  const read = sources.map((file) => readFileSync(join(projectDir, file), 'utf8')).join('\n')
  const settings = new Set([...read.matchAll(/\bsetting\('([A-Z_]+)'\)/g)].map(([, name]) => name))
  for (const [id, { Properties }] of local.ofType('AWS::Lambda::Function')) {
    const bundle = join(localDir, `asset.${Properties.Code.S3Key.replace(/\.zip$/, '')}`, 'index.mjs')
    const code = readFileSync(bundle, 'utf8')
    const names = [...settings].filter((name) => new RegExp(`\\(["'\`]${name}["'\`]\\)`).test(code))
    expect(names, id).not.toEqual([])
    expect(Object.keys(Properties.Environment.Variables), id).toEqual(expect.arrayContaining(names))
  }
})

it('keeps the keys of cursors and sessions out of the template', () => {
  const keys = [local.environment('Query').CURSOR_KEY, local.environment('Console').CONSOLE_KEY]
  for (const key of keys) expect(JSON.stringify(key)).toContain('{{resolve:secretsmanager:')
  expect(local.environment('Sweeper').CENTRE_CLIENT_IDS).toBe('centre')
})

it('gives every queue a place for what keeps failing, or is one', () => {
  const queues = local.ofType('AWS::SQS::Queue')
  const last = queues.filter(([, { Properties }]) => !Properties.RedrivePolicy).map(([id]) => id)
  expect(last.map((id) => id.slice(0, -8))).toEqual([
    'Unpublished',
    'Unguarded',
    'RecorderQueueDeadLetters',
    'ProjectorQueueDeadLetters',
    'RedactorQueueDeadLetters',
    'MissedSweeps',
    'MissedAnchors',
  ])
  const caught = JSON.stringify(Object.values(local.resources).filter(({ Type }) => !Type.endsWith('Policy')))
  for (const id of last) expect(caught.includes(`["${id}","Arn"]`), id).toBe(true)
  for (const [id, { Properties }] of local.ofType('AWS::Events::Rule')) {
    for (const target of Properties.Targets) expect(target, id).toHaveProperty('DeadLetterConfig.Arn')
  }
})

it('routes by exact patterns', () => {
  const rules = local
    .ofType('AWS::Events::Rule')
    .map(([id, { Properties }]) => [
      id.slice(0, -8),
      local.target(Properties.EventBusName)?.slice(0, -8),
      Properties.EventPattern ?? Properties.ScheduleExpression,
    ])
  const own = '000000000000'
  expect(rules).toEqual([
    [
      'RecorderQueueStored',
      'IntakeBus',
      { account: [own], source: ['routewatch.intake'], 'detail-type': ['SubmissionStored'] },
    ],
    ['RecorderQueuePosted', 'IntakeBus', { account: [{ 'anything-but': [own] }], 'detail-type': ['Posted'] }],
    ['ProjectorQueueFacts', 'FactsBus', { source: ['routewatch.facts'] }],
    [
      'RedactorQueueRedactions',
      'FactsBus',
      { source: ['routewatch.facts'], 'detail-type': ['PayloadRedacted'] },
    ],
    ['SweepSchedule', undefined, 'cron(0/15 * * * ? *)'],
    ['AnchorSchedule', undefined, 'rate(1 minute)'],
  ])
})

it('reports what failed of a batch, and tries a bounded number of times', () => {
  const mappings = local.ofType('AWS::Lambda::EventSourceMapping')
  expect(mappings).toHaveLength(5)
  for (const [id, { Properties }] of mappings) {
    expect(Properties.FunctionResponseTypes, id).toEqual(['ReportBatchItemFailures'])
  }
  const [, { Properties: stream }] = local.one('AWS::Lambda::EventSourceMapping', 'PublisherSource')
  expect(stream).toMatchObject({
    BatchSize: 100,
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 20,
  })
  expect(stream.FilterCriteria.Filters).toEqual([{ Pattern: '{"eventName":["INSERT"]}' }])
  expect(local.target(stream.DestinationConfig.OnFailure.Destination)).toMatch(/^Unpublished/)
  const [, { Properties: changes }] = local.one('AWS::Lambda::EventSourceMapping', 'GuardSource')
  expect(changes.FilterCriteria.Filters).toEqual([{ Pattern: '{"eventName":["MODIFY","REMOVE"]}' }])
  expect(local.target(changes.EventSourceArn)).toBe(local.target(stream.EventSourceArn))
  expect(local.target(changes.DestinationConfig.OnFailure.Destination)).toMatch(/^Unguarded/)
})

it('sends a posted event to intake, people to the console and everything else to query, without asking who it is', () => {
  const routes = local.ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties)
  expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual([
    '$default',
    'GET /console',
    'GET /console/{proxy+}',
    'POST /console',
    'POST /console/{proxy+}',
    'POST /v1/events',
  ])
  expect(local.ofType('AWS::ApiGatewayV2::Authorizer')).toEqual([])
  const [, { Properties }] = local.one('AWS::ApiGatewayV2::Stage', 'ApiStage')
  expect(Properties.DefaultRouteSettings).toEqual({ ThrottlingBurstLimit: 2000, ThrottlingRateLimit: 2000 })
  expect(JSON.parse(Properties.AccessLogSettings.Format)).toHaveProperty('requestId')
})

it('knows the three scopes, and one client of the centre', () => {
  const [, { Properties: server }] = local.one('AWS::Cognito::UserPoolResourceServer', 'PoolResourceServer')
  const names = server.Scopes.map(({ ScopeName }: { ScopeName: string }) => ScopeName)
  expect([server.Identifier, ...names]).toEqual(['routewatch', 'events.write', 'views.read', 'centre.admin'])
  const [, { Properties: client }] = local.one('AWS::Cognito::UserPoolClient', 'PoolCentre')
  expect(client).toMatchObject({ AllowedOAuthFlows: ['client_credentials'], AccessTokenValidity: 60 })
})

it('lets people sign in by code alone, back to the console alone', () => {
  const [, { Properties: client }] = local.one('AWS::Cognito::UserPoolClient', 'ConsoleClient')
  expect(client).toMatchObject({
    AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid', 'routewatch/views.read'],
    GenerateSecret: false,
    AccessTokenValidity: 60,
    RefreshTokenValidity: 60,
  })
  expect([client.CallbackURLs, client.LogoutURLs].map((urls) => urls.length)).toEqual([1, 1])
  const [, { Properties: pool }] = local.one('AWS::Cognito::UserPool', 'Pool')
  expect(pool).toMatchObject({
    MfaConfiguration: 'ON',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
  })
})
