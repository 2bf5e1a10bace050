/** Random lives of a few routes, seizures and an actor: what several agencies post, marked in every way. */
import fc from 'fast-check'
import type { Marking } from '../../events/envelope.ts'
import {
  actor,
  amber,
  claimed,
  clear,
  green,
  idOf,
  leg,
  lowered,
  type Post,
  post,
  raised,
  red,
  redacted,
  route,
  seizure,
  strict,
  subjectOf,
} from './posts.ts'

export const markings: readonly Marking[] = [
  clear,
  clear,
  green,
  amber,
  strict(),
  strict('observer-one'),
  red(),
  red('ru-authority'),
  red('observer-one', 'kz-moi'),
]
const posters = ['kz-moi', 'ru-authority', 'observer-one', 'centre']

/** Numbers that choose: what is done, by whom, how marked, and to which of what is there. */
export type Step = { act: number; by: number; marking: number; which: number; other: number }

export const anyStep: fc.Arbitrary<Step> = fc.record({
  act: fc.nat(29),
  by: fc.nat(posters.length - 1),
  marking: fc.nat(markings.length - 1),
  which: fc.nat(30),
  other: fc.nat(11),
})

/** The event that a step posts, given those recorded so far; undefined where there is nothing to act on. */
export function postOf(step: Step, n: number, recorded: readonly Post[]): Post | undefined {
  const by = posters[step.by] ?? 'centre'
  const marking = markings[step.marking] ?? clear
  const about = { by, marking, id: `step-${n}` }
  const slug = ['north', 'south'][step.other % 2] ?? 'north'
  const legId = ['a', 'b'][(step.other >> 1) % 2] ?? 'a'
  const reports = recorded.filter(({ type }) => type === 'SeizureReported')
  const report = reports[step.which % Math.max(1, reports.length)]
  const event = recorded[step.which % Math.max(1, recorded.length)]
  const guarded = { id: about.id, ifmatch: '*' }
  if (step.act < 4) return seizure(reportData(step), about)
  if (step.act < 7) return route(slug, about)
  if (step.act < 9) return leg(slug, legId, about)
  if (step.act < 10) return actor('net', about)
  if (step.act < 15) {
    const withLeg = step.other % 3 === 0 ? { legId } : {}
    return (
      report &&
      claimed(
        'SeizureAttributedToRoute',
        { routeId: slug, ...withLeg },
        { ...about, subject: subjectOf(report) },
      )
    )
  }
  if (step.act < 17)
    return (
      report &&
      claimed('SeizureAttributedToActor', { actorId: 'net' }, { ...about, subject: subjectOf(report) })
    )
  if (!event) return undefined
  const owner = event.source.slice('/agencies/'.length)
  if (step.act < 22)
    return raised(event, marking, { ...guarded, by: step.other % 4 === 0 ? 'centre' : owner })
  if (step.act < 24) return lowered(event, marking, { ...guarded, by: owner })
  if (step.act < 25) return redacted(event, guarded)
  if (step.act < 27 && report) {
    const changes =
      step.other % 2
        ? { place: { country: 'UZ' } }
        : { items: reportData({ ...step, other: step.other + 1 }).items }
    const data = { changes, reason: 'mistaken' }
    return post('SeizureCorrected', data, {
      ...guarded,
      by: report.source.slice('/agencies/'.length),
      subject: subjectOf(report),
    })
  }
  const claimId = idOf(event)
  const subject = subjectOf(event)
  if (step.act < 28)
    return post('ClaimRetracted', { claimId, reason: 'mistaken' }, { ...guarded, by: owner, subject })
  if (step.act < 29)
    return post('AttributionWithdrawn', { claimId, reason: 'mistaken' }, { id: about.id, by: owner, subject })
  return (
    report &&
    post(
      'SeizureRetracted',
      { reason: 'error' },
      { ...guarded, by: report.source.slice('/agencies/'.length), subject: subjectOf(report) },
    )
  )
}

function reportData({ other }: Step) {
  return {
    place: { country: ['KZ', 'KG'][other % 2] },
    occurred: [
      { from: '2024-03-14', precision: 'day' },
      { from: '2024-03', precision: 'month' },
      { from: '2024', precision: 'year' },
    ][other % 3],
    items: [
      { substance: ['heroin', 'opium'][other % 2], quantity: { value: String(other + 1), unit: 'kg' } },
      ...(other % 4 === 0 ? [{ substance: 'mdma', quantity: { value: '30', unit: 'package' } }] : []),
    ],
  }
}
