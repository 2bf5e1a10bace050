/** What functions told operators, as `[level, message, fields]`. */
import { vi } from 'vitest'
import { log } from '../../functions/telemetry.ts'

export type Line = readonly [level: string, message: unknown, fields?: unknown]

/** Listens from now on. */
export function listen(): { lines: Line[] } {
  const heard = { lines: [] as Line[] }
  for (const level of ['info', 'warn', 'error', 'critical'] as const)
    vi.spyOn(log, level).mockImplementation((message, ...fields) => {
      heard.lines.push([level, message, ...fields] as unknown as Line)
    })
  return heard
}
