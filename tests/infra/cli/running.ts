import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { vi } from 'vitest'
import { run } from '../../../infra/cli/rw.ts'

type Ended = { exit: number | null; out: string; err: string; last: () => Record<string, unknown> }

/** The command in this process, run in a folder: what it prints and how it ends. */
export async function ran(args: string[], folder: string, env: Record<string, string>): Promise<Ended> {
  // Who is signed in on this machine has no part in it.
  for (const [name, value] of Object.entries({ XDG_CONFIG_HOME: folder, ...env })) vi.stubEnv(name, value)
  const ended = { out: '', err: '' }
  const hear = (stream: NodeJS.WriteStream, heard: keyof typeof ended) =>
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      ended[heard] += text
      return true
    })
  const log = vi.spyOn(console, 'log').mockImplementation((text) => {
    ended.out += `${text}\n`
  })
  const spies = [hear(process.stdout, 'out'), hear(process.stderr, 'err'), log]
  const before = process.cwd()
  process.chdir(folder)
  try {
    const exit = await run(args)
    return { ...ended, exit, last: () => JSON.parse(ended.out.trim().split('\n').at(-1) ?? '') }
  } finally {
    process.chdir(before)
    for (const spy of spies) spy.mockRestore()
    vi.unstubAllEnvs()
  }
}

/** The command as a script calls it: a process of its own. */
export function spawned(args: string[], folder: string, base: string) {
  const command = join(import.meta.dirname, '../../../infra/cli/rw.ts')
  const env = { PATH: process.env.PATH, RW_BASE: base, XDG_CONFIG_HOME: folder }
  const child = spawn(process.execPath, [command, ...args], { cwd: folder, env, stdio: 'ignore' })
  return { child, exit: new Promise<number | null>((ended) => child.on('close', ended)) }
}
