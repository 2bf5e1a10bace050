/** `rw ops drill restore`: proves that the ledger can be restored, and how long that takes. */
import { type Command, InvalidArgumentError } from 'commander'
import { instant } from '../../../events/dates.ts'
import { wholeNumber } from '../commands.ts'
import { CommandFailed } from '../failure.ts'
import { attempting } from './aws-failure.ts'
import { dynamoDb } from './clients.ts'
import { counted } from './counted.ts'
import { type Deployment, deploymentOf } from './deployment.ts'
import { type Drilled, drill } from './drill/run.ts'
import { drop, leftovers } from './drill/tables.ts'
import { type ChangingOptions, changing, type Ends } from './ops.ts'
import { agreed, tell } from './plan.ts'
import { progress } from './progress.ts'
import { ledgerText, logText, restoredText } from './verify/texts.ts'

type Options = ChangingOptions & { at?: Date; keep?: boolean; clean?: boolean; wait: number }

export function addDrill(ops: Command, ends: Ends): void {
  const drills = ops.command('drill').description('rehearse what will one day be needed')
  changing(
    drills.command('restore').description('restore the ledger beside the real one, check it, take it away'),
  )
    .option('--at <instant>', 'as it stood then, in RFC 3339: 2026-11-24T08:15:00Z', past)
    .option('--keep', 'leave the restored ledger in its table, to take commits from')
    .option('--clean', 'only delete what drills have left behind: killed ones, and those with --keep')
    .option('--wait <minutes>', 'how long a restored table may take to be ready', wholeNumber(1, 1_440), 240)
    .addHelpText('after', help)
    .action(async (options: Options) => {
      const { at, keep = false } = options
      if (options.clean && (at || keep))
        throw new CommandFailed('usage', '--clean restores nothing: without --at and --keep')
      const deployment = await deploymentOf(options)
      const left = await attempting('the tables cannot be listed', () =>
        leftovers(dynamoDb(deployment), deployment.stage),
      )
      if (options.clean) return clean(options, deployment, left)
      const plan = planText(deployment, { at, keep }, left)
      if (!agreed(options, plan, deployment)) return
      const bar = progress()
      try {
        const done = await drill(deployment, { at, keep, waitMs: options.wait * 60_000, bar })
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
  const plan = left.map(
    (name) =>
      `${name} is deleted: make sure that no drill is under way, and that nobody needs a copy that was kept`,
  )
  if (!agreed(options, plan, deployment)) return
  await attempting('not all were deleted; repeat it', () =>
    Promise.all(left.map((name) => drop(dynamoDb(deployment), name))),
  )
  tell(options, `${counted(left.length, 'table')} deleted`, { plan, done: true, deleted: left })
}

/** Throws for what is no instant, and for one that is still to come. */
function past(text: string): Date {
  if (!instant.safeParse(text).success) throw new InvalidArgumentError('an RFC 3339 time with an offset')
  const at = new Date(text)
  if (at.getTime() > Date.now()) throw new InvalidArgumentError('that is still to come')
  return at
}

type Wanted = { at: Date | undefined; keep: boolean }

function planText({ stage, awsUrl }: Deployment, { at, keep }: Wanted, left: readonly string[]): string[] {
  return [
    ...(awsUrl === undefined ? restoredOnAws(stage, at) : copiedHere(stage, at)),
    'Its chains are verified, also against the log; the views are rebuilt from it into another table and compared with those that are read.',
    keep
      ? 'The table with the views is deleted at the end, the one with the ledger is kept until --clean. Nothing that is in use is changed.'
      : 'Both tables are deleted at the end. Nothing that is in use is changed.',
    ...left.map((name) => `${name} is left from an earlier drill: --clean deletes it.`),
  ]
}

const restoredOnAws = (stage: string, at: Date | undefined): string[] => [
  `The ledger of stage ${stage} is restored to ${at ? at.toISOString() : 'the latest point in time'} into a table of its own. AWS takes half an hour and more.`,
]

const copiedHere = (stage: string, at: Date | undefined): string[] =>
  at
    ? [
        `The commits of stage ${stage} that were recorded by ${at.toISOString()} are copied as they are now into a table of their own.`,
        'There is no point-in-time recovery here: what was changed or redacted since is so in the copy, too, and what was removed is missing.',
      ]
    : [`The ledger of stage ${stage} is copied as it is now into a table of its own.`]

function drilledText({ asOf, phases, minutes, ledger, log, views, kept }: Drilled): string {
  return [
    `restored as of ${asOf}`,
    ledgerText(ledger),
    ...(log ? [logText(log)] : []),
    restoredText(views),
    ...phases.map(({ phase, minutes: took }) => `${phase.padEnd(10)}${took.toFixed(2).padStart(8)} min`),
    `${'in all'.padEnd(10)}${minutes.toFixed(2).padStart(8)} min`,
    ...(kept === undefined ? [] : [`${kept} is kept: --clean deletes it`]),
  ].join('\n')
}

const help = `
Ends with 1 when what was restored is not what it should be. AWS restores to any second of the last 35 days. The local host
has no point-in-time recovery: --at copies there, as they are now, the commits that were recorded by then.
Examples:
  npm run -s rw -- ops drill restore --yes --json
  npm run -s rw -- ops drill restore --at 2026-11-24T08:15:00Z --keep --yes
  npm run -s rw -- ops drill restore --clean`
