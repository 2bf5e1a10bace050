import { closeSync, existsSync, fdatasync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { promisify } from 'node:util'
import { writeDurably } from './durable-file.ts'

const dataSync = promisify(fdatasync)

/** An attempt to write an item of a table with a stream. */
export type Attempt = {
  table: string
  action: 'PutItem' | 'UpdateItem' | 'DeleteItem'
  key: Readonly<Record<string, unknown>>
  /** Digest of the item that the write meets; absent when it meets none. */
  before?: string
}

/** A file longer than this is cut as soon as nothing in it is live; one that outgrows 16 times that is written anew. */
const cutBytes = 1 << 20

/**
 * The attempts whose stream records are not yet acknowledged by every consumer. Each has its own entry, so that a write
 * that loses a race cannot erase the one that won. An append-only file of lines: `{n, …attempt}` and `{done: n}`.
 */
export class Journal {
  private readonly file: string
  private handle: number
  /** Still open, since a sync of it may be on its way. */
  private readonly outgrown: number[] = []
  private readonly live = new Map<number, Attempt>()
  private last = 0
  private bytes = 0

  constructor(file: string) {
    this.file = file
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    for (const line of text.split('\n')) this.replay(line)
    writeDurably(file, this.text())
    this.handle = openSync(file, 'a')
  }

  /** Oldest first. */
  unacknowledged(): [number, Attempt][] {
    return [...this.live]
  }

  get size(): number {
    return this.live.size
  }

  /** Written when this returns: the end of the process cannot lose it, a power cut can until `sync`. */
  open(attempt: Attempt): number {
    const entry = ++this.last
    this.live.set(entry, attempt)
    this.write({ n: entry, ...attempt })
    return entry
  }

  close(entry: number): void {
    if (!this.live.delete(entry)) return
    this.write({ done: entry })
    if (this.live.size === 0 && this.bytes > cutBytes) {
      ftruncateSync(this.handle)
      this.bytes = 0
    } else if (this.bytes > 16 * cutBytes + 1000 * this.live.size) this.rewrite()
  }

  sync(): Promise<void> {
    return dataSync(this.handle)
  }

  end(): void {
    for (const handle of [this.handle, ...this.outgrown]) closeSync(handle)
  }

  private replay(line: string): void {
    if (line === '') return
    const read = parsed(line)
    if (!read) return
    if ('done' in read) this.live.delete(read.done)
    else {
      const { n, ...attempt } = read
      this.live.set(n, attempt)
      this.last = Math.max(this.last, n)
    }
  }

  /** The file is replaced as a whole: a crash in between leaves the old one. */
  private rewrite(): void {
    this.outgrown.push(this.handle)
    const text = this.text()
    writeDurably(this.file, text)
    this.handle = openSync(this.file, 'a')
    this.bytes = text.length
  }

  private text(): string {
    return [...this.live].map(([n, attempt]) => `${JSON.stringify({ n, ...attempt })}\n`).join('')
  }

  private write(line: object): void {
    this.bytes += writeSync(this.handle, `${JSON.stringify(line)}\n`)
  }
}

type Line = { done: number } | ({ n: number } & Attempt)

/** A line that a crash cut short was never answered for: it is left out. */
function parsed(line: string): Line | undefined {
  try {
    return JSON.parse(line) as Line
  } catch {
    return undefined
  }
}
