import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { stringify } from 'csv-stringify/sync'
import type { RowError } from './map-row.ts'
import { type Row, rejectionColumns } from './rows.ts'

/** The rows that did not go in, in the words of the file they came from, one line per error. */
export class RejectedRows {
  readonly path: string
  readonly #columns: readonly string[]
  #out: WriteStream | undefined

  constructor(path: string, columns: readonly string[]) {
    this.path = path
    this.#columns = columns.filter((column) => !rejectionColumns.includes(column))
  }

  /** The file of an earlier run would look like the result of this one. */
  async clear(): Promise<void> {
    await rm(this.path, { force: true })
  }

  async add(row: Row, errors: readonly RowError[]): Promise<void> {
    this.#out ??= await this.#open()
    const cells = this.#columns.map((column) => row.values[column] ?? '')
    // Cells go back as they came, undefused: this file is meant to be corrected and imported again.
    const text = stringify(
      errors.map(({ field, code, message }) => [...cells, row.number, field, code, message]),
    )
    if (!this.#out.write(text)) await once(this.#out, 'drain')
  }

  /** True when there is a file to look at. */
  async close(): Promise<boolean> {
    if (!this.#out) return false
    this.#out.end()
    await once(this.#out, 'close')
    return true
  }

  async #open(): Promise<WriteStream> {
    const out = createWriteStream(this.path)
    await once(out, 'open')
    out.write(stringify([[...this.#columns, ...rejectionColumns]]))
    return out
  }
}
