/** A host from the command line: starts, is used, drains when it is told to end. */
import { type Host, startHost } from './host.ts'
import { PortInUse } from './loopback.ts'
import { asksForHelp, parseOptions, type StartOptions, UsageError, usage } from './options.ts'
import { DataFolderInUse } from './queue-store.ts'
import { onStopSignal } from './stop-signal.ts'

export const note = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/**
 * Ends the process with 0 when it was told to end or asked for help, 1 when port or folder are taken or `serve` fails, 2 when the options
 * cannot be read.
 * @param serve what to do with the host before it is ready; prints the `ready` line itself.
 */
export async function runHost(args: string[], serve: (host: Host) => Promise<void>): Promise<void> {
  if (asksForHelp(args)) {
    process.stdout.write(`${usage}\n`)
    return
  }
  const starting = startHost({ ...optionsFrom(args), log: note })
  const end = async (status: 0 | 1): Promise<never> => {
    await (await starting).stop()
    process.exit(status)
  }
  onStopSignal(() => void end(0))
  const host = await starting.catch((error: unknown) => {
    if (!(error instanceof PortInUse || error instanceof DataFolderInUse)) throw error
    note(`routewatch: ${error.message}`)
    process.exit(1)
  })
  await serve(host).catch((error: unknown) => {
    note(error instanceof Error ? error.message : String(error))
    return end(1)
  })
}

function optionsFrom(args: string[]): StartOptions {
  try {
    return parseOptions(args)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    note(`${error.message}\n\n${usage}`)
    process.exit(2)
  }
}
