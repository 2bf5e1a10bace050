import { type Host, startHost } from './host.ts'
import { PortInUse } from './loopback.ts'
import { parseOptions, type StartOptions, UsageError, usage } from './options.ts'
import { DataFolderInUse } from './queue-store.ts'
import { onStopSignal } from './stop-signal.ts'

/** Entry of `npm start`: runs the host until it is told to stop. */

const note = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** Reads the command line; ends the process with 2 when it cannot. */
function optionsFrom(args: string[]): StartOptions {
  try {
    return parseOptions(args)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    note(`${error.message}\n\n${usage}`)
    process.exit(2)
  }
}

/** Starts a host that SIGTERM and SIGINT drain; ends the process with 1 when port or folder are taken. */
async function startUntilStopped(options: StartOptions): Promise<Host> {
  let stop: (() => Promise<void>) | undefined
  onStopSignal(() => {
    void Promise.resolve(stop?.()).then(() => process.exit(0))
  })
  try {
    const host = await startHost({ ...options, log: note })
    stop = () => host.stop()
    return host
  } catch (error) {
    if (!(error instanceof PortInUse || error instanceof DataFolderInUse)) throw error
    note(`routewatch: ${error.message}`)
    process.exit(1)
  }
}

const host = await startUntilStopped(optionsFrom(process.argv.slice(2)))
process.stdout.write(`ready ${host.url}\n`)
