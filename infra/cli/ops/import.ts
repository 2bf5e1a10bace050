/** `rw ops import`: a backup into an empty ledger. */

import type { Command } from 'commander'
import { BackupDamaged } from '../../../functions/backup/format.ts'
import { carryOut, type ImportNeeds, type ImportPlan, planImport } from '../../../functions/backup/import.ts'
import { dynamoReplace } from '../../../functions/ledger/dynamo.ts'
import { centre } from '../../../functions/register/centre.ts'
import { ledgerOn } from '../../../functions/stores.ts'
import { CommandFailed } from '../failure.ts'
import { attempting } from './aws-failure.ts'
import { linesOf } from './backup/file.ts'
import { dynamoDb } from './clients.ts'
import { counted } from './counted.ts'
import { deploymentOf, outputOf } from './deployment.ts'
import { type ChangingOptions, changing } from './ops.ts'
import { agreed, tell } from './plan.ts'
import { progress } from './progress.ts'

export function addImport(ops: Command): void {
  changing(ops.command('import').description('put the commits of an export into an empty ledger'))
    .argument('<file>', 'what rw ops export wrote')
    .addHelpText('after', help)
    .action(async (file: string, options: ChangingOptions) => {
      const deployment = await deploymentOf(options)
      const client = dynamoDb(deployment)
      const table = outputOf(deployment, 'LedgerTable')
      const bar = progress()
      const needs: ImportNeeds = {
        ledger: ledgerOn(client, table),
        replace: dynamoReplace(client, table),
        lines: () => linesOf(file),
        progress: (step, commits, of) => bar.at(step, commits, of),
      }
      try {
        const found = await whole(file, () => planImport(needs))
        bar.end()
        if (found.refused !== undefined) throw new CommandFailed('rejected', found.refused)
        const plan = planText(file, deployment.stage, found)
        if (!agreed(options, plan, deployment)) return
        const written = await attempting('the import broke off; repeat it to go on', () =>
          carryOut(found, needs),
        )
        const after = await whole(file, () => planImport(needs))
        bar.end()
        if (after.refused !== undefined || after.there !== after.commits)
          throw new CommandFailed(
            'rejected',
            `the ledger is not the file: ${after.refused ?? `${counted(after.commits - after.there, 'commit')} missing`}`,
          )
        const { commits, subjects, there } = found
        tell(options, endText(written, after), { plan, done: true, ...{ commits, subjects, written, there } })
      } finally {
        bar.end()
      }
    })
}

/** A damaged file is the file's fault, and nothing was written. */
async function whole<T>(file: string, read: () => Promise<T>): Promise<T> {
  return attempting('the ledger cannot be read', () =>
    read().catch((cause: unknown) => {
      if (!(cause instanceof BackupDamaged)) throw cause
      throw new CommandFailed('rejected', `${file}: ${cause.message}`, { cause })
    }),
  )
}

function planText(
  file: string,
  stage: string,
  { commits, subjects, there, genesis, ...head }: ImportPlan,
): string[] {
  return [
    `${file} is whole: ${counted(commits, 'commit')} of ${counted(subjects, 'subject')} of stage ${head.stage} as of ${head.asOf}; every chain holds.`,
    there === 0
      ? `They go into the ledger of stage ${stage}, each under the condition that nothing is in its place.`
      : `${there} of them are in the ledger of stage ${stage} already, the others follow.`,
    ...(genesis
      ? [
          `The new store has registered its centre by itself: the file's own first event takes the place of ${centre} 1.`,
          'That is the one change of a commit, and the guard raises its alarm for it, once. The log has never had the one that goes. Rebuild the views afterwards.',
        ]
      : []),
    'Post nothing until it has ended. It may be broken off and repeated.',
  ]
}

const endText = (written: number, { commits }: ImportPlan): string =>
  [
    `${counted(written, 'commit')} written; the ledger holds the ${commits} of the file, byte for byte.`,
    "The views follow as the ledger's stream is read; rw ops sweep --whole does what is left, rw ops verify tells whether all is there.",
  ].join('\n')

const help = `
The ledger must be empty, but for what a new store writes by itself or an earlier try has brought in. The file is checked
from end to end before the first write. Agencies come back with the client ids that they had: in another user pool the
centre gets those of this deployment with the next sweep, and you give the others new ones (agency add).
Example:
  npm run -s rw -- ops import ledger-2026-11-24.ndjson.gz         tells the plan
  npm run -s rw -- ops import ledger-2026-11-24.ndjson.gz --yes`
