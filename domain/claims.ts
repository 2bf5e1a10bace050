/**
 * Claims weighed against each other by policy 1 (DOMAIN.md §3, ADR-0005): graded, their independent roots counted,
 * one preferred for each thing that is claimed, the others live, variants, disputed or retracted.
 */
import type { Grading } from '../events/envelope.ts'
import type { Seen } from '../events/recorded.ts'
import { canonical } from './canonical.ts'
import { endings } from './claim.ts'
import { statusesOf } from './claim-status.ts'
import { conflictsOf } from './conflicts.ts'
import { type Admiralty, capped, toAdmiralty } from './grading.ts'
import { opinionsOf } from './opinions.ts'
import { comparePolicy } from './policy.ts'
import { type Derivation, derivationsOf, rootsOf, type Source } from './roots.ts'
import type { Claim, ClaimStatus, Conflict, Viewpoint } from './views/view.ts'

/** What one event asserts. */
export type Assertion = {
  field: string
  /** Claims in one slot compete; one of them is preferred. */
  slot: string
  value: unknown
  /**
   * What it says about what, in comparable form. Equal topics support each other; a different answer to one topic
   * from another root is a conflict. A topic's name up to the first `/` is the field that a conflict is shown under.
   */
  topics: Readonly<Record<string, string>>
  /** Equal where two claims say the same, whatever their metric. Default: slot and topics. */
  says?: string
  /** States follow one another: the last one holds, whatever its grade, and none contradicts another. */
  sequenced?: true
}

export type Weighed = {
  event: Seen
  assertion: Assertion
  claim: Claim
  /** Position by policy among all claims of the subject, from 0. */
  rank: number
}

export type Weighing = { weighed: readonly Weighed[]; conflicts: readonly Conflict[] }

/** @param shuffled what one label sees of one subject. The outcome does not depend on the order it comes in. */
export function weigh(
  shuffled: readonly Seen[],
  asserts: (event: Seen) => Assertion | undefined,
  as: Viewpoint,
): Weighing {
  const events = shuffled.toSorted((one, other) => one.sequence - other.sequence)
  const drafts = draftsOf(events, asserts, as.derivedFrom)
  const standing = drafts.filter((draft) => !draft.retracted)
  const supporting = Map.groupBy(standing, ({ supports }) => supports)
  const graded = drafts.map((draft) => {
    const supporters = [draft, ...(supporting.get(draft.supports) ?? [])]
    const support = new Set(supporters.flatMap(({ roots }) => [...roots])).size
    return { ...draft, support, admiralty: capped(toAdmiralty(draft.sent), support) }
  })
  const statusOf = statusesOf(graded)
  const opinions = opinionsOf(events)
  const ranks = new Map(graded.toSorted(comparePolicy).map(({ claimId }, rank) => [claimId, rank]))
  const weighed = graded.map((draft): Weighed => {
    const { event, assertion, claimId } = draft
    const claim = claimOf(draft, statusOf.get(claimId) ?? 'live', as)
    return { event, assertion, rank: ranks.get(claimId) ?? 0, claim: { ...claim, ...opinions(claimId) } }
  })
  const restated = restatedIds(standing)
  return { weighed, conflicts: conflictsOf(standing.filter(({ claimId }) => !restated.has(claimId))) }
}

/** Who restates its own figure has changed its mind, even where each release is a source of its own. */
function restatedIds(standing: readonly Draft[]): ReadonlySet<string> {
  const posters = new Map(standing.map(({ claimId, event }) => [claimId, event.postedBy]))
  return new Set(
    standing.flatMap(({ event: { data, postedBy } }) => {
      const restates = data && 'restates' in data ? data.restates : undefined
      return restates !== undefined && posters.get(restates) === postedBy ? [restates] : []
    }),
  )
}

type Spoken = {
  occurred?: Claim['occurred'] | undefined
  note?: string | undefined
  lang?: string | undefined
}

/** A claim before it is ranked. */
export type Draft = {
  claimId: string
  event: Seen
  assertion: Assertion
  /** Equal where two claims support each other. */
  supports: string
  sent: Grading
  sources: readonly Source[]
  roots: ReadonlySet<string>
  retracted: boolean
  disputed: boolean
}
export type Graded = Draft & { support: number; admiralty: Admiralty }

function draftsOf(
  events: readonly Seen[],
  asserts: (event: Seen) => Assertion | undefined,
  registered: Derivation,
): readonly Draft[] {
  const opinions = opinionsOf(events)
  const retracted = retractedIds(events)
  const regraded = new Map(
    events.flatMap((e) => (e.type === 'ClaimRegraded' && e.data ? [[e.names, e.data.grading]] : [])),
  )
  const derivation = derivationsOf(events.flatMap(sourcesOf), registered)
  return events.flatMap((event) => {
    const { eventId: claimId, postedBy, data } = event
    const assertion = asserts(event)
    const given = data && 'grading' in data ? data.grading : undefined
    if (!assertion || !given) return []
    const sources = sourcesOf(event)
    return [
      {
        claimId,
        event,
        assertion,
        supports: canonical([assertion.slot, assertion.topics]),
        sent: regraded.get(claimId) ?? given,
        sources,
        roots: rootsOf({ claimId, postedBy, sources }, derivation),
        retracted: retracted.has(claimId),
        disputed: opinions(claimId).disputes !== undefined,
      },
    ]
  })
}

function claimOf(draft: Graded, status: ClaimStatus, as: Viewpoint): Claim {
  const { event, assertion, sent, sources, admiralty, support: roots, claimId } = draft
  const { occurred, note, lang }: Spoken = event.data ?? {}
  const { postedBy, recordedAt } = event
  return {
    claimId,
    field: assertion.field,
    value: assertion.value,
    ...(occurred && { occurred }),
    sources,
    grading: { sent, admiralty },
    ...markingOf(event, as),
    postedBy,
    recordedAt,
    roots,
    status,
    ...(lang !== undefined && { lang }),
    ...(note !== undefined && { note }),
  }
}

/** To whom a claim is released is the poster's own business. */
function markingOf({ marking, postedBy }: Seen, as: Viewpoint): Pick<Claim, 'marking'> | undefined {
  if (!marking) return undefined
  const isPosters = as.label.endsWith(`/${postedBy}`)
  const { tlp, releasableTo } = marking
  return { marking: { tlp, ...(isPosters && releasableTo && { releasableTo }) } }
}

/** A retraction stays one when its own payload is redacted: what it names is not payload. */
function retractedIds(events: readonly Seen[]): ReadonlySet<string> {
  return new Set(
    events.flatMap(({ type, names }) =>
      (type === 'ClaimRetracted' || type === 'SeizureRetracted' || type in endings) && names ? [names] : [],
    ),
  )
}

function sourcesOf(event: Seen): readonly Source[] {
  return event.data && 'sources' in event.data ? (event.data.sources ?? []) : []
}
