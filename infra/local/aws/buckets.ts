import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/** Objects as files under `<data>/buckets/<bucket>/`, one each, named by the key as a URL writes it. */

export type StoredObject = { key: string; bytes: Buffer; etag: string; modified: Date }

export class Bucket {
  private readonly dir: string

  constructor(dataDir: string, name: string) {
    this.dir = join(dataDir, 'buckets', name)
    mkdirSync(this.dir, { recursive: true })
  }

  /** On disk, whole, when this returns true; false when the key is taken and `onlyNew` is asked for. */
  put(key: string, bytes: Buffer, onlyNew: boolean): boolean {
    const file = this.fileOf(key)
    const fresh = join(this.dir, `.${createHash('sha256').update(key).digest('hex')}.new`)
    rmSync(fresh, { force: true })
    const handle = openSync(fresh, 'wx', 0o600)
    try {
      writeFileSync(handle, bytes)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    try {
      if (onlyNew) linkSync(fresh, file)
      else renameSync(fresh, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    } finally {
      rmSync(fresh, { force: true })
    }
    syncDir(this.dir)
    return true
  }

  has(key: string): boolean {
    return existsSync(this.fileOf(key))
  }

  get(key: string): StoredObject | undefined {
    const file = this.fileOf(key)
    if (!existsSync(file)) return undefined
    const bytes = readFileSync(file)
    return { key, bytes, etag: etagOf(bytes), modified: statSync(file).mtime }
  }

  /** In the order of their UTF-8 bytes, as S3 lists them. */
  keys(): string[] {
    const names = readdirSync(this.dir).filter((name) => !name.startsWith('.'))
    return names
      .map((name) => decodeURIComponent(name))
      .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
  }

  private fileOf(key: string): string {
    return join(this.dir, fileNameOf(key))
  }
}

/** Keeps every key inside the folder; a leading dot is left to files that are not finished. */
const fileNameOf = (key: string): string => encodeURIComponent(key).replace(/^\./, '%2E')

/** S3 takes keys of 1,024 bytes, a file system names of 255. */
export const isTooLong = (key: string): boolean => Buffer.byteLength(fileNameOf(key)) > 250

export const etagOf = (bytes: Buffer): string => `"${createHash('md5').update(bytes).digest('hex')}"`

function syncDir(dir: string): void {
  const handle = openSync(dir, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
