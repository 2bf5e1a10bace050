/** `rw ops drill restore`: proves that the ledger can be restored, and how long that takes. */
import type { Command } from 'commander'
import { wholeNumber } from '../commands.ts'
import { attempting } from './aws-failure.ts'
import { dynamoDb } from './clients.ts'
import { type Deployment, deploymentOf } from './deployment.ts'
import { type Drilled, drill } from './drill/run.ts'
import { drop, leftovers } from './drill/tables.ts'
import { type ChangingOptions, changing, type Ends } from './ops.ts'
import { agreed, tell } from './plan.ts'
import { progress } from './progress.ts'
import { ledgerText, logText, restoredText } from './verify/texts.ts'

type Options = ChangingOptions & { clean?: boolean; wait: number }

export function addDrill(ops: Command, ends: Ends): void {
  const drills = ops.command('drill').description('rehearse what will one day be needed')
  changing(
    drills.command('restore').description('restore the ledger beside the real one, check it, take it away'),
  )
    .option('--clean', 'only delete what a drill that was killed has left behind')
    .option('--wait <minutes>', 'how long a restored table may take to be ready', wholeNumber(1, 1_440), 240)
    .addHelpText('after', help)
    .action(async (options: Options) => {
      const deployment = await deploymentOf(options)
      const left = await attempting('the tables cannot be listed', () =>
        leftovers(dynamoDb(deployment), deployment.stage),
      )
      if (options.clean) return clean(options, deployment, left)
      const plan = planText(deployment, left)
      if (!agreed(options, plan)) return
      const bar = progress()
      try {
        const done = await drill(deployment, { waitMs: options.wait * 60_000, bar })
        bar.end()
        const findings = [done.ledger, done.log, done.views].reduce(
          (sum, part) => sum + (part?.findings.count ?? 0),
          0,
        )
        tell(options, drilledText(done), { plan, done: true, differences: findings, ...done })
        if (findings > 0) ends('rejected')
      } finally {
        bar.end()
      }
    })
}

async function clean(options: Options, deployment: Deployment, left: readonly string[]): Promise<void> {
  if (left.length === 0) {
    tell(options, 'no drill has left anything behind', { plan: [], done: true, deleted: [] })
    return
  }
  const plan = left.map((name) => `${name} is deleted: make sure that no drill is under way`)
  if (!agreed(options, plan)) return
  await attempting('not all were deleted; repeat it', () =>
    Promise.all(left.map((name) => drop(dynamoDb(deployment), name))),
  )
  tell(options, `${left.length} tables deleted`, { plan, done: true, deleted: left })
}

function planText({ stage, awsUrl }: Deployment, left: readonly string[]): string[] {
  return [
    awsUrl === undefined
      ? `The ledger of stage ${stage} is restored to the latest point in time into a table of its own. AWS takes half an hour and more.`
      : `The ledger of stage ${stage} is copied as it is now into a table of its own.`,
    'Its chains are verified, also against the log; the views are rebuilt from it into another table and compared with those that are read.',
    'Both tables are deleted at the end. Nothing that is in use is changed.',
    ...left.map((name) => `${name} is left from a drill that was killed: --clean deletes it.`),
  ]
}

function drilledText({ asOf, phases, minutes, ledger, log, views }: Drilled): string {
  return [
    `restored as of ${asOf}`,
    ledgerText(ledger),
    ...(log ? [logText(log)] : []),
    restoredText(views),
    ...phases.map(({ phase, minutes: took }) => `${phase.padEnd(10)}${took.toFixed(2).padStart(8)} min`),
    `${'in all'.padEnd(10)}${minutes.toFixed(2).padStart(8)} min`,
  ].join('\n')
}

const help = `
Ends with 1 when what was restored is not what it should be.
Examples:
  npm run -s rw -- ops drill restore --yes --json
  npm run -s rw -- ops drill restore --clean`
