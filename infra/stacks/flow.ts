import { Stack, Validations } from 'aws-cdk-lib'
import { Match, Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets'
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { Construct } from 'constructs'
import { anchorCommits } from '../constructs/anchor.ts'
import { countQueues } from '../constructs/count-queues.ts'
import { failureQueue } from '../constructs/dead-letter-queue.ts'
import { grantHints } from '../constructs/grant-hints.ts'
import { guardLedger } from '../constructs/ledger-guard.ts'
import { type FunctionSetting, RoutewatchFunction } from '../constructs/routewatch-function.ts'
import { WorkQueue } from '../constructs/work-queue.ts'
import type { DataStack } from './data.ts'
import type { IdentityStack } from './identity.ts'

type Props = { setting: FunctionSetting; data: DataStack; identity: IdentityStack }

/** From the ledger to the views, and from the bus to the ledger. */
export class FlowStack extends Stack {
  private readonly setting: FunctionSetting
  private readonly data: DataStack

  constructor(scope: Construct, id: string, { setting, data, identity }: Props) {
    const { account, region } = setting.stage
    super(scope, id, { env: { account, region } })
    this.setting = setting
    this.data = data
    this.publisher()
    guardLedger(this, setting, data.ledger)
    this.recorder()
    this.projector()
    this.redactor()
    const sweeper = this.sweeper(identity.centreClientIds)
    anchorCommits(this, setting, data.log)
    countQueues(this, sweeper)
  }

  private publisher(): void {
    const { ledger, log, factsBus } = this.data
    const publisher = new RoutewatchFunction(this, 'Publisher', {
      setting: this.setting,
      name: 'publisher',
      description:
        'Puts a fact on the bus for every commit of the ledger, and the commit on the list of the log',
      environment: { FACTS_BUS: factsBus.eventBusName, LOG_TABLE: log.table.tableName },
      timeoutSeconds: 30,
      memoryMiB: 512,
    })
    ledger.grantStream(publisher.lambda)
    Validations.of(publisher).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'IAM knows no resource for dynamodb:ListStreams.',
    })
    factsBus.grantPutEventsTo(publisher.lambda)
    log.grantFeed(publisher.lambda)
    const unpublished = failureQueue(this, 'Unpublished', this.setting.stage)
    const { tableStreamArn } = ledger.table
    new EventSourceMapping(this, 'PublisherSource', {
      target: publisher.lambda,
      ...(tableStreamArn !== undefined && { eventSourceArn: tableStreamArn }),
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 20,
      // A commit is never changed, but by the redactor: only new ones are facts (ADR-0011).
      filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT') })],
      onFailure: new SqsDlq(unpublished),
    })
  }

  private recorder(): void {
    const { ledger, views, submissions, intakeBus } = this.data
    const recorder = new RoutewatchFunction(this, 'Recorder', {
      setting: this.setting,
      name: 'recorder',
      description: 'Records what comes by bus: submissions, and events of partners in other accounts',
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        VIEWS_TABLE: views.table.tableName,
        SUBMISSIONS_TABLE: submissions.table.tableName,
        OWN_ACCOUNT: this.account,
      },
      timeoutSeconds: 30,
      memoryMiB: 1024,
    })
    ledger.grantAppend(recorder.lambda)
    views.grantWrite(recorder.lambda)
    submissions.grantWrite(recorder.lambda)
    const queue = new WorkQueue(this, 'RecorderQueue', {
      worker: recorder,
      batchSize: 10,
      concurrencyMax: this.setting.stage.workersMax,
      kept: this.setting.stage.kept,
    })
    queue.receive('Stored', intakeBus, {
      account: [this.account],
      source: ['routewatch.intake'],
      detailType: ['SubmissionStored'],
    })
    queue.receive('Posted', intakeBus, {
      account: Match.anythingBut(this.account),
      detailType: ['Posted'],
    })
  }

  private projector(): void {
    const { ledger, views, factsBus } = this.data
    const projector = new RoutewatchFunction(this, 'Projector', {
      setting: this.setting,
      name: 'projector',
      description: 'Folds a subject once per audience and writes its rows',
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        VIEWS_TABLE: views.table.tableName,
        FACTS_BUS: factsBus.eventBusName,
      },
      timeoutSeconds: 30,
      memoryMiB: 1024,
    })
    ledger.grantRead(projector.lambda)
    views.grantWrite(projector.lambda)
    grantHints(projector, factsBus)
    const queue = new WorkQueue(this, 'ProjectorQueue', {
      worker: projector,
      batchSize: 10, // As many as SQS gives without waiting for more.
      concurrencyMax: this.setting.stage.workersMax,
      kept: this.setting.stage.kept,
    })
    queue.receive('Facts', factsBus, { source: ['routewatch.facts'] })
  }

  private redactor(): void {
    const { ledger, views, factsBus } = this.data
    const redactor = new RoutewatchFunction(this, 'Redactor', {
      setting: this.setting,
      name: 'redactor',
      description: 'Takes payload and salt from a commit whose redaction was recorded',
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        VIEWS_TABLE: views.table.tableName,
        FACTS_BUS: factsBus.eventBusName,
      },
      timeoutSeconds: 30,
      memoryMiB: 512,
    })
    ledger.grantRedact(redactor.lambda)
    views.grantWrite(redactor.lambda)
    grantHints(redactor, factsBus)
    const { kept } = this.setting.stage
    const queue = new WorkQueue(this, 'RedactorQueue', {
      ...{ worker: redactor, kept },
      ...{ batchSize: 10, concurrencyMax: 2 },
    })
    queue.receive('Redactions', factsBus, { source: ['routewatch.facts'], detailType: ['PayloadRedacted'] })
  }

  private sweeper(centreClientIds: string): RoutewatchFunction {
    const { ledger, views, submissions, log, intakeBus, factsBus } = this.data
    const missed = failureQueue(this, 'MissedSweeps', this.setting.stage)
    const sweeper = new RoutewatchFunction(this, 'Sweeper', {
      setting: this.setting,
      name: 'sweeper',
      description: 'Does again what a lost message left undone; registers the centre in a new store',
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        VIEWS_TABLE: views.table.tableName,
        SUBMISSIONS_TABLE: submissions.table.tableName,
        INTAKE_BUS: intakeBus.eventBusName,
        FACTS_BUS: factsBus.eventBusName,
        LOG_TABLE: log.table.tableName,
        CENTRE_CLIENT_IDS: centreClientIds,
        SWEEP_SEGMENTS: String(this.setting.stage.sweepSegments),
        SILENT_DAYS: String(this.setting.stage.silentDays),
      },
      timeoutSeconds: 840, // Less than the quarter of an hour between two sweeps.
      memoryMiB: 1024,
    })
    ledger.grantAppend(sweeper.lambda)
    ledger.grantScan(sweeper.lambda)
    views.grantWrite(sweeper.lambda)
    submissions.grantWrite(sweeper.lambda)
    intakeBus.grantPutEventsTo(sweeper.lambda)
    factsBus.grantPutEventsTo(sweeper.lambda)
    log.grantRead(sweeper.lambda)
    log.grantFeed(sweeper.lambda)
    sweeper.lambda.configureAsyncInvoke({ retryAttempts: 0, onFailure: new SqsDestination(missed) })
    new Rule(this, 'SweepSchedule', {
      // On the quarter: by the clock a run knows which segment's turn it is (functions/sweeper/turn.ts).
      schedule: Schedule.cron({ minute: '0/15' }),
      targets: [new LambdaTarget(sweeper.lambda, { deadLetterQueue: missed })],
    })
    return sweeper
  }
}
