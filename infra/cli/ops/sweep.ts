/** `rw ops sweep`: finds and does what lost messages left undone. As harmless as the sweeps of the schedule. */
import type { Command } from 'commander'
import { deploymentOf } from './deployment.ts'
import { type Ends, type OpsOptions, operating } from './ops.ts'
import { tell } from './plan.ts'
import { showing } from './progress.ts'
import { sweeping, sweptText } from './sweeping.ts'

export function addSweep(ops: Command, ends: Ends): void {
  operating(
    ops.command('sweep').description('do again what lost messages left undone; repeating it is harmless'),
  )
    .option('--whole', 'the whole ledger, not only the segment whose turn it is')
    .action(async (options: OpsOptions & { whole?: boolean }) => {
      const deployment = await deploymentOf(options)
      const found = await showing((at) =>
        sweeping(deployment, { whole: options.whole === true, progress: (n) => at('subjects', n) }),
      )
      tell(options, sweptText(found), found)
      if (found.failed > 0 || found.unreadable) ends('rejected')
    })
}
