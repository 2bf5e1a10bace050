import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { listen } from '../../../infra/local/loopback.ts'
import { projectDir } from '../../../infra/project-dir.ts'
import { newDataDir, removeDataDir, startFixture } from './fixture-app.ts'

const dataDir = newDataDir()
afterAll(() => removeDataDir(dataDir))

function start(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { promise, resolve } = Promise.withResolvers<{
    code: number | null
    stdout: string
    stderr: string
  }>()
  const child = spawn(process.execPath, [join(projectDir, 'infra/local/start.ts'), ...args])
  const said = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (chunk) => {
      said[stream] += chunk
    })
  child.on('close', (code) => resolve({ code, ...said }))
  return promise
}

it('ends with 2 when it is asked for something that it does not know', async () => {
  const { code, stdout, stderr } = await start('--chaos', 'luck=1')
  expect([code, stdout]).toStrictEqual([2, ''])
  expect(stderr).toContain('--chaos knows seed')
  expect(stderr).toContain('usage: npm start')
})

it('ends with 1 when the port is taken', async () => {
  const taken = createServer()
  const { port } = new URL(await listen(taken, 0))
  const { code, stderr } = await start('--port', port, '--data', dataDir)
  expect(code).toBe(1)
  expect(stderr).toContain(`port ${port} is taken`)
  taken.close()
})

it('ends with 1 when another host has the data folder', async () => {
  const host = await startFixture(dataDir)
  const { code, stderr } = await start('--port', '0', '--data', dataDir)
  expect(code).toBe(1)
  expect(stderr).toContain('another host uses this data folder')
  await host.stop()
})
