import { readdirSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Journal } from './journal.ts'

/**
 * Makes writes durable in groups: all that wait when a round begins share its syncs. A round covers the journal and
 * every live log of LevelDB, which by itself does not sync: a log that is gone by then has become a table file, and
 * those LevelDB does sync.
 */
export class GroupSync {
  private readonly dir: string
  private readonly journal: Journal
  private readonly logs = new Map<string, FileHandle>()
  private waiting: (() => void)[] = []
  private failed: ((error: unknown) => void)[] = []
  private running: Promise<void> | undefined

  constructor(levelDir: string, journal: Journal) {
    this.dir = levelDir
    this.journal = journal
  }

  /** Resolves when all that was written before the call is on disk; in the order of the calls. */
  flush(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.waiting.push(resolve)
    this.failed.push(reject)
    this.running ??= this.rounds()
    return promise
  }

  async end(): Promise<void> {
    await this.running
    await Promise.all([...this.logs.values()].map((log) => log.close()))
  }

  private async rounds(): Promise<void> {
    while (this.waiting.length > 0) {
      const [waiting, failed] = [this.waiting, this.failed]
      this.waiting = []
      this.failed = []
      try {
        await this.round()
        for (const resolve of waiting) resolve()
      } catch (error) {
        for (const reject of failed) reject(error)
      }
    }
    this.running = undefined
  }

  private async round(): Promise<void> {
    await this.openLogs()
    await Promise.all([this.journal.sync(), ...[...this.logs.values()].map((log) => log.datasync())])
  }

  private async openLogs(): Promise<void> {
    const names = new Set(readdirSync(this.dir).filter((name) => name.endsWith('.log')))
    for (const [name, log] of this.logs)
      if (!names.has(name)) {
        this.logs.delete(name)
        await log.close()
      }
    for (const name of names) if (!this.logs.has(name)) await this.openLog(name)
  }

  private async openLog(name: string): Promise<void> {
    try {
      this.logs.set(name, await open(join(this.dir, name), 'r'))
      await this.syncDir()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }

  /** A new file is durable only once its folder is. */
  private async syncDir(): Promise<void> {
    const dir = await open(this.dir, 'r')
    try {
      await dir.sync()
    } finally {
      await dir.close()
    }
  }
}
