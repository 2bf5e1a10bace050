import type { Chaos } from './chaos.ts'
import type { FunctionError, Outcome } from './function.ts'

/** Calls a function, by ARN. Never throws. */
export type Invoke = (arn: string, event: unknown) => Promise<Outcome>

const unlucky: Outcome = { error: { errorType: 'Chaos', errorMessage: 'Failed on purpose' } }

/** The same, but with bad luck: some calls fail before the function has run, some after. */
export function temptFate(invoke: Invoke, chaos: Chaos): Invoke {
  return async (arn, event) => {
    const failure = chaos.failure()
    if (failure === 'before') return unlucky
    const outcome = await invoke(arn, event)
    return failure === 'after' ? unlucky : outcome
  }
}

/** Milliseconds before try number `tries` + 1: AWS waits longer, and so would everybody who watches. */
export const backoffMs = (tries: number, maxMs: number): number =>
  Math.min(maxMs, 250 * 2 ** Math.min(tries - 1, 20))

/**
 * Identifiers that a batch's answer reports as failed; undefined when the answer makes no sense, which AWS takes for a
 * failure of the whole batch.
 */
export function reportedFailures(payload: string): string[] | undefined {
  const answer = JSON.parse(payload) as { batchItemFailures?: { itemIdentifier?: unknown }[] | null } | null
  const failures = answer?.batchItemFailures ?? []
  if (!Array.isArray(failures)) return undefined
  const identifiers = failures.map((failure) => failure?.itemIdentifier)
  const usable = identifiers.every((each): each is string => typeof each === 'string' && each !== '')
  return usable ? (identifiers as string[]) : undefined
}

/** What a destination of failed invocations is told beside the payload. */
export const failureContext = (
  functionArn: string,
  condition: string,
  tries: number,
  error?: FunctionError,
) => ({
  version: '1.0',
  timestamp: new Date().toISOString(),
  requestContext: { functionArn: `${functionArn}:$LATEST`, condition, approximateInvokeCount: tries },
  responseContext: {
    statusCode: 200,
    executedVersion: '$LATEST',
    ...(error && { functionError: 'Unhandled' }),
  },
})
