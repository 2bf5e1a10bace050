/** What lies in a table, as digests: a hundred thousand subjects have a million rows, and their texts fit no memory. */
import { digestOf } from '../text-digest.ts'
import type { LyingRow } from '../views/scan.ts'
import type { Key, StoredRow } from '../views/views.ts'
import { rowText } from './expected.ts'

const digestLength = digestOf('').length
const keyDigest = ({ partition, label, sort }: Key): string => digestOf(`${partition}\n${label}\n${sort}`)

export class Inventory {
  /** Digest of the key → digest of the text, and the fence. */
  private readonly rows = new Map<string, string>()

  get size(): number {
    return this.rows.size
  }

  add(key: Key, text: string, fence: number): void {
    this.rows.set(keyDigest(key), `${digestOf(text)}${fence}`)
  }

  /** Takes a row out. @returns its fence, where it was there with this text. */
  take(key: Key, text: string): number | undefined {
    const at = keyDigest(key)
    const found = this.rows.get(at)
    this.rows.delete(at)
    return found?.startsWith(digestOf(text)) ? fenceIn(found) : undefined
  }

  has(key: Key): boolean {
    return this.rows.has(keyDigest(key))
  }

  /** Keeps those alone that stand under a higher fence. */
  keepBeyond(fence: number): void {
    for (const [at, found] of this.rows) if (!(fenceIn(found) > fence)) this.rows.delete(at)
  }
}

const fenceIn = (found: string): number => Number(found.slice(digestLength))

/** What a reader would find: tombstones and totals that are nil stand for nothing. */
export function isShown({ state, body, partition }: StoredRow): boolean {
  return state !== 'gone' && !(body === null && partition.startsWith('totals/'))
}

export const isTombstone = ({ state, label }: StoredRow): boolean => state === 'gone' && label !== bookkeeping

/** Label of what is nobody's to read. */
const bookkeeping = 'internal'

/** Rows that no event makes: what the sweeper tells of its runs. */
export const isHealth = ({ partition }: Key): boolean => partition.startsWith('health/')

export const storedText = (row: LyingRow): string =>
  row.isUnreadable ? 'unreadable' : row.isExpiring ? 'expiring' : rowText(row)

export const isMark = ({ partition }: Key): boolean => partition.startsWith('watermark/')
export const isReferrer = ({ partition }: Key): boolean => partition.startsWith('referrers/')
