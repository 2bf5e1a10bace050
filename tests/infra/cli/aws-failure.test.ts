import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { CommandFailed } from '../../../infra/cli/failure.ts'
import { attempting } from '../../../infra/cli/ops/aws-failure.ts'
import { writeHostFile } from '../../../infra/local/host-file.ts'
import { listen } from '../../../infra/local/loopback.ts'
import { ran } from './running.ts'

const named = (name: string, message = 'no') => Object.assign(new Error(message), { name })

it.each<[unknown, string, string]>([
  [named('AccessDeniedException'), 'identity', 'the try: AccessDeniedException: no'],
  [named('ExpiredTokenException'), 'identity', 'the try: ExpiredTokenException: no'],
  [named('NotAuthorizedException'), 'identity', 'the try: NotAuthorizedException: no'],
  [named('CredentialsProviderError'), 'identity', 'the try: CredentialsProviderError: no'],
  [named('TimeoutError'), 'server', 'the try: TimeoutError: no'],
  ['a text', 'server', 'the try: Error: a text'],
  [new CommandFailed('rejected', 'told already'), 'rejected', 'told already'],
])('%s ends with %s', async (error, exit, message) => {
  const failure = await attempting('the try', () => Promise.reject(error)).catch((failed: unknown) => failed)
  expect(failure).toBeInstanceOf(CommandFailed)
  expect(failure).toMatchObject({ exit, message })
})

const dataDir = mkdtempSync(join(tmpdir(), 'routewatch-'))
afterAll(() => rmSync(dataDir, { recursive: true }))

it('says that a host which was killed cannot be reached', async () => {
  const server = createServer()
  const url = await listen(server, 0)
  server.close()
  const outputs = { ProjectorQueueUrl: `${url}/0/work`, ProjectorQueueDeadLettersUrl: `${url}/0/dead` }
  writeHostFile(dataDir, { url, awsUrl: url, region: 'eu-central-1', account: '000000000000', outputs })
  expect(await ran(['ops', 'dlq', 'list', '--data', dataDir], dataDir, {})).toMatchObject({
    exit: 4,
    err: expect.stringContaining('the queues cannot be read: Error: connect ECONNREFUSED'),
  })
})
