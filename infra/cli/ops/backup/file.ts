/** A backup's file: written whole or not at all, read a line at a time; packed where its name ends in `.gz`. */
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, rename, rm } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { BackupDamaged } from '../../../../functions/backup/format.ts'
import { CommandFailed } from '../../failure.ts'

const isPacked = (file: string): boolean => file.endsWith('.gz')

/** Nothing shorter is a line of more than an item of 400 KB, however it is escaped. */
const lineCharactersMax = 4_000_000

/** Under another name until it is whole. What stands there is never overwritten. */
export async function writeFile<T>(
  file: string,
  write: (put: (text: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  if (await exists(file)) throw new CommandFailed('usage', `${file} is there already`)
  const part = `${file}.part`
  const out = createWriteStream(part, { mode: 0o600 })
  const into = isPacked(file) ? createGzip() : out
  if (into !== out) into.pipe(out)
  const broken = Promise.race([once(out, 'error'), once(into, 'error')]).then(([error]) => {
    throw new CommandFailed('usage', `${file} cannot be written: ${(error as Error).message}`, {
      cause: error,
    })
  })
  broken.catch(() => undefined)
  try {
    const done = await Promise.race([
      broken,
      write(async (text) => {
        if (!into.write(text)) await Promise.race([broken, once(into, 'drain')])
      }),
    ])
    into.end()
    await Promise.race([broken, finished(out)])
    await rename(part, file)
    return done
  } catch (error) {
    out.destroy()
    await rm(part, { force: true })
    throw error
  }
}

/** Throws `BackupDamaged` for what is no text in lines. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let rest = ''
  try {
    const bytes = createReadStream(file)
    const source = isPacked(file) ? bytes.pipe(createGunzip()) : bytes
    bytes.on('error', (error) => source.destroy(error))
    for await (const chunk of source) {
      const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
      if (rest.length > lineCharactersMax) throw new BackupDamaged('a line is longer than any commit')
    }
    rest += decoder.decode()
  } catch (cause) {
    const { code, message } = cause as { code?: string; message: string }
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
      throw new CommandFailed('usage', `${file} cannot be read: ${message}`, { cause })
    if (cause instanceof Error && !(cause instanceof BackupDamaged) && isOfReading(code))
      throw new BackupDamaged(`the file cannot be unpacked or is no text: ${message}`, { cause })
    throw cause
  }
  if (rest !== '') throw new BackupDamaged('the last line is not whole')
}

const isOfReading = (code: string | undefined): boolean =>
  code !== undefined && /^(Z_|ERR_ENCODING)/.test(code)

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )
