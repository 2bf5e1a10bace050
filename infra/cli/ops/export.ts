/** `rw ops export`: the whole ledger as one file that `rw ops import` takes. */
import type { Command } from 'commander'
import { exportLedger } from '../../../functions/backup/export.ts'
import { pause } from '../../../functions/environment.ts'
import { CommandFailed } from '../failure.ts'
import { attempting } from './aws-failure.ts'
import { writeFile } from './backup/file.ts'
import { counted } from './counted.ts'
import { deploymentOf } from './deployment.ts'
import { ledgerOf } from './opened.ts'
import { type Ends, type OpsOptions, operating } from './ops.ts'
import { tell } from './plan.ts'
import { progress } from './progress.ts'

/** What was given its time before the export began is in the ledger by then: no request takes longer. */
const settleMs = { local: 500, aws: 30_000 }

export function addExport(ops: Command, ends: Ends): void {
  operating(ops.command('export').description('write the whole ledger to a file: a backup'))
    .argument('<file>', 'ends in .ndjson, or in .ndjson.gz to be packed')
    .addHelpText('after', help)
    .action(async (file: string, options: OpsOptions) => {
      if (!/\.ndjson(\.gz)?$/.test(file))
        throw new CommandFailed(
          'usage',
          `${file}: the name has to end in .ndjson, or in .ndjson.gz to be packed`,
        )
      const deployment = await deploymentOf(options)
      const bar = progress()
      try {
        const done = await writeFile(file, (write) =>
          attempting('the export broke off; nothing was kept of it', () =>
            exportLedger({
              ...{ ledger: ledgerOf(deployment), stage: deployment.stage, nowMs: Date.now, pause, write },
              settleMs: deployment.awsUrl === undefined ? settleMs.aws : settleMs.local,
              progress: (subjects, of) => bar.at('subjects', subjects, of),
            }),
          ),
        )
        bar.end()
        const { commits, subjects, asOf, sha256, faulty } = done
        const damage =
          faulty.length === 0
            ? []
            : [
                `${counted(faulty.length, 'chain')} ${faulty.length === 1 ? 'does' : 'do'} not hold, and no import will take the file: rw ops verify`,
              ]
        tell(
          options,
          [
            `${file}: ${counted(commits, 'commit')} of ${counted(subjects, 'subject')} as of ${asOf}, digest ${sha256}`,
            ...damage,
          ].join('\n'),
          {
            ...{ file, commits, subjects, asOf, sha256, faulty: faulty.length },
          },
        )
        if (faulty.length > 0) ends('rejected')
      } finally {
        bar.end()
      }
    })
}

const help = `
The file holds every payload that has not been redacted: keep it as you keep the ledger, and make a new one after each
redaction. It is written under the name <file>.part until it is whole; a file that is there is never overwritten.
Example:
  npm run -s rw -- ops export ledger-2026-11-24.ndjson.gz`
