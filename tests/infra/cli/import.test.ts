import { existsSync } from 'node:fs'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { connect } from '../../../infra/cli/connection.ts'
import { type ImportPlan, importFile } from '../../../infra/cli/import.ts'
import { parseMapping } from '../../../infra/cli/mapping.ts'
import { type FakeEvent, type FakeRoutewatch, startFakeRoutewatch } from './fake-routewatch.ts'

const mapping = parseMapping(
  {
    type: 'SeizureReported',
    id: 'test-{row}',
    marking: { tlp: 'CLEAR' },
    grading: { scale: 'admiralty-6x6', source: 'B', information: '2' },
    fields: {
      '/occurred': { constant: { precision: 'unknown' } },
      '/items/0/substance': { constant: 'heroin' },
      '/items/0/quantity/unit': { constant: 'kg' },
      '/place/country': { constant: 'KZ' },
      '/items/0/quantity/value': { column: 'kg', number: {} },
      '/place/locality': { column: 'town' },
    },
  },
  'test',
)

let fake: FakeRoutewatch
let folder: string
let plan: ImportPlan
beforeEach(async () => {
  fake = await startFakeRoutewatch()
  folder = await mkdtemp(join(tmpdir(), 'rw-import-'))
  plan = {
    file: join(folder, 'in.csv'),
    mapping,
    agency: 'kz-moi',
    rejected: join(folder, 'rejected.csv'),
    concurrency: 3,
    patience: { retriesMax: 3, timeoutMs: 2_000, sleep: async () => {} },
  }
})
afterEach(() => fake.stop())

const write = (rows: string[]) => writeFile(plan.file, ['kg,town', ...rows].join('\n'))
const run = (more: Partial<ImportPlan> = {}) =>
  importFile(connect({ base: fake.base, agency: 'kz-moi', secret: 'local-kz-moi' }), { ...plan, ...more })
const many = (count: number) => Array.from({ length: count }, (_, row) => `${row + 1},T`)
const rejectedText = () => readFile(join(folder, 'rejected.csv'), 'utf8')
const kg = ({ data }: FakeEvent) =>
  (data as { items: [{ quantity: { value: string } }] }).items[0].quantity.value

it('sends every row once, also when the rows look the same', async () => {
  await write([...many(250), '1,T', '1,T'])
  expect(await run()).toMatchObject({ recorded: 252, duplicates: 0, rejected: 0, rows: 252 })
  expect(fake.stored.size).toBe(252)
  expect(fake.calls.filter(({ path }) => path === '/v1/events')).toHaveLength(3)
  expect(existsSync(join(folder, 'rejected.csv'))).toBe(false)
})

it('answers a repeat with duplicates', async () => {
  await write(many(120))
  await run()
  expect(await run()).toMatchObject({ recorded: 0, duplicates: 120, rejected: 0 })
})

it('goes on where a broken run stopped', async () => {
  await write(many(500))
  fake.judge = () => (fake.stored.size >= 230 ? { status: 503 } : undefined)
  const first = await run()
  expect(first.stopped?.exit).toBe('server')
  expect(fake.stored.size).toBe(230)
  fake.judge = () => undefined
  expect(await run()).toMatchObject({ recorded: 270, duplicates: 230, rejected: 0 })
  expect([...fake.stored.values()].map(kg).sort()).toStrictEqual(
    many(500)
      .map((row) => row.split(',')[0])
      .sort(),
  )
})

it('repeats whole batches and single events that are refused for now', async () => {
  await write(many(150))
  fake.next.push({ status: 503, headers: { 'retry-after': '0' } }, { status: 0, drop: true }, { status: 429 })
  let busy = 5
  fake.judge = () => (busy-- > 0 ? { status: 429 } : undefined)
  expect(await run({ concurrency: 1 })).toMatchObject({ recorded: 150, rejected: 0 })
})

it('writes rejected rows back, one line per error, in the order of the file', async () => {
  await write(['1,A', 'x,B', '"2","C, D"', '3,=E'])
  fake.judge = (event) => {
    if (kg(event) === '2') {
      const errors = [
        { pointer: '/data/items/0/quantity/value', code: 'too-small', detail: 'too small', hint: 'grams?' },
        { pointer: '/data/place/country', code: 'required', detail: 'missing' },
      ]
      return { status: 422, errors }
    }
    return kg(event) === '3' ? { status: 409 } : undefined
  }
  expect(await run()).toMatchObject({
    recorded: 1,
    duplicates: 0,
    rejected: 3,
    rows: 4,
    rejectedFile: plan.rejected,
  })
  expect((await rejectedText()).trim().split('\n')).toStrictEqual([
    'kg,town,rowNumber,field,code,message',
    'x,B,2,kg,invalid-number,not a number in this format',
    '2,"C, D",3,kg,too-small,/data/items/0/quantity/value: too small (grams?)',
    '2,"C, D",3,/data/place/country,required,/data/place/country: missing',
    '3,=E,4,,409,Refused',
  ])
})

it('takes a corrected file of rejected rows under the same ids, and removes the old one when all is well', async () => {
  await write(['1,A', 'x,B'])
  await run()
  await writeFile(join(folder, 'corrected.csv'), (await rejectedText()).replace('x,', '7,'))
  expect(await run({ file: join(folder, 'corrected.csv') })).toMatchObject({ recorded: 1, rejected: 0 })
  expect([...fake.stored.keys()]).toStrictEqual(['/agencies/kz-moi test-1', '/agencies/kz-moi test-2'])
  expect(existsSync(join(folder, 'rejected.csv'))).toBe(false)
})

it('stops when the agency may post none of it', async () => {
  await write(many(1_000))
  fake.judge = () => ({ status: 403 })
  const summary = await run({ concurrency: 1 })
  expect(summary.stopped?.exit).toBe('identity')
  expect(summary.rejected).toBe(100)
  expect(summary.rejectedFile).toBeUndefined()
  expect(existsSync(join(folder, 'rejected.csv'))).toBe(false)
})

it('says when every row failed for the same reason', async () => {
  await write(['x,A', 'y,B'])
  expect(await run()).toMatchObject({ rejected: 2, everyRow: { field: 'kg', code: 'invalid-number' } })
  await write(['x,A', '1,B'])
  expect(await run()).not.toHaveProperty('everyRow')
})

it('takes only the first rows where told', async () => {
  await write(many(300))
  expect(await run({ limit: 7 })).toMatchObject({ recorded: 7, rows: 7 })
  expect(await run({ limit: 0 })).toMatchObject({ rows: 0 })
})

it('checks the whole file and the mapping before it sends anything', async () => {
  await write([...many(300), '"open'])
  await expect(run()).rejects.toMatchObject({ exit: 'usage' })
  await writeFile(plan.file, 'KG,town\n1,A\n')
  await expect(run()).rejects.toMatchObject({
    exit: 'usage',
    message: expect.stringContaining('nearest: "KG"'),
  })
  await write(many(1))
  await expect(run({ rejected: plan.file })).rejects.toMatchObject({ exit: 'usage' })
  expect(fake.calls).toHaveLength(0)
})
