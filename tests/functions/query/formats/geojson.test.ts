import { describe, expect, it } from 'vitest'
import { routesGeoJson, seizuresGeoJson } from '../../../../functions/query/formats/geojson.ts'
import { features } from '../../../support/valid-exports.ts'

const point = { lon: -71.250000000000014, lat: 38.5 }
const seizureAt = (place: object) => features(seizuresGeoJson.write([{ subject: 'seizures/s', place }]))[0]

describe('a seizure', () => {
  it.each(['exact', 'locality', undefined])('reported as a point (%s) is one', (precision) => {
    expect(seizureAt({ country: 'TJ', locality: 'Хорог', point, precision })).toMatchObject({
      geometry: { type: 'Point', coordinates: [point.lon, point.lat] },
      properties: { precision: precision ?? 'locality' },
    })
  })

  it.each([
    [{ country: 'TJ' }, 'country'],
    [{ country: 'TJ', point, precision: 'country' }, 'country'],
    [{ country: 'TJ', adminRegion: 'TJ-GB', point, precision: 'adminRegion' }, 'adminRegion'],
    [{ country: 'TJ', adminRegion: 'TJ-GB' }, 'adminRegion'],
    [{ country: 'TJ', locality: 'Хорог' }, 'locality'],
  ])('known as %j only is no pin', (place, precision) => {
    expect(seizureAt(place)).toMatchObject({ geometry: null, properties: { place, precision } })
  })

  it('at 0, 0 is at sea, and not nowhere', () => {
    const place = { country: 'GH', point: { lon: 0, lat: 0 }, precision: 'exact' }
    expect(seizureAt(place)?.geometry?.coordinates).toStrictEqual([0, 0])
  })
})

describe('a leg', () => {
  const legFrom = (from: object, to: object) =>
    features(
      routesGeoJson.write([{ subject: 'routes/r', legs: [{ legId: 'l', from, to }], claims: ['secret'] }]),
    )[0]
  const [here, there] = [
    { country: 'TJ', point: { lon: 68.8, lat: 38.5 } },
    { country: 'KG', point: { lon: 74.6, lat: 42.9 }, precision: 'locality' },
  ]

  it('is a line between two points', () => {
    expect(legFrom(here, there)).toMatchObject({
      id: 'routes/r/l',
      geometry: {
        type: 'LineString',
        coordinates: [
          [68.8, 38.5],
          [74.6, 42.9],
        ],
      },
    })
  })

  it.each([
    [here, { country: 'KG' }, 'KG'],
    [here, { region: 'western-europe' }, 'western-europe'],
    [here, { ...there, precision: 'country' }, 'KG'],
  ])('is none where an end is no point: its ends stand as codes', (from, to, toCode) => {
    const feature = legFrom(from, to)
    expect(feature).toMatchObject({ geometry: null, properties: { fromCode: 'TJ', toCode } })
    expect(feature?.properties).not.toHaveProperty('claims')
  })
})
