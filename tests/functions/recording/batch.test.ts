import { describe, expect, it } from 'vitest'
import { type Entry, eventBytesMax, ndjsonEntries, recordBatch } from '../../../functions/recording/batch.ts'
import type { Outcome } from '../../../functions/recording/record.ts'
import { leg, route, seizure } from '../../support/posts.ts'
import { newWorld, refusal } from '../../support/world.ts'

const text = (lines: string) => new TextEncoder().encode(lines)
const told = (entries: readonly Entry[]) =>
  entries.map((entry) => ('problem' in entry ? entry.problem.slug : entry.value))

describe('NDJSON', () => {
  it('is one event a line; blank lines and the last newline are none', () =>
    expect(told(ndjsonEntries(text('{"a":1}\n\n  \r\n{"b":2}\r\n')))).toStrictEqual([{ a: 1 }, { b: 2 }]))
  it('refuses line by line what it cannot read', () =>
    expect(told(ndjsonEntries(text('{"a":1}\n{"a":\n{"a":1,"a":2}\n"\uFEFF"\n7')))).toStrictEqual([
      { a: 1 },
      'malformed',
      'malformed',
      '\uFEFF',
      7,
    ]))
  it('refuses a line that is larger than an event may be', () =>
    expect(told(ndjsonEntries(text(`"${'x'.repeat(eventBytesMax)}"\n1`)))).toStrictEqual(['too-large', 1]))
})

describe('a batch', () => {
  it('lets a later event rest on an earlier one, and answers in the order sent', async () => {
    const world = await newWorld()
    const events = [
      seizure(),
      route('north'),
      leg('north', 'a'),
      seizure(),
      leg('south', 'a'),
      leg('north', 'b'),
    ]
    const results = await recordBatch(
      events.map((value) => ({ value })),
      (value) => world.post(value as object),
    )
    expect(results.map(({ index, id, outcome }) => [index, id, refusal(outcome)])).toStrictEqual(
      events.map(({ id }, index) => [index, id, index === 4 ? 'not-found' : 'recorded']),
    )
  })

  it('records what stands alone side by side, sixteen at a time, and nothing beside what does not', async () => {
    let running = 0
    const seen: number[] = []
    const record = async (): Promise<Outcome> => {
      seen.push(++running)
      await new Promise((resolve) => setTimeout(resolve, 1))
      running -= 1
      return { outcome: 'valid', receipt: {} }
    }
    const values = [...Array.from({ length: 40 }, () => seizure()), route('north'), seizure()]
    await recordBatch(
      values.map((value) => ({ value })),
      record,
    )
    expect(Math.max(...seen)).toBe(16)
    expect(seen.slice(-2)).toStrictEqual([1, 1])
  })

  it('names only ids that could be ids', async () => {
    const entries: Entry[] = [
      { value: { id: 7 } },
      { value: { id: 'ä' } },
      { value: null },
      { value: { id: 'ok' } },
    ]
    const results = await recordBatch(entries, async () => ({ outcome: 'valid', receipt: {} }))
    expect(results.map(({ id }) => id)).toStrictEqual([null, null, null, 'ok'])
  })
})
