/** `rw ops …`: what operators do, on the local host and on a deployed stage alike. */
import { type Command, Option } from 'commander'
import type { Exit } from '../failure.ts'
import { addAgency } from './agency.ts'
import { addCost } from './cost.ts'
import type { Where } from './deployment.ts'
import { addDlq } from './dlq.ts'
import { addDoctor } from './doctor.ts'
import { addDrill } from './drill.ts'
import { addExport } from './export.ts'
import { addImport } from './import.ts'
import { addRebuild } from './rebuild.ts'
import { addStatus } from './status.ts'
import { addSweep } from './sweep.ts'
import { addVerify } from './verify.ts'

export type OpsOptions = Where & { json?: boolean }
/** For what changes something: without `--yes` it tells its plan and does nothing. */
export type ChangingOptions = OpsOptions & { yes?: boolean }
export type Ends = (exit: Exit) => void

export function addOps(program: Command, ends: Ends): void {
  const ops = program.command('ops').description('look after a deployment (operators)')
  for (const add of commands) add(ops, ends)
}

const commands: readonly ((ops: Command, ends: Ends) => void)[] = [
  addAgency,
  addCost,
  addDlq,
  addDoctor,
  addDrill,
  addExport,
  addImport,
  addRebuild,
  addStatus,
  addSweep,
  addVerify,
]

/** What every operator's command takes. */
export function operating(command: Command): Command {
  return command
    .addOption(new Option('--stage <stage>', 'which deployment').env('RW_STAGE').default('local'))
    .addOption(
      new Option('--data <dir>', 'data folder of the local host').env('RW_DATA').default('.routewatch'),
    )
    .option('--json', 'end stdout with one JSON object on one line')
}

/** The same for what changes something. */
export function changing(command: Command): Command {
  return operating(command).option('--yes', 'do it; without this the plan is told and nothing happens')
}
