/** What a caller of the client catches. */
import type { Schemas } from './api.generated.ts'

/**
 * `no-agency`: a token was asked for and nobody said whose. `not-authenticated`: the issuer refused one.
 * `unavailable`: unreachable, or busy for longer than the patience lasts. `refused`: the answer is a problem.
 */
export type FailureCode = 'no-agency' | 'not-authenticated' | 'unavailable' | 'refused'

export class RoutewatchFailure extends Error {
  readonly code: FailureCode
  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'RoutewatchFailure'
    this.code = code
  }
}

/** An answer of 4xx or 5xx. `slug` is stable, `/problems/{slug}` explains it; `problem.errors` names each field. */
export class ProblemFailure extends RoutewatchFailure {
  readonly status: number
  readonly slug: string
  readonly problem: Partial<Schemas['Problem']>
  constructor(status: number, problem: Partial<Schemas['Problem']>) {
    super('refused', `${status} ${problem.title ?? ''}${problem.detail ? `: ${problem.detail}` : ''}`)
    this.name = 'ProblemFailure'
    this.status = status
    this.slug = (problem.type ?? '').replace('/problems/', '')
    this.problem = problem
  }
}
