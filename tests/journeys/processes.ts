import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectDir } from '../../infra/project-dir.ts'

/** Host and command line as an operator runs them: processes of their own, that can be killed. */

export type HostProcess = { url: string; port: string; kill: () => Promise<void> }
export type Ended = { code: number | null; stdout: string; stderr: string }

const program = (file: string, args: readonly string[], cwd: string): ChildProcess =>
  spawn(process.execPath, [join(projectDir, file), ...args], {
    cwd,
    // Who is signed in on this machine has no part in it.
    env: { ...process.env, XDG_CONFIG_HOME: cwd },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** Runs until it is killed, with `kill -9`. */
export function startProcess(dataDir: string, port = '0', ...more: string[]): Promise<HostProcess> {
  const { promise, resolve, reject } = Promise.withResolvers<HostProcess>()
  const child = program('infra/local/start.ts', ['--port', port, '--data', dataDir, ...more], dataDir)
  const gone = new Promise<void>((ended) => child.once('exit', () => ended()))
  const kill = async () => {
    child.kill('SIGKILL')
    await gone
  }
  let said = ''
  child.stdout?.on('data', (chunk) => {
    said += chunk
    const url = /^ready (\S+)$/m.exec(said)?.[1]
    if (url !== undefined) resolve({ url, port: new URL(url).port, kill })
  })
  child.stderr?.on('data', (chunk) => {
    said += chunk
  })
  child.once('exit', () => reject(new Error(`The host ended early: ${said}`)))
  return promise
}

/** The command line from the folder `cwd`; `kill` ends it in the middle of its work. */
export function rw(cwd: string, ...args: string[]): { ended: Promise<Ended>; kill: () => void } {
  const { promise, resolve } = Promise.withResolvers<Ended>()
  const child = program('infra/cli/rw.ts', args, cwd)
  const said = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream]?.on('data', (chunk) => {
      said[stream] += chunk
    })
  child.once('close', (code) => resolve({ code, ...said }))
  return { ended: promise, kill: () => child.kill('SIGKILL') }
}
