import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { run } from '../../../infra/cli/rw.ts'
import { read } from '../../support/sources.ts'

const prices = JSON.parse(read('docs/prices/eu-central-1.json'))
const measured = JSON.parse(read('docs/prices/measured.json'))
let work: string
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'routewatch-cost-'))
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** Runs `rw ops cost` here; stdout by lines, stderr as it is. */
async function cost(...argv: string[]) {
  const out: string[] = []
  const told: string[] = []
  vi.spyOn(console, 'log').mockImplementation((text: string) => void out.push(...text.split('\n')))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean(told.push(String(text))))
  const exit = await run(['ops', 'cost', ...argv]).finally(() => vi.restoreAllMocks())
  return { exit, out, told: told.join(''), bills: () => JSON.parse(out.at(-1) ?? '') }
}

function edited(change: (file: typeof prices) => void): string {
  const file = join(work, 'prices.json')
  const copy = structuredClone(prices)
  change(copy)
  writeFileSync(file, JSON.stringify(copy))
  return file
}

describe('rw ops cost', () => {
  it('multiplies what was measured by the prices, and the sum is of its items', async () => {
    const { exit, bills } = await cost('--events', '1000', '--json')
    expect(exit).toBe(0)
    const { items, usd } = bills().recordingAlone
    const { usd: each, per } = prices.prices.writeUnit
    const amount = measured.alone.viewWriteUnits * 1_000
    expect(items).toContainEqual({
      what: 'writes to the views',
      price: 'writeUnit',
      amount,
      usd: (amount / per) * each,
    })
    expect(usd).toBeCloseTo(items.reduce((sum: number, item: { usd: number }) => sum + item.usd, 0))
  })

  it('costs a million as much as a thousand, a thousand times', async () => {
    const [few, many] = [await cost('--events', '1000', '--json'), await cost('--json')]
    expect(many.bills().recordingAlone.usd).toBeCloseTo(few.bills().recordingAlone.usd * 1_000)
    expect(many.bills().standingMonthly).toEqual(few.bills().standingMonthly)
  })

  it('takes the prices of a file', async () => {
    const dear = edited((file) => {
      file.prices.busEntry.usd = 5_000_000
    })
    const { bills } = await cost('--events', '1', '--prices', dear, '--json')
    const facts = bills().recordingAlone.items.find(({ price }: { price: string }) => price === 'busEntry')
    expect(facts.usd).toBeCloseTo(5 * measured.alone.busEntries)
  })

  it('prints a table, the most expensive item first', async () => {
    const { out } = await cost('--events', '1000000')
    const rows = out.filter((line) => line.startsWith('|'))
    expect(rows[2]).toMatch(/^\| writes to the views +\|/)
    expect(out.filter((line) => line.includes('**in all**'))).toHaveLength(6)
  })

  it.each([
    ['no number', ['--events', 'many'], /whole number/],
    ['none at all', ['--events', '0'], /whole number/],
    ['a stage that nobody declared', ['--stage', 'test'], /local, dev, prod/],
    ['no file of prices', ['--prices', 'none.json'], /none\.json: no such file/],
    ['a document without markers', ['--write', 'README.md'], /README\.md has no markers/],
  ])('refuses %s', async (_, argv, message) => {
    const { exit, told } = await cost(...argv)
    expect([exit, told]).toEqual([2, expect.stringMatching(message)])
  })

  it('says which price is missing or no number', async () => {
    const broken = edited((file) => {
      delete file.prices.writeUnit
      file.prices.readUnit.usd = '0.15'
    })
    const { exit, told } = await cost('--prices', broken)
    expect(exit).toBe(2)
    expect(told).toMatch(/prices\.writeUnit/)
    expect(told).toMatch(/prices\.readUnit\.usd/)
  })
})

describe('docs/cost.md', () => {
  it('holds the tables of a million events as the files beside it make them; else: npm run measure:cost', async () => {
    const { out } = await cost()
    expect(read('docs/cost.md')).toContain(out.join('\n'))
  })

  it('is renewed between its markers only', async () => {
    const copy = join(work, 'cost.md')
    const [begin = '', end = ''] = read('docs/cost.md').split(/(?<=generated.*-->)[\s\S]*(?=<!-- cost: end)/)
    writeFileSync(copy, `${begin}\nstale\n${end}`)
    await cost('--write', copy)
    expect(readFileSync(copy, 'utf8')).toBe(read('docs/cost.md'))
  })
})
