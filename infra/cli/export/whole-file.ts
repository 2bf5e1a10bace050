/** A file that is there whole or not at all: written beside its name, and renamed once it is done. */
import { once } from 'node:events'
import { open, rename, rm } from 'node:fs/promises'
import { CommandFailed } from '../failure.ts'

export type Sink = {
  write(text: string): Promise<void>
  /** The file has its name from now on. */
  done(): Promise<void>
  /** As if nothing had been written. */
  undo(): Promise<void>
}

export async function wholeFile(path: string): Promise<Sink> {
  const part = `${path}.part`
  const failed = (cause: unknown): never => {
    throw new CommandFailed('usage', `${path} cannot be written`, { cause })
  }
  const file = await open(part, 'w').catch(failed)
  return {
    write: async (text) => {
      await file.appendFile(text).catch(failed)
    },
    done: async () => {
      await file.sync().catch(failed)
      await file.close()
      await rename(part, path).catch(failed)
    },
    undo: async () => {
      await file.close().catch(() => {})
      await rm(part, { force: true })
    },
  }
}

/** A pipe has whatever came before a failure: the exit status tells. */
export const standardOutput: Sink = {
  write: async (text) => {
    if (!process.stdout.write(text)) await once(process.stdout, 'drain')
  },
  done: async () => {},
  undo: async () => {},
}
