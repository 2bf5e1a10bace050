/** Rows of a benchmark as people read them. */
export type Row = Record<string, string | number>

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

/** At most three significant digits: more would say what a run cannot. */
export const rounded = (value: number): number => Number(value.toPrecision(3))

/** A table in Markdown, which a terminal shows as well; columns of numbers stand to the right. */
export function table(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))]
  const widths = columns.map((_, n) => Math.max(3, ...cells.map((line) => line[n]?.length ?? 0)))
  const areNumbers = columns.map((column) =>
    rows.every((row) => row[column] === undefined || typeof row[column] === 'number'),
  )
  const padded = (value: string, n: number) =>
    areNumbers[n] ? value.padStart(widths[n] ?? 0) : value.padEnd(widths[n] ?? 0)
  const line = (values: readonly string[]) => `| ${values.map(padded).join(' | ')} |`
  const [head = [], ...body] = cells
  const rule = columns.map((_, n) => `${'-'.repeat((widths[n] ?? 3) - 1)}${areNumbers[n] ? ':' : '-'}`)
  return [line(head), line(rule), ...body.map(line)].join('\n')
}
