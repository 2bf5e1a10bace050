import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { Archive, EventBus } from 'aws-cdk-lib/aws-events'
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import { AuditTable } from '../constructs/audit-table.ts'
import { Submissions, Views } from '../constructs/expiring-table.ts'
import { Ledger } from '../constructs/ledger.ts'
import { logsKey } from '../constructs/logs-key.ts'
import { MerkleLog } from '../constructs/merkle-log.ts'
import type { Stage } from '../stages.ts'

/** What must outlive the code: tables, keys, buses, the archive of facts. */
export class DataStack extends Stack {
  readonly ledger: Ledger
  readonly views: Views
  readonly submissions: Submissions
  readonly log: MerkleLog
  readonly audit: AuditTable
  readonly intakeBus: EventBus
  readonly factsBus: EventBus
  readonly logsKey: Key

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      env: { account: stage.account, region: stage.region },
      terminationProtection: stage.kept,
    })
    const removalPolicy = stage.kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
    const key = new Key(this, 'TablesKey', {
      description: 'Routewatch: ledger, views, submissions, log',
      enableKeyRotation: true,
      removalPolicy,
    })
    this.ledger = new Ledger(this, 'Ledger', { key, kept: stage.kept })
    this.views = new Views(this, 'Views', { key, kept: stage.kept })
    this.submissions = new Submissions(this, 'Submissions', { key, kept: stage.kept })
    this.log = new MerkleLog(this, 'Log', { key, kept: stage.kept })
    this.audit = new AuditTable(this, 'Audit', { kept: stage.kept })

    this.logsKey = logsKey(this, 'LogsKey', stage)

    this.intakeBus = new EventBus(this, 'IntakeBus', { description: 'Requests to record' })
    if (stage.partnerAccounts.length > 0) this.admitPartners(stage.partnerAccounts)
    this.factsBus = new EventBus(this, 'FactsBus', { description: 'What was recorded: key, type, labels' })
    const archive = new Archive(this, 'FactsArchive', {
      sourceEventBus: this.factsBus,
      eventPattern: { source: ['routewatch.facts'] },
      retention: Duration.days(stage.archiveDays),
    })
    for (const kept of [this.intakeBus, this.factsBus, archive]) kept.applyRemovalPolicy(removalPolicy)
    new CfnOutput(this, 'LedgerTable', { value: this.ledger.table.tableName })
    new CfnOutput(this, 'ViewsTable', { value: this.views.table.tableName })
    new CfnOutput(this, 'SubmissionsTable', { value: this.submissions.table.tableName })
    new CfnOutput(this, 'AuditTable', { value: this.audit.table.tableName })
    new CfnOutput(this, 'IntakeBusName', { value: this.intakeBus.eventBusName })
    new CfnOutput(this, 'FactsBusName', { value: this.factsBus.eventBusName })
  }

  /** A partner puts `Posted` and nothing else; whom it speaks for follows from its account, not from what it says. */
  private admitPartners(accounts: readonly string[]): void {
    this.intakeBus.addToResourcePolicy(
      new PolicyStatement({
        sid: 'PartnersPost',
        principals: accounts.map((account) => new AccountPrincipal(account)),
        actions: ['events:PutEvents'],
        resources: [this.intakeBus.eventBusArn],
        conditions: {
          StringEquals: { 'events:detail-type': 'Posted' },
          Null: { 'events:detail-type': 'false' },
        },
      }),
    )
  }
}
