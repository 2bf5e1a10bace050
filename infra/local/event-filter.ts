import { compilePattern, matches } from './events-patterns.ts'

/** Whether an event source mapping lets a record through: one of its patterns matches, or it has none. */
export function filterOf(patterns: readonly string[]): (record: object) => boolean {
  if (patterns.length === 0) return () => true
  const compiled = patterns.map((pattern) => compilePattern(JSON.parse(pattern)))
  return (record) => compiled.some((pattern) => matches(pattern, record))
}
