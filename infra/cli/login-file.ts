/** Who is signed in: one agency at one address, in the user's configuration folder (XDG Base Directory), for nobody else to read. */
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import * as z from 'zod'
import { CommandFailed } from './failure.ts'

const loginShape = z.strictObject({
  base: z.string(),
  agency: z.string(),
  secret: z.string(),
  tokenUrl: z.string().optional(),
  clientId: z.string().optional(),
})
/** The secret is kept, not a token: tokens live an hour at most. */
export type Login = z.infer<typeof loginShape>

/** XDG takes absolute paths only, and tells to ignore others. */
export function loginFile(): string {
  const given = process.env.XDG_CONFIG_HOME ?? ''
  return join(isAbsolute(given) ? given : join(homedir(), '.config'), 'routewatch', 'login.json')
}

/** Undefined where nobody is signed in. Throws where the file is not one that `rw login` wrote. */
export async function readLogin(): Promise<Login | undefined> {
  const file = loginFile()
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new CommandFailed('usage', `${file} cannot be read`, { cause })
  }
  try {
    return loginShape.parse(JSON.parse(text))
  } catch (cause) {
    throw new CommandFailed('usage', `${file} is damaged: rw logout removes it`, { cause })
  }
}

/** Whole or not at all, and never readable for others, not even while it is written. */
export async function writeLogin(login: Login): Promise<void> {
  const file = loginFile()
  const folder = dirname(file)
  const beside = `${file}.${process.pid}`
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(beside, `${JSON.stringify(login, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' })
    await chmod(beside, 0o600)
    await rename(beside, file)
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => {})
    throw new CommandFailed('usage', `${file} cannot be written`, { cause })
  }
}

/** Whether there was anything to forget. */
export async function forgetLogin(): Promise<boolean> {
  const file = loginFile()
  try {
    await rm(file)
    return true
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw new CommandFailed('usage', `${file} cannot be removed`, { cause })
  }
}
