/**
 * What functions tell operators: one JSON line per thing that happened, and metrics as lines of CloudWatch's embedded
 * format. Ids, types, agencies and counts only; the content of an event never enters either. Fields are passed line by
 * line and not kept in the logger: the local host runs many invocations in one thread.
 */
import { Logger } from '@aws-lambda-powertools/logger'
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics'

/** Service and level come from the environment (`POWERTOOLS_SERVICE_NAME`, `POWERTOOLS_LOG_LEVEL`). */
export const log = new Logger()

const units = {
  /** Events by what became of them; by type and by agency, too. */
  Accepted: MetricUnit.Count,
  Duplicate: MetricUnit.Count,
  Refused: MetricUnit.Count,
  /** Submissions that were answered with a 202. */
  Submitted: MetricUnit.Count,
  /** Appends that met another writer at the same sequence. */
  AppendConflicts: MetricUnit.Count,
  /** Facts that stayed failed after all attempts of one call; the stream brings them again. */
  PublishFailures: MetricUnit.Count,
  /** From the commit to its rows. */
  ProjectionLag: MetricUnit.Milliseconds,
  /** Changes of commits that no redaction explains. */
  LedgerChanged: MetricUnit.Count,
  /** Finished runs of the sweeper, and what they found. */
  Sweeps: MetricUnit.Count,
  GapsRepaired: MetricUnit.Count,
  Unprojected: MetricUnit.Count,
  StuckSubmissions: MetricUnit.Count,
  SilentAgencies: MetricUnit.Count,
  /** Appended to the log, and runs that left some for the next one. */
  LogBatches: MetricUnit.Count,
  LogCommits: MetricUnit.Count,
  LogUnfinished: MetricUnit.Count,
} as const

export type MetricName = keyof typeof units

/** Each is a dimension set of its own: types times agencies would be thousands of metrics, and each is paid for. */
export type By = { type: string; agency: string }

const metrics = new Metrics({
  namespace: 'Routewatch',
  ...(process.env.STAGE !== undefined && { defaultDimensions: { stage: process.env.STAGE } }),
})

type Group = { by?: By; counts: Map<MetricName, number> }
const groups = new Map<string, Group>()
const measured: [MetricName, number][] = []

/** Adds up until the invocation ends. */
export function count(name: MetricName, n = 1, by?: By): void {
  const key = by ? `${by.type} ${by.agency}` : ''
  const group = groups.get(key) ?? { counts: new Map(), ...(by && { by }) }
  groups.set(key, group)
  group.counts.set(name, (group.counts.get(name) ?? 0) + n)
}

/** One value of many: its percentiles can be asked for. */
export function measure(name: MetricName, value: number): void {
  measured.push([name, value])
}

/** Metrics of an invocation leave when it ends, however it ends: a line for each type and agency that it met. */
export function withMetrics<Event, Rest extends unknown[], Answer>(
  handler: (event: Event, ...rest: Rest) => Promise<Answer>,
): (event: Event, ...rest: Rest) => Promise<Answer> {
  return async (event, ...rest) => {
    try {
      return await handler(event, ...rest)
    } finally {
      publishMetrics()
    }
  }
}

function publishMetrics(): void {
  for (const { by, counts } of groups.values()) {
    // The sum over all first; it is a set of its own, since CloudWatch adds up nothing by itself.
    if (by) metrics.addDimensions({}).addDimensions({ type: by.type }).addDimensions({ agency: by.agency })
    for (const [name, n] of counts) metrics.addMetric(name, units[name], n)
    metrics.publishStoredMetrics()
  }
  groups.clear()
  if (measured.length === 0) return
  for (const [name, value] of measured.splice(0)) metrics.addMetric(name, units[name], value)
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics()
}

/** An error without what it may quote: the engine's own messages show pieces of the values that it stumbled over. */
export function faultOf(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error }
  const { stack = '', cause } = error
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return {
    ...named(error),
    frames: frames.map((line) => line.trim()),
    ...(cause instanceof Error && { because: named(cause) }),
  }
}

const named = (error: Error) => ({
  error: error.name,
  ...(!quoting.some((kind) => error instanceof kind) && { reason: error.message }),
})

/** `Unexpected token … in JSON`, `Cannot use 'in' operator to search for … in …`, `Invalid time zone specified: …`. */
const quoting = [SyntaxError, TypeError, RangeError]
