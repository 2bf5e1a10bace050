/** `rw ops status`: how a deployment stands, on one screen. */
import type { Command } from 'commander'
import type { QueueDepth } from '../../../functions/bus/queue-depths.ts'
import { wholeNumber } from '../commands.ts'
import { attempting } from './aws-failure.ts'
import { deploymentOf } from './deployment.ts'
import { type OpsOptions, operating } from './ops.ts'
import { tell } from './plan.ts'
import { look, pendingMax, type Status } from './status/look.ts'

export function addStatus(ops: Command): void {
  operating(ops.command('status').description('how a deployment stands, on one screen'))
    .option(
      '--sample <n>',
      'subjects that are looked at for whether their views are behind',
      wholeNumber(1, 10_000_000),
      1_000,
    )
    .action(async (options: OpsOptions & { sample: number }) => {
      const deployment = await deploymentOf(options)
      const status = await attempting('the deployment cannot be read', () =>
        look(deployment, options.sample, Date.now()),
      )
      tell(options, statusText(status), status)
    })
}

/** Agencies that are shown; all are in the JSON. */
const agenciesMax = 12

function statusText({ stage, url, views, behind, sweep, queues, log, agencies }: Status): string {
  const { active, building, previous } = views.generations
  const { segmentsDone, segments } = views.building ?? {}
  const pending = log.pending === pendingMax ? `${pendingMax} or more` : String(log.pending)
  const lines = [
    ['stage', `${stage}, ${url}`],
    [
      'views',
      [
        `generation ${active} is read`,
        ...(previous === undefined ? [] : [`${previous} is kept`]),
        ...(building === undefined
          ? []
          : [`${building} is being built (${segmentsDone ?? 0} of ${segments ?? '?'} segments)`]),
      ].join(', '),
    ],
    ['behind', `${behind.behind} of ${behind.looked} subjects${behind.isWhole ? '' : ', a sample'}`],
    ['sweep', sweep ? `${sweep.sweptAt}, ${sweep.status}` : 'none yet'],
    [
      'log',
      `${log.size} leaves in ${log.batches} batches, ${pending} commits pending, ${log.recordedAt === undefined ? 'no checkpoint yet' : `last checkpoint ${log.ageMinutes} min ago`}`,
    ],
    ...queues.map((queue) => ['queue', depthText(queue)] as const),
    ...agencies
      .toSorted((a, b) => (a.lastRecordedAt < b.lastRecordedAt ? 1 : -1))
      .slice(0, agenciesMax)
      .map(
        ({ agencyId, lastRecordedAt }) => ['agency', `${agencyId}, last event ${lastRecordedAt}`] as const,
      ),
    ...(agencies.length > agenciesMax ? [['agency', `and ${agencies.length - agenciesMax} more`]] : []),
  ]
  return lines.map(([name = '', text]) => `${name.padEnd(9)}${text}`).join('\n')
}

function depthText({ name, waiting, underWay, deadLetters }: QueueDepth): string {
  const parts = [
    waiting === undefined ? [] : `${waiting} waiting`,
    underWay ? `${underWay} under way` : [],
    `${deadLetters} in dead letters`,
  ]
  return `${name}: ${parts.flat().join(', ')}`
}
