import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, it } from 'vitest'
import { type Message, QueueStore } from '../../../infra/local/queue-store.ts'

const dir = mkdtempSync(join(tmpdir(), 'routewatch-'))
afterAll(() => rmSync(dir, { recursive: true }))

it('keeps what a folder of an earlier version holds, and attributes from then on', () => {
  const file = join(dir, 'queues.sqlite')
  const earlier = new DatabaseSync(file)
  earlier.exec(
    'CREATE TABLE message (id TEXT PRIMARY KEY, queue TEXT NOT NULL, body TEXT NOT NULL, ' +
      'sentAt INTEGER NOT NULL, receives INTEGER NOT NULL, firstReceivedAt INTEGER)',
  )
  earlier.exec("INSERT INTO message VALUES ('old', 'work', 'body', 1, 2, NULL)")
  earlier.close()
  const old: Message = { id: 'old', queue: 'work', body: 'body', sentAt: 1, receives: 2 }
  const attributes = { Reason: { DataType: 'String', StringValue: 'why' } }
  const fresh: Message = { ...old, id: 'new', sentAt: 2, firstReceivedAt: 3, attributes }
  const store = new QueueStore(file)
  store.add(fresh)
  store.close()
  const again = new QueueStore(file)
  expect(again.all()).toStrictEqual([old, fresh])
  again.close()
})
