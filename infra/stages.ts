import * as z from 'zod'

const Account = z.string().regex(/^\d{12}$/)

/** CloudFront and a web application firewall before the API, and no way round them. */
const Edge = z.strictObject({
  on: z.boolean(),
  /** The API's public name; the centre's DNS points it at the distribution. */
  domainName: z.hostname(),
  /** Of that name. CloudFront takes certificates of us-east-1 only. */
  certificateArn: z.string().regex(/^arn:aws:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]{36}$/),
  /** Raise it by one after changing the secret between edge and gateway: see docs/deploy.md. */
  secretVersion: z.int().positive(),
  /** Of one address; AWS counts over five minutes. An agency may well come from one address. */
  requestsPerFiveMinutes: z.int().min(10),
})
export type Edge = z.infer<typeof Edge>

/** Where the system runs, and in what measure. The one place that knows accounts and regions. */
const Stage = z.strictObject({
  name: z.enum(['local', 'dev', 'prod']),
  account: Account,
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
  /** Kept when the stack goes: tables, keys, pool and logs are retained and cannot be deleted by a slip. */
  kept: z.boolean(),
  logRetentionDays: z.union([z.literal(30), z.literal(90), z.literal(365)]),
  archiveDays: z.int().positive(),
  /** Of the whole API, per second; the gateway answers 429 beyond it. */
  throttle: z.strictObject({ ratePerSecond: z.int().positive(), burst: z.int().positive() }),
  /** Invocations of the projector and of the recorder at once; Lambda takes no limit under 2. */
  workersMax: z.int().min(2),
  /** How many runs of the sweeper, a quarter of an hour apart, share one walk over the whole ledger. */
  sweepSegments: z.int().min(1).max(96),
  /** After so many days without an event of an agency, somebody should ask why. */
  silentDays: z.int().positive(),
  /** Who is told of alarms by mail. Each address has to confirm; without one nobody is woken, and a kept stage is not deployed. */
  alarmEmails: z.array(z.email()),
  /** Leaves by which the log of commits grows at least, and minutes between its checkpoints (ADR-0025). */
  logBatch: z.int().positive().multipleOf(64),
  logMinutes: z.int().positive(),
  /** Requests and events of one agency, or of one address without a token. Absent: no limit. */
  ratePerMinute: z.int().positive().optional(),
  /** Accounts that may put `Posted` events on the intake bus; the register binds each to an agency. */
  partnerAccounts: z.array(Account),
  /** Absent or off: the gateway's own address is the API's. */
  edge: Edge.optional(),
})
export type Stage = z.infer<typeof Stage>

const declared: Stage[] = [
  {
    name: 'local',
    account: '000000000000',
    region: 'eu-central-1',
    kept: false,
    logRetentionDays: 30,
    archiveDays: 7,
    throttle: { ratePerSecond: 2_000, burst: 2_000 },
    workersMax: 2,
    sweepSegments: 1,
    logBatch: 64,
    logMinutes: 1,
    silentDays: 14,
    alarmEmails: [],
    partnerAccounts: [],
  },
  {
    name: 'dev',
    account: '111111111111',
    region: 'eu-central-1',
    kept: false,
    logRetentionDays: 30,
    archiveDays: 30,
    throttle: { ratePerSecond: 100, burst: 200 },
    workersMax: 5,
    sweepSegments: 4,
    logBatch: 64,
    logMinutes: 15,
    silentDays: 30,
    alarmEmails: [],
    ratePerMinute: 3_000,
    partnerAccounts: [],
  },
  {
    name: 'prod',
    account: '222222222222',
    region: 'eu-central-1',
    kept: true,
    logRetentionDays: 365,
    archiveDays: 365,
    throttle: { ratePerSecond: 500, burst: 1_000 },
    workersMax: 10,
    sweepSegments: 96,
    logBatch: 64,
    logMinutes: 15,
    silentDays: 14,
    alarmEmails: [],
    ratePerMinute: 1_200,
    partnerAccounts: [],
    edge: {
      on: false,
      domainName: 'routewatch.example',
      certificateArn: 'arn:aws:acm:us-east-1:222222222222:certificate/00000000-0000-0000-0000-000000000000',
      secretVersion: 1,
      requestsPerFiveMinutes: 12_000, // Twice what one agency may ask for.
    },
  },
]

const stages = new Map(
  z
    .array(Stage)
    .parse(declared)
    .map((stage) => [stage.name as string, stage]),
)

/** Throws for a name that is not declared. `region` moves a stage elsewhere: nothing in it is bound to one. */
export function stageOf(name: string, region?: string): Stage {
  const stage = stages.get(name)
  if (!stage) throw new Error(`No stage ${name}: declared are ${[...stages.keys()].join(', ')}`)
  return region === undefined ? stage : Stage.parse({ ...stage, region })
}

const placeholderAccounts = ['000000000000', '111111111111', '222222222222']

/** What has to be edited in this file before the stage can be deployed; empty when nothing has. */
export function placeholdersIn(stage: Stage): string[] {
  const { name, account, kept, alarmEmails, edge } = stage
  const wanted = [
    [placeholderAccounts.includes(account), `account: the 12 digits of the AWS account (now ${account})`],
    [
      edge?.on && /(^|\.)example$/.test(edge.domainName),
      `edge.domainName: a name of yours (now ${edge?.domainName})`,
    ],
    [
      edge?.on && edge.certificateArn.split(':')[4] !== account,
      `edge.certificateArn: a certificate of us-east-1 in account ${account}`,
    ],
    [edge?.on && /\/[0-]+$/.test(edge.certificateArn), 'edge.certificateArn: the certificate of that name'],
    [kept && alarmEmails.length === 0, 'alarmEmails: somebody who is told of alarms'],
  ] as const
  return wanted.flatMap(([missing, what]) => (missing ? [`stage ${name}, ${what}`] : []))
}
