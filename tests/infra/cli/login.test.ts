import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { connectionWith } from '../../../infra/cli/connecting.ts'
import { type FakeRoutewatch, startFakeRoutewatch } from './fake-routewatch.ts'
import { ran } from './running.ts'

let fake: FakeRoutewatch
let folder: string
beforeEach(async () => {
  fake = await startFakeRoutewatch()
  folder = await mkdtemp(join(tmpdir(), 'rw-login-'))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await fake.stop()
})

const rw = (...args: string[]) => ran(args, folder, {})
const said = (text: string) =>
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([Buffer.from(text)]) as never)
const file = () => join(folder, 'routewatch', 'login.json')
const login = () => rw('login', '--base', fake.base, '--as', 'kz-moi', '--json')

it('is kept for later commands, for nobody else to read, and forgotten', async () => {
  expect(await login()).toMatchObject({ exit: 0, err: '' })
  expect((await stat(file())).mode & 0o777).toBe(0o600)
  expect((await stat(join(folder, 'routewatch'))).mode & 0o777).toBe(0o700)
  expect((await rw('whoami', '--json')).last()).toMatchObject({ agencyId: 'kz-moi', base: fake.base })
  expect((await rw('whoami')).out).toBe(
    `kz-moi (participating-state) at ${fake.base}\nposts: seizures, statements\nreads: participants/kz-moi\n`,
  )
  const report = {
    specversion: '1.0',
    source: '/agencies/kz-moi',
    type: 'SeizureReported',
    id: 'one',
    data: {},
  }
  await writeFile(join(folder, 'e.json'), JSON.stringify(report))
  expect((await rw('send', 'e.json', '--json')).last()).toMatchObject({ accepted: 1 })
  expect((await rw('logout', '--json')).last()).toStrictEqual({ forgotten: true })
  expect(await rw('logout')).toMatchObject({ exit: 0, out: 'nobody was signed in\n' })
  expect(await rw('whoami')).toMatchObject({ exit: 2, err: expect.stringContaining('rw login') })
})

it('that does not work leaves the one before as it was', async () => {
  await login()
  const before = await readFile(file(), 'utf8')
  expect((await rw('login', '--base', fake.base, '--as', 'kz-moi', '--secret', 'wrong')).exit).toBe(3)
  expect((await rw('login', '--base', fake.base)).exit).toBe(2)
  expect((await rw('login', '--base', 'ftp://x', '--as', 'kz-moi')).exit).toBe(2)
  expect(await readFile(file(), 'utf8')).toBe(before)
})

it('works behind a path', async () => {
  const base = `${fake.base}/behind/a-path`
  expect((await rw('login', '--base', `${base}/`, '--as', 'kz-moi')).exit).toBe(0)
  expect((await rw('whoami', '--json')).last()).toMatchObject({ base })
  expect((await rw('schemas', '--base', base)).out).toBe('SeizureReported 1\n')
})

it('takes the secret of another host from standard input, and none is refused', async () => {
  said('local-kz-moi\n')
  const remote = ['login', '--base', 'http://routewatch.invalid', '--as', 'kz-moi', '--json']
  const kept = await rw(...remote, '--token-url', `${fake.base}/oauth2/token`)
  // The issuer is the local one, so its secret is known; the address itself has no such name.
  expect([kept.exit, fake.tokensIssued]).toStrictEqual([4, 1])
  said('')
  expect(await rw(...remote)).toMatchObject({ exit: 2, err: expect.stringContaining('no secret') })
}, 30_000)

it('that is damaged is told, and can be removed', async () => {
  await login()
  await writeFile(file(), '{"base":1}')
  expect(await rw('whoami')).toMatchObject({ exit: 2, err: expect.stringContaining('rw logout') })
  expect((await rw('logout')).exit).toBe(0)
})

const kept = { base: 'https://a.example/v', agency: 'kz-moi', secret: 's1' }
it.each([
  [{}, { agency: 'kz-moi', secret: 's1' }],
  [{ base: 'https://a.example/v/' }, { agency: 'kz-moi', secret: 's1' }],
  [{ as: 'io-one' }, { agency: 'io-one', secret: undefined }],
  [
    { base: 'https://b.example/v', as: 'kz-moi' },
    { agency: 'kz-moi', secret: undefined },
  ],
  [{ base: 'https://b.example' }, { agency: undefined, secret: undefined }],
  [{ tokenUrl: 'https://b.example/token' }, { agency: 'kz-moi', secret: undefined }],
  [{ base: 'http://localhost:1', as: 'kz-moi' }, { secret: 'local-kz-moi' }],
  [{ base: 'http://localhost.example', as: 'kz-moi' }, { secret: undefined }],
])('sends a secret only where it was given for: %j', (options, expected) => {
  expect(connectionWith(options, kept)).toMatchObject(expected)
})

it('tells what there is to post, and what was probably meant', async () => {
  const base = ['--base', fake.base]
  expect((await rw('schemas', ...base, '--json')).last()).toMatchObject({
    items: [{ type: 'SeizureReported' }],
  })
  expect((await rw('schemas', 'SeizureReported', ...base, '--json')).last()).toStrictEqual({ type: 'object' })
  const mistyped = [
    [['schemas', 'SeizureReport', ...base], 'Did you mean SeizureReported?'],
    [['shemas'], 'Did you mean schemas?'],
    [['whoami', '--jsn'], 'Did you mean --json?'],
    [['export', 'seizures', '--format', 'cvs'], 'csv'],
  ] as const
  for (const [args, told] of mistyped)
    expect(await rw(...args)).toMatchObject({ exit: 2, err: expect.stringContaining(told) })
})

it('sends what comes on standard input: one event, an array, or lines', async () => {
  const event = (id: string) =>
    JSON.stringify({ specversion: '1.0', source: '/agencies/kz-moi', type: 'SeizureReported', id, data: {} })
  const send = ['send', '-', '--base', fake.base, '--as', 'kz-moi', '--json']
  said(event('a'))
  expect((await rw(...send)).last()).toMatchObject({ accepted: 1 })
  said(`[${event('b')},${event('c')}]`)
  expect((await rw(...send)).last()).toMatchObject({ accepted: 2 })
  said(`${event('d')}\n${event('e')}\n`)
  expect((await rw(...send)).last()).toMatchObject({ accepted: 2 })
  said('{"a":')
  expect(await rw(...send)).toMatchObject({ exit: 2, err: expect.stringContaining('standard input') })
})

it('has examples for every command', async () => {
  for (const command of [
    'login',
    'logout',
    'whoami',
    'token',
    'send',
    'get',
    'import',
    'validate',
    'export',
    'schemas',
  ])
    expect((await rw(command, '--help')).out).toContain(`npm run -s rw -- ${command}`)
  expect((await rw('--help')).out).toContain('Exit status')
})
