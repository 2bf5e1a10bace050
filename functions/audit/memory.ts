/** The audit in memory, for tests of what stands on it. */
import type { Audit, AuditRow } from './audit.ts'

export function memoryAudit(): Audit & { rows(): readonly AuditRow[] } {
  const stored = new Map<string, AuditRow>()
  const inOrder = () => [...stored.values()].sort((one, other) => (one.sort < other.sort ? 1 : -1))
  return {
    rows: inOrder,
    async add(row) {
      const key = JSON.stringify([row.partition, row.sort])
      if (!stored.has(key)) stored.set(key, structuredClone(row))
    },
    async list({ partition, before, from, limit }) {
      const found = inOrder().filter(
        ({ partition: own, sort }) =>
          own === partition &&
          (before === undefined || sort < before) &&
          (from === undefined || sort >= from),
      )
      return { rows: found.slice(0, limit), more: found.length > limit }
    },
  }
}
