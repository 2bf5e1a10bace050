/** Decides what may happen to one seizure. A correction is judged by the report that it would leave. */
import Big from 'big.js'
import type { DataOf } from '../events/catalog.ts'
import type { SubstanceCode } from '../events/codes/substances.ts'
import type { Seen, Warning } from '../events/recorded.ts'
import { seizureReported } from '../events/seizure.ts'
import { standing } from './claim.ts'
import { accept, type Candidate, type Context, type Decision, every, refuse } from './decision.ts'
import { kilogramEquivalent, type Quantity } from './kilograms.ts'
import { mergePatch } from './merge-patch.ts'

export type SeizureEventType =
  | 'SeizureReported'
  | 'SeizureCorrected'
  | 'SeizureRetracted'
  | 'SeizureLabConfirmed'
  | 'SeizureAttributedToRoute'
  | 'SeizureAttributedToActor'

export type SeizureReport = DataOf<'SeizureReported'>
export type SeizureState = { report: SeizureReport | undefined; retracted: boolean }

/** Ignores events of other kinds, so that any subset of a stream can be folded. */
export function evolveSeizure(seizure: SeizureState, event: Seen): SeizureState {
  switch (event.type) {
    case 'SeizureReported':
      return { ...seizure, report: event.data ?? seizure.report }
    case 'SeizureCorrected':
      return seizure.report && event.data
        ? { ...seizure, report: mergePatch(seizure.report, event.data.changes) }
        : seizure
    // That it was retracted is no payload: it holds where the reason is redacted.
    case 'SeizureRetracted':
      return { ...seizure, retracted: true }
    default:
      return seizure
  }
}

export function seizureOf(seen: readonly Seen[]): SeizureState {
  const seizure = seen.reduce<SeizureState>(evolveSeizure, { report: undefined, retracted: false })
  // Its report can also be retracted as the claim that it is.
  const isGone =
    seizure.report !== undefined && !standing(seen).some(({ type }) => type === 'SeizureReported')
  return isGone ? { ...seizure, retracted: true } : seizure
}

export function decideSeizure(candidate: Candidate<SeizureEventType>, context: Context): Decision {
  const { report, retracted } = seizureOf(context.seen)
  if (candidate.type === 'SeizureReported') return accept(...reportWarnings(candidate.data, context))
  if (retracted) return refuse('state-conflict', '', 'This seizure has been retracted.')
  switch (candidate.type) {
    case 'SeizureCorrected':
      return report
        ? decideCorrection(report, candidate.data.changes)
        : refuse('state-conflict', '', 'There is no report left to correct.')
    case 'SeizureLabConfirmed':
      return every(
        ...candidate.data.items.map(({ index }, at) =>
          index < (report?.items.length ?? 0)
            ? accept()
            : refuse('unknown-reference', `/items/${at}/index`, 'The report has no such item.'),
        ),
      )
    case 'SeizureRetracted':
    case 'SeizureAttributedToRoute':
    case 'SeizureAttributedToActor':
      return accept()
  }
}

function decideCorrection(report: SeizureReport, changes: object): Decision {
  const corrected = seizureReported().safeParse(mergePatch(report, changes))
  const detail = 'With this correction the report would no longer be valid.'
  return every(
    ...(corrected.error?.issues ?? []).map(({ path }) =>
      refuse('rule-violated', `/changes/${path.join('/')}`, detail),
    ),
  )
}

/** Implausible is a warning, never a refusal: the poster may be right. */
function reportWarnings(report: SeizureReport, { reportRefSeen }: Context): readonly Warning[] {
  const implausible = report.items.flatMap(({ quantity, substance }, index) =>
    isImplausible(quantity, substance)
      ? [
          {
            rule: 'implausible-quantity',
            pointer: `/data/items/${index}/quantity`,
            hint: 'More than any seizure on record; check value and unit.',
          },
        ]
      : [],
  )
  const seen = {
    rule: 'report-ref-seen',
    pointer: '/data/reportRef',
    hint: 'You have reported under this case number before.',
  }
  return reportRefSeen ? [...implausible, seen] : implausible
}

/** A threshold of ours for a second look: no route moves a hundred tonnes in one consignment. */
const plausibleKilogramsMax = 100_000
/** Of tablets, plants and whatever else is counted. */
const plausibleCountMax = 100_000_000

function isImplausible(quantity: Quantity, substance: SubstanceCode): boolean {
  const { equivalent } = kilogramEquivalent(quantity, substance)
  const kilograms = equivalent?.kg
  return kilograms == null
    ? Big(quantity.value).gt(plausibleCountMax)
    : Big(kilograms).gt(plausibleKilogramsMax)
}
