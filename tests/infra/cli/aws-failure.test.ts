import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Unavailable } from '../../../functions/ledger/ledger.ts'
import { CommandFailed } from '../../../infra/cli/failure.ts'
import { attempting } from '../../../infra/cli/ops/aws-failure.ts'
import { writeHostFile } from '../../../infra/local/host-file.ts'
import { listen } from '../../../infra/local/loopback.ts'
import { ran } from './running.ts'

const named = (name: string, message = 'no') => Object.assign(new Error(message), { name })

const refused = (address: string) => Object.assign(new Error(), { code: 'ECONNREFUSED', address, port: 8787 })

it.each<[unknown, string, string]>([
  [named('AccessDeniedException'), 'identity', 'the try: AccessDeniedException: no'],
  [named('ExpiredTokenException'), 'identity', 'the try: ExpiredTokenException: no'],
  [named('NotAuthorizedException'), 'identity', 'the try: NotAuthorizedException: no'],
  [
    named('CredentialsProviderError'),
    'identity',
    'the try: no AWS credentials: aws sso login, or AWS_PROFILE',
  ],
  [
    new Unavailable('Error', { cause: refused('127.0.0.1') }),
    'server',
    'the try: 127.0.0.1:8787 cannot be reached',
  ],
  [
    Object.assign(new AggregateError([refused('::1'), refused('127.0.0.1')]), { code: 'ECONNREFUSED' }),
    'server',
    'the try: [::1]:8787 cannot be reached',
  ],
  [
    Object.assign(named('Error'), { code: 'ENOTFOUND', hostname: 'sqs.example' }),
    'server',
    'the try: sqs.example cannot be reached',
  ],
  [new Unavailable('TimeoutError', { cause: named('TimeoutError') }), 'server', 'the try: TimeoutError: no'],
  [named('TimeoutError'), 'server', 'the try: TimeoutError: no'],
  [new SyntaxError('Unexpected token s in {"secret'), 'server', 'the try: SyntaxError'],
  ['a text', 'server', 'the try: Error: a text'],
  [new CommandFailed('rejected', 'told already'), 'rejected', 'told already'],
])('%s ends with %s', async (error, exit, message) => {
  const failure = await attempting('the try', () => Promise.reject(error)).catch((failed: unknown) => failed)
  expect(failure).toBeInstanceOf(CommandFailed)
  expect(failure).toMatchObject({ exit, message })
})

const dataDir = mkdtempSync(join(tmpdir(), 'routewatch-'))
afterAll(() => rmSync(dataDir, { recursive: true }))

describe('a host that was killed', () => {
  let url: string
  beforeAll(async () => {
    const server = createServer()
    url = await listen(server, 0)
    server.close()
    const outputs = {
      ...{ ProjectorQueueUrl: `${url}/0/work`, ProjectorQueueDeadLettersUrl: `${url}/0/dead` },
      ...{ UnpublishedDeadLettersUrl: `${url}/0/unpublished`, MissedSweepsDeadLettersUrl: `${url}/0/missed` },
      ...{ LedgerTable: 'ledger', ViewsTable: 'views', SubmissionsTable: 'submissions', LogTable: 'log' },
      ...{ LogBucket: 'log', LogKeyArn: 'key', IntakeBusName: 'intake', FactsBusName: 'facts' },
      ...{ UserPoolId: 'pool', CentreClientId: 'centre', TokenUrl: `${url}/oauth2/token`, Url: url },
    }
    writeHostFile(dataDir, { url, awsUrl: url, region: 'eu-central-1', account: '000000000000', outputs })
  })
  const told = (args: readonly string[], env = {}) => ran(['ops', ...args, '--data', dataDir], dataDir, env)

  it.each([
    [['status']],
    [['dlq', 'list']],
    [['verify']],
    [['sweep', '--whole']],
    [['export', 'ledger.ndjson']],
  ])('is told as out of reach by %j', { timeout: 20_000 }, async (args) => {
    expect(await told(args)).toMatchObject({
      exit: 4,
      err: expect.stringContaining(`${new URL(url).host} cannot be reached`),
    })
  })

  it('is told so by the doctor, wherever it looks', async () => {
    const { out } = await told(['doctor'])
    expect(out).not.toMatch(/Error/)
    expect(out.split(`${new URL(url).host} cannot be reached`).length).toBeGreaterThan(5)
  })

  it.each([[['dlq', 'list']], [['agency', 'rotate', 'kz-moi', '--yes']]])(
    'is not what RW_BASE means: %j does nothing',
    async (args) => {
      const { exit, err } = await told(args, { RW_BASE: 'https://routewatch.example' })
      expect({ exit, err }).toStrictEqual({
        exit: 2,
        err: `RW_BASE is https://routewatch.example, and stage local is at ${url}: unset RW_BASE, or name the other with --data (RW_DATA); nothing was done\n`,
      })
    },
  )

  it('is what RW_BASE means under another name of the machine', async () => {
    const base = `${url.replace('127.0.0.1', 'localhost')}/`
    expect(await told(['dlq', 'list'], { RW_BASE: base })).toMatchObject({ exit: 4 })
  })
})
