import { beforeAll, expect, it } from 'vitest'
import { exportLedger } from '../../../functions/backup/export.ts'
import { carryOut, type ImportNeeds, planImport } from '../../../functions/backup/import.ts'
import type { Commit } from '../../../functions/ledger/commit.ts'
import type { Ledger, LedgerScan } from '../../../functions/ledger/ledger.ts'
import { memoryLedger } from '../../../functions/ledger/memory.ts'
import { seizure } from '../../support/posts.ts'
import { newWorld } from '../../support/world.ts'
import { type Lived, lived } from '../verification/store.ts'

let store: Lived
let text: string
beforeAll(async () => {
  store = await lived(31)
  text = await exported(store.ledger, store.world.clock.nowMs)
})

async function exported(ledger: Ledger & LedgerScan, nowMs: number): Promise<string> {
  let written = ''
  await exportLedger({
    ...{ ledger, stage: 'local', nowMs: () => nowMs, pause: async () => {}, settleMs: 1 },
    write: async (more) => {
      written += more
    },
  })
  return written
}

function importing(ledger: Ledger & LedgerScan, from = text): ImportNeeds {
  return {
    ledger,
    replace: async () => false,
    lines: async function* () {
      yield* from.split('\n').slice(0, -1)
    },
  }
}

async function imported(ledger: Ledger & LedgerScan, needs = importing(ledger)): Promise<number> {
  const plan = await planImport(needs)
  if (plan.refused !== undefined) throw new Error(plan.refused)
  return carryOut(plan, needs)
}
const nowMs = () => store.world.clock.nowMs

it('goes into an empty ledger and comes out as the same bytes, redacted commits too', async () => {
  expect(text).toContain('"commitment":')
  const empty = memoryLedger()
  const count = text.split('\n').length - 3
  expect(await imported(empty)).toBe(count)
  expect(await exported(empty, nowMs())).toBe(text)
  expect(await planImport(importing(empty))).toMatchObject({ commits: count, there: count })
  expect(await imported(empty)).toBe(0)
})

it('is one moment of the ledger: what is recorded after it began is left out', async () => {
  const world = await newWorld({ ledger: memoryLedger() })
  const before = await exported(world.ledger, world.clock.nowMs)
  const began = world.clock.nowMs
  world.clock.nowMs += 5
  await world.recorded(seizure())
  expect(await exported(world.ledger, began)).toBe(before)
  expect(await exported(world.ledger, world.clock.nowMs)).not.toBe(before)
})

it('goes on where a try was killed', async () => {
  for (const limit of [1, 5, 40]) {
    const ledger = memoryLedger()
    let left = limit
    const dying = {
      ...ledger,
      append: async (commit: Commit) =>
        left-- > 0 ? ledger.append(commit) : Promise.reject(new Error('killed')),
    }
    await expect(imported(dying)).rejects.toThrow('killed')
    const [there] = [(await planImport(importing(ledger))).there]
    expect(there).toBeGreaterThanOrEqual(limit)
    await imported(ledger)
    expect(await exported(ledger, nowMs())).toBe(text)
  }
})

it('is refused by a ledger that holds anything else', async () => {
  const other = await lived(32)
  expect(await planImport(importing(other.ledger))).toMatchObject({
    refused: expect.stringMatching(/another commit at|not empty/),
  })
  const longer = memoryLedger()
  await imported(longer)
  await longer.append({ ...((await longer.load('agencies/centre')).at(-1) as Commit), sequence: 99 })
  expect(await planImport(importing(longer))).toMatchObject({
    refused: expect.stringContaining('1 of its commits'),
  })
})

const lines = () => text.split('\n').slice(0, -1)
const joined = (all: readonly string[]) => `${all.join('\n')}\n`
it.each<[string, () => string, RegExp]>([
  ['nothing', () => '', /empty/],
  ['another file', () => '{"specversion":"1.0"}\n', /line 1 is no backup/],
  ['a later version', () => text.replace('"version":1', '"version":2'), /line 1 is no backup/],
  ['its end cut off', () => joined(lines().slice(0, -1)), /cut off/],
  ['half of a line', () => text.slice(0, text.length / 2).replace(/\n?$/, '\n'), /no commit|cut off/],
  ['a line left out', () => joined(lines().toSpliced(9, 1)), /does not hold|tells/],
  [
    'a subject left out',
    () => joined(lines().filter((line) => !line.includes('"subject":"agencies/kz-moi"'))),
    /the last line tells/,
  ],
  [
    'two lines exchanged',
    () => joined(lines().toSpliced(3, 2, lines()[4] ?? '', lines()[3] ?? '')),
    /order|does not hold/,
  ],
  ['a line twice', () => joined(lines().toSpliced(5, 0, lines()[5] ?? '')), /does not hold|tells/],
  ['more after its end', () => joined([...lines(), lines()[3] ?? '']), /after the last line/],
  ['another stage', () => text.replace('"stage":"local"', '"stage":"prod"'), /digest/],
  ['a space more', () => text.replace('{"subject":', '{ "subject":'), /as it is written/],
  ['a field more', () => text.replace('{"subject":', '{"more":1,"subject":'), /no commit/],
  [
    'another digest',
    () => text.replace(/"sha256":"."/, '"sha256":"x"').replace(/"sha256":"./, '"sha256":"g'),
    /digest/,
  ],
  ['a changed payload', () => text.replace(/(\\"value\\":\\")\d/, '$10'), /does not hold/],
])('is refused with %s, and nothing is written', async (_, spoil, why) => {
  const ledger = memoryLedger()
  await expect(planImport(importing(ledger, spoil()))).rejects.toThrow(why)
  expect((await ledger.scan({ index: 0, of: 1 })).commits).toStrictEqual([])
})
