/** `rw ops verify`: whether ledger, log and views are what they should be; says what differs, and changes nothing. */
import type { Command } from 'commander'
import { checkpointIn } from '../checkpoint-file.ts'
import { wholeNumber } from '../commands.ts'
import { CommandFailed } from '../failure.ts'
import { deploymentOf } from './deployment.ts'
import { generationNamed, ledgerOf, logOf } from './opened.ts'
import { type Ends, type OpsOptions, operating } from './ops.ts'
import { tell } from './plan.ts'
import { type Progress, progress } from './progress.ts'
import { checkLedger, checkViews } from './verify/checks.ts'
import { ledgerText, logText, viewsText } from './verify/texts.ts'

type Options = OpsOptions & {
  ledger?: boolean
  log?: boolean
  views?: boolean
  generation?: number
  checkpoint: readonly string[]
}

export function addVerify(ops: Command, ends: Ends): void {
  operating(
    ops.command('verify').description('hold ledger, log and views against each other; changes nothing'),
  )
    .option('--ledger', 'the chains; without --log or --views nothing else')
    .option('--log', 'the ledger against its log')
    .option('--views', 'the views against the ledger')
    .option('--generation <n>', 'not the views that are read, but these', wholeNumber(1, 1_000_000))
    .option(
      '--checkpoint <file>',
      'a checkpoint of the log that was kept elsewhere, as GET /v1/log/checkpoint answered it, or its note; may be repeated',
      (file: string, all: readonly string[]) => [...all, file],
      [],
    )
    .addHelpText('after', help)
    .action(async (options: Options) => {
      const bar = progress()
      try {
        const { texts, ...found } = await verified(options, bar)
        bar.end()
        tell(options, texts.join('\n'), found)
        if (found.differences > 0) ends('rejected')
      } finally {
        bar.end()
      }
    })
}

async function verified(options: Options, bar: Progress) {
  const { ledger: l, log: g, views: v } = options
  const wants = l || g || v ? { ledger: l === true, log: g === true, views: v === true } : all
  if (options.checkpoint.length > 0 && !wants.log)
    throw new CommandFailed('usage', '--checkpoint is held against the log: name --log, too')
  if (options.generation !== undefined && !wants.views)
    throw new CommandFailed('usage', '--generation is one of the views: name --views, too')
  const checkpoints = await Promise.all(options.checkpoint.map(checkpointIn))
  const deployment = await deploymentOf(options)
  const ledger = ledgerOf(deployment)
  const log = wants.log ? await logOf(deployment) : undefined
  const generation = wants.views ? await generationNamed(deployment, options.generation) : undefined
  const walked =
    wants.ledger || log
      ? await checkLedger({ ledger, log, checkpoints: checkpoints.map(({ note }) => note), bar })
      : undefined
  const views = generation && (await checkViews(ledger, generation, bar))
  const chains = wants.ledger ? walked?.ledger : undefined
  const against = walked?.log
  const parts = [chains, against, views].filter((part) => part !== undefined)
  return {
    stage: deployment.stage,
    differences: parts.reduce((sum, { findings }) => sum + findings.count, 0),
    ...(chains && { ledger: chains }),
    ...(against && { log: against }),
    ...(views && { views: { generation: generation.generation, ...views } }),
    texts: [
      ...(chains ? [ledgerText(chains)] : []),
      ...(against ? [logText(against)] : []),
      ...(views ? [viewsText(generation.generation, views)] : []),
    ],
  }
}

const all = { ledger: true, log: true, views: true }

const help = `
Ends with 1 when something differs. What is being written while it looks is looked at again before it is told.
Examples:
  npm run -s rw -- ops verify
  npm run -s rw -- ops verify --log --checkpoint kept-in-march.json --json`
