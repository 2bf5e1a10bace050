import { pathToFileURL } from 'node:url'
import { Command, CommanderError } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { addCommands } from './commands.ts'
import { addExport } from './export-command.ts'
import { CommandFailed, type Exit, exits } from './failure.ts'
import { addImport } from './import-command.ts'
import { addLogin } from './login-command.ts'
import { awsFailure } from './ops/aws-failure.ts'
import { addOps } from './ops/ops.ts'
import { addVerifyReceipt } from './receipt-command.ts'
import { addSchemas } from './schemas-command.ts'

const meanings = `
Exit status: 0 all is in, now or before · 1 some was refused · 2 wrong usage, nothing was sent
             3 not recognised or not allowed · 4 unreachable or overloaded: repeat it later`

/** The partner's command line. Returns the exit status; see `exits` for what each means. */
export async function run(argv: readonly string[]): Promise<number> {
  const program = new Command('rw')
    .description('Posts events to Routewatch, imports files, reads views.')
    .version(manifest.version)
    .exitOverride()
    .showHelpAfterError('(rw --help, rw <command> --help)')
    .addHelpText('after', meanings)
  let exit: number = exits.ok
  const ends = (status: Exit) => {
    exit = exits[status]
  }
  addLogin(program)
  addCommands(program, ends)
  addSchemas(program)
  addImport(program, ends)
  addExport(program)
  addVerifyReceipt(program, ends)
  addOps(program, ends)
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exit
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exits.ok : usage(argv, error.message)
    const { exit, message } = told(error)
    process.stderr.write(`${message}\n`)
    if (argv.includes('--json')) printFailure(exit, message)
    return exits[exit]
  }
}

/** Rethrows what is a fault of the program. */
function told(error: unknown): { exit: Exit; message: string } {
  if (error instanceof CommandFailed) return error
  const { exit, words, isKnown } = awsFailure(error)
  if (!isKnown) throw error
  return { exit, message: words }
}

function usage(argv: readonly string[], message: string): number {
  if (argv.includes('--json')) printFailure('usage', message)
  return exits.usage
}

const printFailure = (failed: Exit, message: string): void => console.log(JSON.stringify({ failed, message }))

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await run(process.argv.slice(2))
}
