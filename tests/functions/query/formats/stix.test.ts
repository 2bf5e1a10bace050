import { describe, expect, it } from 'vitest'
import type { Tlp } from '../../../../events/envelope.ts'
import { tlps } from '../../../../events/envelope.ts'
import { cardsStix } from '../../../../functions/query/formats/stix/bundle.ts'
import { stixObjects } from '../../../support/valid-exports.ts'

const claim = (field: string, more: object = {}) => ({
  claimId: '961d6276-d0fb-5c1d-b227-ae8583a1a592',
  field,
  status: 'preferred',
  value: {},
  sources: [],
  postedBy: 'kz-moi',
  recordedAt: '2024-03-20T06:00:00.000Z',
  grading: { admiralty: { source: 'B', information: '2', mappingVersion: 1 } },
  marking: { tlp: 'CLEAR' as Tlp },
  ...more,
})
const actor = (more: object = {}, claims: object[] = [claim('names')]) => ({
  subject: 'actors/a',
  names: { en: 'A' },
  kind: 'criminal-network',
  status: 'active',
  reporters: { 'kz-moi': 'The ministry' },
  ...more,
  claims,
})
const seizure = (more: object = {}, claims: object[] = [claim('report')]) => ({
  subject: 'seizures/08da27a5-0a7d-5211-ada9-3bd5c7c17bcb',
  status: 'reported',
  occurred: { from: '2024-03-14', precision: 'day' },
  place: { country: 'KZ' },
  items: [{ substance: 'heroin', quantity: { value: '0.000000000000000001', unit: 'kg' } }],
  substances: ['heroin'],
  postedBy: 'kz-moi',
  ...more,
  claims,
})
const objectsOf = (...cards: object[]) => stixObjects(cardsStix.write(cards as Record<string, unknown>[]))
const only = (type: string, ...cards: object[]) => objectsOf(...cards).find((object) => object.type === type)

describe('a threat actor', () => {
  it('keeps every sign of its names, and what it does as labels', () => {
    const names = { en: 'A "network"\n]]>\u0000', ru: 'Сеть' }
    const roles = [{ role: 'transport' }, { role: 'recruitment', ended: { eventId: 'x' } }]
    expect(only('threat-actor', actor({ names, aliases: ['Сеть', '=x'], roles }))).toMatchObject({
      name: names.en,
      aliases: ['=x', 'Сеть'],
      threat_actor_types: ['crime-syndicate'],
      labels: ['criminal-network', 'active', 'transport'],
      created_by_ref: only('identity', actor())?.id,
    })
  })

  it('is located where it is based, and related to where it operates, once for each', () => {
    const placed = actor({ basedIn: ['TR'], operatesIn: ['KZ', 'central-asia'] })
    const links = objectsOf(placed).filter(({ type }) => type === 'relationship')
    expect(links).toMatchObject([
      { relationship_type: 'located-at', description: 'based in' },
      { relationship_type: 'related-to', description: 'operates in' },
    ])
  })

  it('that was retracted is revoked', () => {
    expect(only('threat-actor', actor({ status: 'retracted' }))?.revoked).toBe(true)
    expect(only('threat-actor', actor())).not.toHaveProperty('revoked')
  })
})

describe('a report', () => {
  it('of a seizure says what was seized, to the last decimal, and where', () => {
    const found = only('report', seizure({ kilogramEquivalent: { kg: '0.000000000000000001' } }))
    expect(found).toMatchObject({
      name: 'Seizure of heroin, KZ, 2024-03-14',
      description: '0.000000000000000001 kg heroin; kilogram equivalent 0.000000000000000001',
      labels: ['seizure', 'reported'],
      published: '2024-03-20T06:00:00.000Z',
      confidence: 70,
    })
    expect(found?.object_refs).toContain(only('location', seizure())?.id)
  })

  it('changes with a correction', () => {
    const corrections = [{ recordedAt: '2024-04-01T00:00:00.000Z' }]
    expect(only('report', seizure({ corrections }))?.modified).toBe('2024-04-01T00:00:00.000Z')
  })

  it('never has the wording of a source, only its title, link and id', () => {
    const sources = [
      { kind: 'liaison-message', title: 'T', url: 'https://x.example/', id: 'a', wording: 'said so' },
    ]
    const found = only('report', seizure({}, [claim('report', { sources })]))
    expect(found?.external_references).toStrictEqual([
      { source_name: 'Routewatch', external_id: seizure().subject },
      {
        source_name: 'T',
        description: 'liaison-message',
        url: 'https://x.example/',
        external_id: 'sources/a',
      },
    ])
  })

  it('of a redacted seizure is none', () => {
    expect(objectsOf({ subject: seizure().subject, status: 'redacted', claims: [] })).toStrictEqual([])
  })
})

describe('a location', () => {
  const at = (place: object) =>
    only('location', seizure({ place }, [claim('report', { marking: { tlp: 'AMBER' } })]))
  const point = { lon: 68.78, lat: 38.54 }

  it('of a country is common knowledge, the same for all', () => {
    expect(at({ country: 'KZ' })).toMatchObject({ name: 'Kazakhstan', country: 'KZ' })
    expect(at({ country: 'KZ', point, precision: 'country' })).toStrictEqual(at({ country: 'KZ' }))
  })

  it('has coordinates where they were reported, and the marking of who reported them', () => {
    const exact = at({ country: 'TJ', locality: 'Хорог', point, precision: 'exact' })
    expect(exact).toMatchObject({ city: 'Хорог', latitude: 38.54, longitude: 68.78 })
    expect(exact?.object_marking_refs).not.toStrictEqual(at({ country: 'TJ' })?.object_marking_refs)
    const area = at({ country: 'TJ', adminRegion: 'TJ-GB', point, precision: 'adminRegion' })
    expect(area).toMatchObject({ administrative_area: 'TJ-GB' })
    expect(area).not.toHaveProperty('latitude')
  })
})

describe('markings', () => {
  const nameOfMarking = (...claims: object[]) => {
    const objects = objectsOf(actor({}, claims))
    const actorFound = objects.find(({ type }) => type === 'threat-actor')
    const [ref] = (actorFound?.object_marking_refs ?? []) as string[]
    return objects.find(({ id }) => id === ref)?.name
  }

  it.each(tlps)('%s is the one that OASIS defines', (tlp) => {
    expect(nameOfMarking(claim('names', { marking: { tlp } }))).toBe(`TLP:${tlp}`)
  })

  it('are the strictest of what the object says; what nobody marked goes nowhere', () => {
    const marked = (tlp: Tlp) => claim('aliases', { marking: { tlp } })
    expect(nameOfMarking(claim('names'), marked('AMBER'), marked('GREEN'))).toBe('TLP:AMBER')
    expect(nameOfMarking(claim('names', { marking: undefined }))).toBe('TLP:RED')
    expect(nameOfMarking(claim('names'), { ...marked('RED'), status: 'retracted' })).toBe('TLP:CLEAR')
  })
})
