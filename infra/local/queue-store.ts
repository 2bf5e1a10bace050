import { DatabaseSync, type StatementSync } from 'node:sqlite'

export type Message = {
  id: string
  queue: string
  body: string
  /** Milliseconds since 1970. */
  sentAt: number
  receives: number
  firstReceivedAt?: number
  attributes?: MessageAttributes
}

/** As SQS's protocol has them; a binary value is in Base64. */
export type MessageAttributes = Readonly<
  Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>
>

type Row = Omit<Message, 'firstReceivedAt' | 'attributes'> & {
  firstReceivedAt: number | null
  attributes: string | null
}

/**
 * The queues' messages on disk. Without a sync per write: the end of the process loses nothing, a power cut may, and
 * then the sweeper finds what the lost messages would have said. Holding the file open locks the data folder: the
 * operating system lets go of the lock however the process ends.
 */
export class QueueStore {
  private readonly db: DatabaseSync
  private readonly insert: StatementSync
  private readonly change: StatementSync
  private readonly remove: StatementSync

  /** Throws a DataFolderInUse when another host has the file. */
  constructor(file: string) {
    this.db = new DatabaseSync(file)
    try {
      this.db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF')
      this.db.exec(
        'CREATE TABLE IF NOT EXISTS message (id TEXT PRIMARY KEY, queue TEXT NOT NULL, body TEXT NOT NULL, ' +
          'sentAt INTEGER NOT NULL, receives INTEGER NOT NULL, firstReceivedAt INTEGER); ' +
          'BEGIN EXCLUSIVE; COMMIT',
      )
      this.addColumn('attributes', 'TEXT')
    } catch (error) {
      this.db.close()
      if ((error as { errcode?: number }).errcode === sqliteBusy) throw new DataFolderInUse({ cause: error })
      throw error
    }
    this.insert = this.db.prepare('INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?)')
    this.change = this.db.prepare(
      'UPDATE message SET queue = ?, receives = ?, firstReceivedAt = ? WHERE id = ?',
    )
    this.remove = this.db.prepare('DELETE FROM message WHERE id = ?')
  }

  /** Oldest first. */
  all(): Message[] {
    const rows = this.db.prepare('SELECT * FROM message ORDER BY sentAt, rowid').all() as unknown as Row[]
    return rows.map(({ firstReceivedAt, attributes, ...message }) => ({
      ...message,
      ...(firstReceivedAt !== null && { firstReceivedAt }),
      ...(attributes !== null && { attributes: JSON.parse(attributes) as MessageAttributes }),
    }))
  }

  add({ id, queue, body, sentAt, receives, firstReceivedAt, attributes }: Message): void {
    const text = attributes === undefined ? null : JSON.stringify(attributes)
    this.insert.run(id, queue, body, sentAt, receives, firstReceivedAt ?? null, text)
  }

  update({ id, queue, receives, firstReceivedAt }: Message): void {
    this.change.run(queue, receives, firstReceivedAt ?? null, id)
  }

  delete(id: string): void {
    this.remove.run(id)
  }

  close(): void {
    this.db.close()
  }

  /** A folder of an earlier version has the table without it. */
  private addColumn(name: string, type: string): void {
    const columns = this.db.prepare('PRAGMA table_info(message)').all()
    if (!columns.some((column) => column.name === name))
      this.db.exec(`ALTER TABLE message ADD COLUMN ${name} ${type}`)
  }
}

/** SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy */
const sqliteBusy = 5

export class DataFolderInUse extends Error {
  constructor(options?: ErrorOptions) {
    super('another host uses this data folder', options)
  }
}
