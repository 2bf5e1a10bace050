import { Readable } from 'node:stream'
import type { Level, Store } from 'dynalite/db/index.js'

/**
 * Makes dynalite's reads short. It asks a thread pool for every item, and for the table's definition again each time;
 * but what a local host reads lies in memory, and a table that items are in never changes here. Once the database is
 * open.
 */
export function shortenReads(store: Store): void {
  rememberTables(store)
  readSynchronously(store.db)
  readInChunks(store.db)
}

type GotTable = (error: Error | null, table?: object) => void

function rememberTables(store: Store): void {
  const known = new Map<string, object>()
  const read = store.getTable
  store.getTable = (name, ...rest) => {
    const [done] = rest
    // With a second argument it is asked for what changes: the table's state.
    if (typeof done !== 'function') {
      read(name, ...rest)
      return
    }
    const table = known.get(name)
    if (table) {
      done(null, table)
      return
    }
    const remember: GotTable = (error, found) => {
      if (found) known.set(name, found)
      done(error, found)
    }
    read(name, remember)
  }
}

function readSynchronously(level: Level): void {
  level.get = (key, done) => {
    let value: unknown
    try {
      value = level.getSync(key)
    } catch (error) {
      queueMicrotask(() => done(error as Error))
      return
    }
    queueMicrotask(() => done(null, value))
  }
}

/** Most queries end with the first chunk, and many want one item. */
const firstChunk = 20
const laterChunk = 500

function readInChunks(level: Level): void {
  level.createValueStream = (options) => {
    const iterator = level.values(options)
    let size = firstChunk
    return new Readable({
      objectMode: true,
      read() {
        iterator.nextv(size).then(
          (values) => {
            size = laterChunk
            for (const value of values) this.push(value)
            if (values.length === 0) this.push(null)
          },
          (error: Error) => this.destroy(error),
        )
      },
      destroy(error, done) {
        iterator.close().then(
          () => done(error),
          () => done(error),
        )
      },
    })
  }
}
