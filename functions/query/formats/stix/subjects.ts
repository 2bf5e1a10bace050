/** The STIX objects of one card: the subject itself, and what it refers to. */
import { edgesFrom } from '../../../../domain/views/edges.ts'
import type { Card } from '../../../../domain/views/view.ts'
import type { Body } from '../../present.ts'
import { claimsAmong, kindOf, linkOf, linksOf, refOf } from './links.ts'
import { claimsOf, confidenceIn, restingOn, type StixObject } from './object.ts'
import { codeOf, identityOf, locationOf, type Place, placeOf } from './places.ts'
import { actorFields, seizureWords, statementWords } from './words.ts'

export function objectsOf(card: Body): readonly StixObject[] {
  switch (kindOf(String(card.subject))) {
    case 'actors':
      return actorObjects(card)
    case 'routes':
      return routeObjects(card)
    case 'seizures':
      return seizureObjects(card)
    case 'statements':
      return statementObjects(card)
    default:
      throw new Error(`No STIX objects are made of ${card.subject}`)
  }
}

function actorObjects(card: Body): readonly StixObject[] {
  const { properties, identity } = commonOf(card, 'names')
  const actor = { type: 'threat-actor', id: idOf(card), ...properties, ...actorFields(card) }
  const links = linksOf(card, edgesFrom(card as Card))
  const places = edgesFrom(card as Card)
    .filter(({ to }) => kindOf(to) === 'countries')
    .map(({ to }) => locationOf(codeOf(to)))
  return [identity, ...places, actor, ...links]
}

function routeObjects(card: Body): readonly StixObject[] {
  const { subject, names, legs, substances, status } = card
  const { properties, identity } = commonOf(card, 'names')
  const ways: readonly StixObject[][] = ((legs ?? []) as readonly Leg[]).map((leg) => {
    const claims = claimsAmong(card, leg.claimIds)
    const from = placeOf(String(subject), leg.from, claims)
    const to = placeOf(String(subject), leg.to, claims)
    const words = [`leg ${leg.legId}`, leg.role, leg.status, ...(leg.modes ?? []), ...(leg.substances ?? [])]
    const relation = `${subject}/${leg.legId}`
    return [from, to, linkOf({ from: from.id, to: to.id, relation, says: words.join(', ') }, claims)]
  })
  const objects = ways.flat()
  const report = {
    type: 'report',
    id: idOf(card),
    ...properties,
    name: (names as { en?: string } | undefined)?.en ?? String(subject),
    description: `Trafficking route, ${status}: ${((substances ?? []) as string[]).join(', ')}`,
    report_types: ['threat-report'],
    labels: ['trafficking-route', String(status)],
    published: properties.created,
    object_refs: idsOf([...objects, identity]),
  }
  return [identity, ...objects, report]
}

function seizureObjects(card: Body): readonly StixObject[] {
  const subject = String(card.subject)
  const { properties, identity } = commonOf(card, 'report')
  const claims = claimsOf(card).filter(({ field }) => field === 'report')
  const place = placeOf(subject, card.place as Place, claims)
  const links = linksOf(
    card,
    edgesFrom(card as Card).filter(({ relation }) => relation !== 'seized-in'),
  )
  const targets = links.map(({ target_ref }) => String(target_ref))
  const report = {
    type: 'report',
    id: idOf(card),
    ...properties,
    ...seizureWords(card),
    report_types: ['observed-data'],
    labels: ['seizure', String(card.status)],
    published: properties.created,
    object_refs: [...new Set([place.id, identity.id, ...targets])],
  }
  return [identity, place, report, ...links]
}

function statementObjects(card: Body): readonly StixObject[] {
  const { properties, identity } = commonOf(card, 'statement')
  const edges = edgesFrom(card as Card).filter(({ to }) => kindOf(to) !== 'sessions')
  const countries = edges
    .filter(({ to }) => kindOf(to) === 'countries')
    .map(({ to }) => locationOf(codeOf(to)))
  const about = edges.flatMap(({ to }) => refOf(to) ?? [])
  const report = {
    type: 'report',
    id: idOf(card),
    ...properties,
    ...statementWords(card),
    report_types: ['threat-report'],
    labels: ['statement', String(card.status)],
    published: properties.created,
    object_refs: [...new Set([...idsOf([...countries, identity]), ...about])],
  }
  return [identity, ...countries, report]
}

function idOf({ subject }: Body): string {
  const id = refOf(String(subject))
  if (id === undefined) throw new Error(`STIX has no object for ${subject}`)
  return id
}

type Leg = {
  legId: string
  from: Place
  to: Place
  role: string
  status: string
  modes?: readonly string[]
  substances?: readonly string[]
  claimIds: readonly string[]
}

/** What every object has that stands for a subject. `main`: the field of the claims that make the subject. */
function commonOf(card: Body, main: string) {
  const claims = claimsOf(card)
  const [first = claims[0]] = claims
    .filter(({ field }) => field === main)
    .toSorted((one, other) => (one.recordedAt < other.recordedAt ? -1 : 1))
  const preferred = claims.find(({ field, status }) => field === main && status === 'preferred')
  const identity = identityOf(first?.postedBy ?? '', card)
  const live = claims.filter(({ status }) => status !== 'retracted')
  const cited = (preferred?.sources ?? []).map(({ id, title, kind, url }) => ({
    source_name: title ?? kind,
    description: kind,
    ...(url !== undefined && { url }),
    ...(id !== undefined && { external_id: `sources/${id}` }),
  }))
  const properties = {
    ...restingOn(live.length > 0 ? live : claims, changesOf(card)),
    created_by_ref: identity.id,
    ...(card.status === 'retracted' && { revoked: true }),
    ...confidenceIn(preferred),
    ...(preferred?.lang !== undefined && { lang: preferred.lang }),
    external_references: [{ source_name: 'Routewatch', external_id: String(card.subject) }, ...cited],
  }
  return { properties, identity }
}

/** When something was recorded that is no claim: a correction, a retraction, an annotation. */
function changesOf({ corrections, retraction, annotations }: Body): readonly string[] {
  const changes = [corrections, annotations, retraction ? [retraction] : []]
  return changes.flatMap((some) =>
    ((some ?? []) as { recordedAt: string }[]).map(({ recordedAt }) => recordedAt),
  )
}

const idsOf = (objects: readonly StixObject[]) => [...new Set(objects.map(({ id }) => id))]
