/** Views of which each row is read once: whatever one answer says of a subject, it says of the same moment. */
import type { Key, StoredRow, Views } from './views.ts'

export function remembering<V extends Pick<Views, 'get'>>(views: V): V {
  const known = new Map<string, Promise<StoredRow | undefined>>()
  const get: Views['get'] = async (keys) => {
    const missing = keys.filter((key) => !known.has(idOf(key)))
    if (missing.length > 0) {
      const reading = views.get(missing).then((rows) => new Map(rows.map((row) => [idOf(row), row])))
      for (const key of missing) {
        known.set(
          idOf(key),
          reading.then((found) => found.get(idOf(key))),
        )
      }
    }
    const rows = await Promise.all(keys.map((key) => known.get(idOf(key))))
    return rows.filter((row) => row !== undefined)
  }
  return { ...views, get }
}

const idOf = ({ partition, label, sort }: Key): string => `${label} ${partition} ${sort}`
