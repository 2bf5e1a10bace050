import { type Case, canary, cases, type Material, weight } from './access-table.ts'
import type { Api, Body, Event, Receipt } from './api.ts'
import { actor, claim, day, kilograms, leg, route, seizure, session, statement, volume } from './events.ts'

/** Posts one of each material under each marking, about CLEAR subjects where it is a fact of one. */

const poster = 'kz-moi'

/** The texts by which a material would give itself away: its canary, its subject, its events. */
export type Tokens = {
  of: Case
  material: Material
  subject: string
  events: readonly string[]
  tokens: readonly string[]
}

export async function postMaterial({ record }: Api): Promise<Tokens[]> {
  await record(route(poster, 'open'))
  await record(actor(poster, 'known'))
  await record(session(poster, 'open-session'))
  const all: Tokens[] = []
  for (const of of cases) {
    const keep = (material: Material, made: boolean, ...receipts: Receipt[]) => {
      const { subject = '' } = receipts[0] ?? {}
      const events = receipts.map(({ eventId }) => eventId)
      all.push({
        of,
        material,
        subject,
        events,
        tokens: [canary(material, of.name), ...(made ? [subject] : []), ...events],
      })
    }
    const note = (material: Material): Body => ({ note: canary(material, of.name) })
    const post = (event: Event) => record(event)

    const seized = await post(seizureIn(of))
    const attributed = await post(
      claim(poster, 'SeizureAttributedToRoute', seized.subject, { routeId: 'open', ...note('seizure') }),
    )
    keep('seizure', true, seized, attributed)

    const summary = canary('statement', of.name)
    const said = await post(statement(poster, 'open-session', { summary, ...note('statement') }, of.marking))
    keep('statement', true, said)
    const promise = { by: 'KZ', statementId: said.subject.slice('statements/'.length), type: 'other' }
    const text = canary('commitment', of.name)
    const data = { ...promise, text, measurable: false }
    keep('commitment', true, await post(claim(poster, 'CommitmentMade', undefined, data, of.marking)))

    const names = { en: canary('route', of.name) }
    keep('route', true, await post(route(poster, canary('route', of.name), { names }, of.marking)))
    const ends = leg(poster, 'open', ['TJ', 'UZ'], of.marking)
    const legId = canary('leg', of.name)
    keep('leg', false, await post({ ...ends, data: { ...ends.data, legId, ...note('leg') } }))
    const min = String(cases.indexOf(of) + 1)
    keep('volume', false, await post(volume(poster, 'open', min, note('volume'), of.marking)))

    const hidden = canary('actor', of.name)
    const known = await post(actor(poster, hidden, { names: { en: hidden } }, of.marking))
    const uses = { routeId: 'open', relation: 'uses' }
    keep('actor', true, known, await post(claim(poster, 'ActorLinkedToRoute', known.subject, uses)))
    const alias = canary('alias', of.name)
    keep(
      'alias',
      false,
      await post(claim(poster, 'ActorAliasReported', 'actors/known', { alias }, of.marking)),
    )
    const role = { role: 'transport', scale: canary('role', of.name) }
    keep('role', false, await post(claim(poster, 'ActorRoleReported', 'actors/known', role, of.marking)))

    const part = { role: 'transit', substance: 'heroin', since: String(2000 + cases.indexOf(of)) }
    const country = { ...part, ...note('countryrole') }
    keep(
      'countryrole',
      false,
      await post(claim(poster, 'CountryRoleReported', 'countries/kz', country, of.marking)),
    )
  }
  return all
}

function seizureIn(of: Case): Event {
  const locality = canary('seizure', of.name)
  const place = { country: 'KZ', locality, point: { lon: 71.4, lat: 51.1 }, precision: 'locality' }
  const data = { occurred: day('2024-03-19'), place, items: kilograms(String(weight(of))), note: locality }
  return seizure(poster, data, of.marking)
}
