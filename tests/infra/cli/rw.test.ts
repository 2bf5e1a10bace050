import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import manifest from '../../../package.json' with { type: 'json' }
import { type FakeRoutewatch, startFakeRoutewatch } from './fake-routewatch.ts'
import { ran, spawned } from './running.ts'

let fake: FakeRoutewatch
let folder: string
beforeEach(async () => {
  fake = await startFakeRoutewatch()
  folder = await mkdtemp(join(tmpdir(), 'rw-'))
})
afterEach(() => fake.stop())

const rw = (args: string[], env: Record<string, string> = {}) =>
  ran(args, folder, { RW_BASE: fake.base, ...env })
const rwProcess = (args: string[]) => spawned(args, folder, fake.base)

const write = async (name: string, content: unknown): Promise<string> => {
  await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  return name
}
const posted = { specversion: '1.0', source: '/agencies/kz-moi', type: 'SeizureReported', data: {} }
const event = (id: string) => ({ ...posted, id })
const mapping = {
  type: 'SeizureReported',
  id: 'r-{row}',
  marking: { tlp: 'CLEAR' },
  grading: { scale: 'admiralty-6x6', source: 'B', information: '2' },
  fields: {
    '/occurred': { constant: { precision: 'unknown' } },
    '/items/0/substance': { constant: 'heroin' },
    '/items/0/quantity/unit': { constant: 'kg' },
    '/place/country': { constant: 'KZ' },
    '/items/0/quantity/value': { column: 'n', number: {} },
  },
}
const asKz = ['--as', 'kz-moi']

it('prints a token', async () => {
  expect(await rw(['token', ...asKz])).toMatchObject({ exit: 0, out: 'token-1\n' })
  expect(await rw(['token'], { RW_AS: 'kz-moi', RW_SECRET: 'wrong' })).toMatchObject({
    exit: 3,
    err: expect.stringContaining('401 invalid_client: unknown agency or wrong secret'),
  })
})

it('sends one event, with its precondition, and tells a repeat', async () => {
  const file = await write('e.json', event('one'))
  expect((await rw(['send', file, ...asKz, '--if-match', '"v1"', '--json'])).last()).toMatchObject({
    accepted: 1,
    rejected: 0,
    items: [{ index: 0, id: 'one', status: 201 }],
  })
  expect(fake.calls.at(-1)).toMatchObject({ ifMatch: '"v1"', type: 'application/cloudevents+json' })
  expect((await rw(['send', file, ...asKz, '--json'])).last()).toMatchObject({ accepted: 0, duplicates: 1 })
})

it('sends arrays and NDJSON in chunks of a hundred', async () => {
  const events = Array.from({ length: 150 }, (_, index) => event(`e-${index}`))
  expect((await rw(['send', await write('a.json', events), ...asKz, '--json'])).last()).toMatchObject({
    accepted: 150,
  })
  const lines = `\uFEFF${events.map((one) => JSON.stringify(one)).join('\n')}\n`
  const repeat = await rw(['send', await write('a.ndjson', lines), ...asKz, '--validate-only', '--json'])
  expect(repeat.last()).toMatchObject({ accepted: 150, duplicates: 0 })
  expect(
    fake.calls.filter(({ path }) => path === '/v1/events?validateOnly=true').map(({ type }) => type),
  ).toStrictEqual(['application/x-ndjson', 'application/x-ndjson'])
})

it('tells refusals of content from refusals of identity', async () => {
  const file = await write('a.json', [event('a'), event('b')])
  fake.judge = ({ id }) => (id === 'a' ? { status: 422 } : undefined)
  expect((await rw(['send', file, ...asKz])).exit).toBe(1)
  fake.judge = () => ({ status: 403 })
  expect((await rw(['send', file, ...asKz])).exit).toBe(3)
})

it('gets what a path answers, anonymously or as an agency', async () => {
  expect((await rw(['get', 'me', '--json'])).exit).toBe(3)
  for (const path of ['me', '/v1/me', 'v1/me'])
    expect((await rw(['get', path, ...asKz, '--json'])).last()).toMatchObject({ agencyId: 'kz-moi' })
  expect((await rw(['get', 'schemas'])).exit).toBe(0)
  const missing = await rw(['get', '/v1/routes/none', '--json'])
  expect(missing).toMatchObject({ exit: 1, err: expect.stringContaining('no such thing') })
  expect(missing.last()).toMatchObject({ failed: 'rejected' })
})

it('imports, and ends stdout with the counts', async () => {
  const file = await write('in.csv', 'n\n1\n2\n')
  const args = ['import', file, '--mapping', await write('m.json', mapping), ...asKz, '--json']
  const first = await rw(args)
  expect(first).toMatchObject({ exit: 0, err: '' })
  expect(first.last()).toMatchObject({
    recorded: 2,
    duplicates: 0,
    rejected: 0,
    rows: 2,
    seconds: expect.any(Number),
  })
  expect((await rw(args)).last()).toMatchObject({ recorded: 0, duplicates: 2 })
  await write('in.csv', 'n\n1\n2\nx\n')
  const third = await rw(args)
  expect(third.exit).toBe(1)
  expect(third.last()).toMatchObject({ duplicates: 2, rejected: 1, rejectedFile: 'in.csv.rejected.csv' })
})

it('says why an agency may not import, and promises nothing of a repeat', async () => {
  fake.judge = () => ({ status: 403 })
  const file = await write('in.csv', 'n\n1\n')
  const refused = await rw(['import', file, '--mapping', await write('m.json', mapping), ...asKz])
  expect(refused).toMatchObject({ exit: 3, err: 'kz-moi may not post this: Refused\n' })
  expect(await readdir(folder)).not.toContain('in.csv.rejected.csv')
})

it('refuses what cannot be meant, before anything is sent', async () => {
  const file = await write('in.csv', 'n\n1\n')
  const good = await write('m.json', mapping)
  const importing = (...more: string[]) => ['import', file, ...asKz, ...more]
  const usages = [
    [],
    ['fly'],
    ['import', await write('in.json', [{ n: 1 }]), ...asKz],
    importing('--restates'),
    importing('--mapping', good, '--tlp', 'RED'),
    importing('--mapping', good, '--fast'),
    importing('--mapping', good, '--concurrency', '0'),
    importing('--mapping', good, '--rejected', join(folder, 'none', 'r.csv')),
    importing('--mapping', join(folder, 'none.json')),
    importing('--mapping', await write('broken.json', { ...mapping, fields: { '/n': { colum: 'n' } } })),
    importing('--mapping', await write('misfit.json', { ...mapping, fields: { '/n': { column: 'N' } } })),
    importing('--mapping', await write('type.json', { ...mapping, type: 'SeizureReport' })),
    ['import', file, '--mapping', good],
    ['import', join(folder, 'none.csv'), '--mapping', good, ...asKz],
    ['import', await write('in.txt', 'n\n1\n'), '--mapping', good, ...asKz],
    ['import', await write('empty.csv', ''), '--mapping', good, ...asKz],
    ['send', join(folder, 'none.json'), ...asKz],
    ['send', await write('bad.json', '{'), ...asKz],
    ['send', await write('two.json', [event('a')]), ...asKz, '--if-match', 'x'],
    ['token', '--as', 'KZ MOI'],
    ['token', ...asKz, '--base', 'nowhere'],
  ]
  const exits: unknown[] = []
  for (const args of usages) exits.push([args, (await rw(args)).exit])
  expect(exits).toStrictEqual(usages.map((args) => [args, 2]))
  expect(fake.calls).toHaveLength(0)
})

it('says when nobody answers', async () => {
  await fake.stop()
  const down = await rw(['get', 'me', '--json'])
  expect(down.exit).toBe(4)
  expect(down.last()).toMatchObject({ failed: 'server' })
}, 30_000)

it('ends its process with the status', async () => {
  const file = await write('e.json', event('one'))
  expect(await rwProcess(['send', file, ...asKz]).exit).toBe(0)
  fake.judge = () => ({ status: 422 })
  expect(await rwProcess(['send', file, ...asKz]).exit).toBe(1)
})

it('explains itself', async () => {
  expect(await rw(['--version'])).toMatchObject({ exit: 0, out: `${manifest.version}\n` })
  expect(await rw(['--help'])).toMatchObject({ exit: 0, out: expect.stringContaining('import') })
  expect(await rw(['import', '--help'])).toMatchObject({ exit: 0, out: expect.stringContaining('Examples:') })
})

it('can be killed at any moment and repeated', async () => {
  const rows = Array.from({ length: 2_000 }, (_, index) => String(index))
  const args = [
    'import',
    await write('in.csv', ['n', ...rows].join('\n')),
    '--mapping',
    await write('m.json', mapping),
    ...asKz,
  ]
  const { child, exit } = rwProcess(args)
  fake.judge = () => {
    if (fake.stored.size > 700) child.kill('SIGKILL')
    return undefined
  }
  expect(await exit).toBeNull()
  fake.judge = () => undefined
  const before = fake.stored.size
  const repeat = await rw([...args, '--json'])
  expect(repeat.last()).toMatchObject({ duplicates: before, recorded: 2_000 - before, rejected: 0 })
  expect(fake.stored.size).toBe(2_000)
})
