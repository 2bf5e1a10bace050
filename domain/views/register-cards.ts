/** Cards of what others refer to: agencies of the register, sources, and series of figures. */
import { agencyOf } from '../agency.ts'
import { figureSlot } from './register-claims.ts'
import { cardOf, leading, liveClaims, type Story } from './story.ts'
import { present, type Told, toldOf, withoutEnvelope } from './told.ts'
import { type Card, itemOf, type Projection, type Row } from './view.ts'

/** Never with `clientIds`: who may sign in as an agency is nobody else's business. */
export function agencyCard(story: Story): Card {
  const { names, country, authorityType, postingScopes } =
    toldOf(story.events, 'AgencyRegistered').at(-1)?.data ?? {}
  const agency = agencyOf(story.events)
  const status = agency?.suspended ? 'suspended' : 'active'
  return cardOf(story, { names, kind: agency?.kind, country, authorityType, postingScopes, status })
}

export function agencyProjection(story: Story, card: Card): Projection {
  const clients = (agencyOf(story.events)?.clientIds ?? []).map((clientId): Row => {
    return { partition: `clients/${clientId}`, sort: story.id, body: { agencyId: story.id } }
  })
  return {
    rows: [{ partition: 'list/agencies', sort: story.id, body: itemOf(card) }, ...clients],
    contributions: [],
  }
}

/** A registration need not be graded, and then is no claim; the last one that stands describes the source. */
export function sourceCard(story: Story): Card {
  const retracted = new Set(
    story.claims.filter(({ status }) => status === 'retracted').map(({ claimId }) => claimId),
  )
  const registered = toldOf(story.events, 'SourceRegistered')
  const standing = registered.filter(({ eventId }) => !retracted.has(eventId))
  const source = (leadingIfLive(story) ?? standing.at(-1) ?? registered[0])?.data
  return cardOf(story, {
    ...(source && withoutEnvelope(source)),
    lang: source?.lang,
    ...(standing.length === 0 && { status: 'retracted' }),
  })
}

export function sourceProjection({ id }: Story, card: Card): Projection {
  return { rows: [{ partition: 'list/sources', sort: id, body: itemOf(card) }], contributions: [] }
}

/** Every value with the release that restates it. Only exact ones may ever be summed, and never with cases. */
export function figureCard(story: Story): Card {
  const series = leading(story, 'AggregateFigureReported')?.event.data.series
  const live = liveClaims(story, 'AggregateFigureReported').toSorted((one, other) =>
    compareFigures(one.event, other.event),
  )
  const visible = new Set(live.map(({ claim }) => claim.claimId))
  const posters = new Map(live.map(({ claim }) => [claim.claimId, claim.postedBy]))
  // Who restates somebody else's figure makes a claim beside it: only the poster's own takes its place.
  const own = live.filter(({ event, claim }) => posters.get(event.data.restates ?? '') === claim.postedBy)
  const restatedBy = new Map(own.map(({ event, claim }) => [event.data.restates, claim.claimId]))
  const values = live.map(({ event, claim }) => {
    const { period, value, relation, count, restates } = event.data
    const later = restatedBy.get(claim.claimId)
    return present({
      claimId: claim.claimId,
      period,
      value,
      relation,
      count,
      restates: restates !== undefined && visible.has(restates) ? restates : undefined,
      restatedBy: later,
      current: later === undefined,
      summable: later === undefined && relation === 'exact',
      status: claim.status,
      roots: claim.roots,
    })
  })
  return withVisibleRestatements(cardOf(story, { series, values }))
}

export function figureProjection({ id }: Story, card: Card): Projection {
  return { rows: [{ partition: 'list/figures', sort: id, body: itemOf(card) }], contributions: [] }
}

/** A figure may restate one that this reader does not see; then it just stands. */
function withVisibleRestatements(card: Card): Card {
  const known = new Set(card.claims.map(({ claimId }) => claimId))
  const claims = card.claims.map((claim) => {
    const { restates, ...value } = claim.value as { restates?: string }
    return restates === undefined || known.has(restates) ? claim : { ...claim, value }
  })
  return { ...card, claims }
}

function compareFigures(
  one: Told<'AggregateFigureReported'>,
  other: Told<'AggregateFigureReported'>,
): number {
  const [here, there] = [figureSlot(one.data), figureSlot(other.data)]
  return here < there ? -1 : here > there ? 1 : one.sequence - other.sequence
}

function leadingIfLive(story: Story): Told<'SourceRegistered'> | undefined {
  return liveClaims(story, 'SourceRegistered')[0]?.event
}
