/** A ledger from which no views can be built: that is what the drill was to find out, and no reason to repeat it. */
import { RebuildStopped } from '../../../../functions/rebuild/fill.ts'
import type { LedgerVerified } from '../../../../functions/verification/ledger.ts'
import type { LogVerified } from '../../../../functions/verification/log.ts'
import { CommandFailed } from '../../failure.ts'
import { ledgerText, logText } from '../verify/texts.ts'

/** Where the rebuild stops, it is told with what the verification before it has found. */
export async function unlessDamaged(
  { ledger, log }: { ledger: LedgerVerified; log?: LogVerified },
  rebuilding: () => Promise<unknown>,
): Promise<void> {
  try {
    await rebuilding()
  } catch (cause) {
    if (!(cause instanceof RebuildStopped)) throw cause
    const found = [ledgerText(ledger), ...(log ? [logText(log)] : [])]
    const lines = [...found, `the drill broke off at rebuild: ${cause.message}`]
    throw new CommandFailed('rejected', lines.join('\n'), { cause })
  }
}
