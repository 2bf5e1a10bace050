/** A sweep in the operator's own process: what the scheduled one does, when it is wanted and over all of the ledger. */
import { eventBridge } from '../../../functions/bus/bus.ts'
import { pause } from '../../../functions/environment.ts'
import type { Commit } from '../../../functions/ledger/commit.ts'
import { dynamoLogTable } from '../../../functions/merkle-log/dynamo.ts'
import { feedUnlogged } from '../../../functions/merkle-log/feed.ts'
import { ledgerOn, viewsOn } from '../../../functions/stores.ts'
import { dynamoSubmissions } from '../../../functions/submissions/dynamo.ts'
import { tellQueues } from '../../../functions/sweeper/queues.ts'
import { type Sweep, sweep, tell as tellHealth } from '../../../functions/sweeper/sweep.ts'
import { turnOf } from '../../../functions/sweeper/turn.ts'
import { stageOf } from '../../stages.ts'
import { CommandFailed } from '../failure.ts'
import { attempting } from './aws-failure.ts'
import { dynamoDb, eventBus } from './clients.ts'
import { counted } from './counted.ts'
import { type Deployment, outputOf } from './deployment.ts'
import { queuesOf } from './status/look.ts'

type Options = {
  /** Otherwise the segment whose turn it is. */
  whole: boolean
  /** Told how many subjects were looked at, again and again. */
  progress?: (subjects: number) => void
}

/** `unlogged`: commits that the log had not been told of, and has been now. */
export type Swept = Sweep & { unlogged: number }

export async function sweeping(deployment: Deployment, { whole, progress }: Options): Promise<Swept> {
  const client = dynamoDb(deployment)
  const bus = eventBus(deployment)
  const output = (name: string) => outputOf(deployment, name)
  const views = viewsOn(client, output('ViewsTable'))
  const log = dynamoLogTable(client, output('LogTable'))
  const subjects = new Set<string>()
  const logged = { fed: 0, failed: 0, broken: undefined as unknown }
  const needs = {
    ledger: ledgerOn(client, output('LedgerTable')),
    views,
    submissions: dynamoSubmissions(client, output('SubmissionsTable')),
    facts: eventBridge(bus, output('FactsBusName'), pause),
    requests: eventBridge(bus, output('IntakeBusName'), pause),
    nowMs: Date.now,
    seen: async (commits: readonly Commit[]) => {
      for (const { subject } of commits) subjects.add(subject)
      progress?.(subjects.size)
      // A log that cannot be fed keeps no view back.
      const { fed, failed } = await feedUnlogged(commits, log, needs.ledger).catch((error: unknown) => {
        logged.broken = error
        return { fed: 0, failed: commits.length }
      })
      logged.fed += fed
      logged.failed += failed
    },
  }
  const of = whole ? 1 : stageOf(deployment.stage).sweepSegments
  const segment = { index: turnOf(undefined, Date.now(), of), of }
  return attempting('the sweep broke off; repeat it', async () => {
    const found = await sweep(needs, segment)
    await tellHealth(found, views, Date.now())
    await tellQueues(await queuesOf(deployment), views, Date.now())
    const swept = { ...found, unlogged: logged.fed }
    if (logged.failed > 0)
      throw new CommandFailed(
        'server',
        `${sweptText(swept)}; ${counted(logged.failed, 'commit')} could not be listed for the log: repeat it`,
        { cause: logged.broken },
      )
    return swept
  })
}

export const sweptText = ({ subjects, behind, failed, submissions, unlogged, unreadable }: Swept): string =>
  `${counted(subjects, 'subject')}: ${behind} were behind, ${failed} of them still are; ` +
  `${counted(submissions, 'submission')} sent again, ${counted(unlogged, 'commit')} listed for the log` +
  (unreadable ? `\n${unreadableText(unreadable)}` : '')

const unreadableText = ({ count, first }: NonNullable<Swept['unreadable']>): string =>
  `${counted(count, 'commit')} cannot be read, and the log is not told of them: ` +
  `${first.map(({ subject, sequence }) => `${subject} ${sequence}`).join(', ')}` +
  `${count > first.length ? ` and ${count - first.length} more` : ''}; see rw ops verify --ledger and the runbook ledger-changed`
