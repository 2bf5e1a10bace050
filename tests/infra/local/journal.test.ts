import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Attempt, Journal } from '../../../infra/local/journal.ts'

let dir: string
let file: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'routewatch-'))
  file = join(dir, 'journal')
})
afterEach(() => rmSync(dir, { recursive: true }))

const attempt = (id: string): Attempt => ({ table: 'T', action: 'PutItem', key: { id: { S: id } } })
const ids = (journal: Journal) => journal.unacknowledged().map(([, { key }]) => (key.id as { S: string }).S)

it('remembers what is not acknowledged, oldest first', () => {
  const journal = new Journal(file)
  journal.open(attempt('a'))
  const second = journal.open(attempt('b'))
  journal.open(attempt('c'))
  journal.close(second)
  expect(ids(new Journal(file))).toStrictEqual(['a', 'c'])
})

it('keeps one entry per attempt', () => {
  const journal = new Journal(file)
  journal.open(attempt('a'))
  const loser = journal.open(attempt('a'))
  journal.close(loser)
  journal.close(loser)
  expect(ids(new Journal(file))).toStrictEqual(['a'])
})

it('goes on after a line that a crash cut short', () => {
  new Journal(file).open(attempt('a'))
  appendFileSync(file, '{"n":2,"table":"T"')
  const journal = new Journal(file)
  journal.open(attempt('b'))
  expect(ids(new Journal(file))).toStrictEqual(['a', 'b'])
})

it('does not grow for ever', () => {
  const journal = new Journal(file)
  const churn = (count: number) => {
    for (let done = 0; done < count; done++) journal.close(journal.open(attempt('x'.repeat(800))))
  }
  const stays = journal.open(attempt('stays'))
  churn(20_000)
  expect(statSync(file).size).toBeLessThan(17 << 20)
  expect(journal.size).toBe(1)
  journal.close(stays)
  churn(2_000)
  expect(statSync(file).size).toBeLessThan(1.1 * (1 << 20))
  journal.open(attempt('b'))
  expect(ids(new Journal(file))).toStrictEqual(['b'])
})
