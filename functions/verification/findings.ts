/** The first so many, and how many there are. */
export type Findings<T> = { count: number; first: T[] }

const findingsMax = 100

export function tell<T>(findings: Findings<T>, ...more: readonly T[]): void {
  findings.count += more.length
  findings.first.push(...more.slice(0, Math.max(0, findingsMax - findings.first.length)))
}
