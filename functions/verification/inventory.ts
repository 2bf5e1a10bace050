/** What lies in a table, as digests: a hundred thousand subjects have a million rows, and their texts fit no memory. */
import { hash } from 'node:crypto'
import type { Key, StoredRow } from '../views/views.ts'
import { rowText } from './expected.ts'

/** Fences are compared up to here; none comes near, but one that was made up. */
const fenceMax = 2 ** 20 - 1

/** 48 bits: two of a million keys agree once in five hundred runs, and then the row is looked at by its key. */
const keyDigest = (key: Key): number => digest(`${key.partition}\n${key.label}\n${key.sort}`).readUIntBE(0, 6)
const textDigest = (text: string): number => digest(text).readUInt32BE(0)
const digest = (text: string): Buffer => hash('sha256', text, 'buffer')

export class Inventory {
  private readonly rows = new Map<number, number>()

  get size(): number {
    return this.rows.size
  }

  add(key: Key, text: string, fence: number): void {
    const shown = Math.max(0, Math.min(fence, fenceMax))
    this.rows.set(keyDigest(key), textDigest(text) * (fenceMax + 1) + shown)
  }

  /** Takes a row out. Whether it was there, with this text, and under no higher fence. */
  take(key: Key, text: string, fence: number): boolean {
    const at = keyDigest(key)
    const found = this.rows.get(at)
    this.rows.delete(at)
    if (found === undefined) return false
    const stored = found % (fenceMax + 1)
    return stored <= fence && (found - stored) / (fenceMax + 1) === textDigest(text)
  }

  has(key: Key): boolean {
    return this.rows.has(keyDigest(key))
  }
}

/** What a reader would find: tombstones and totals that are nil stand for nothing. */
export function isShown({ state, body, partition }: StoredRow): boolean {
  return state !== 'gone' && !(body === null && partition.startsWith('totals/'))
}

/** Rows that no event makes: what the sweeper tells of its runs. */
export const isHealth = ({ partition }: Key): boolean => partition.startsWith('health/')

export const storedText = (row: StoredRow & { isUnreadable?: true }): string =>
  row.isUnreadable ? 'unreadable' : rowText(row)
