import { describe, expect, it } from 'vitest'
import { areasOf, dotsOf, kilogramsOfLegs, legsOf } from '../../../../functions/console/pictures/from-api.ts'
import { type MapProps, RouteMap } from '../../../../functions/console/pictures/map.tsx'

const drawing = async (props: Partial<MapProps>): Promise<string> =>
  String(await (<RouteMap title="A map" lang="en" {...props} />))

const place = (more: object) => ({
  subject: 'seizures/5f0c7a39-3d0c-5b0e-8a53-0c53a0b2a111',
  substances: ['heroin' as const],
  kilogramEquivalent: { kg: '12.5', method: 'mass' as const, methodVersion: 1 },
  occurred: { from: '2014-03-19', precision: 'day' as const },
  place: { country: 'KZ' as const, ...more },
})

describe('a seizure', () => {
  const point = { lon: 76.9, lat: 43.2 }
  it('known by country or region alone is never a dot, also with a point', () => {
    const seizures = [
      {},
      { adminRegion: 'KZ-75' },
      { point, precision: 'country' },
      { point, precision: 'adminRegion' },
    ]
    expect(dotsOf(seizures.map(place) as never, 'en')).toEqual([])
  })
  it('at a reported point is one, with all there is to say', () => {
    const [dot] = dotsOf(
      [place({ point, locality: 'Almaty', precision: 'locality' })] as never,
      'en',
      (s) => `/console/${s}`,
    )
    expect(dot).toMatchObject({ at: [76.9, 43.2], kg: 12.5, precision: 'locality', kind: 'opioid' })
    expect(dot?.title).toBe('Almaty · Mar 19, 2014 · Heroin · 12.5 kg')
  })
  it('in a country shades that country', async () => {
    const areas = areasOf(
      [{ country: 'KZ', kilograms: '900' }, { kilograms: '7' }, { country: 'TJ', kilograms: '0' }],
      'en',
    )
    const svg = await drawing({ areas })
    expect(areas.map(({ title }) => title)).toEqual(['Kazakhstan: 900 kg'])
    expect(svg).toMatch(/<title>Kazakhstan: 900 kg<\/title><path class="map-shade-4" d="m[^"]{500}/)
    expect(svg).not.toContain('<circle')
  })
})

it('legs of the API carry what was seized on them, their own substances and a title in the language asked for', () => {
  const leg = {
    legId: 'a',
    from: { country: 'AF' },
    to: { region: 'western-europe' },
    role: 'trunk',
    status: 'suspected',
    claimIds: [],
  }
  const route = {
    subject: 'routes/northern',
    names: { en: 'Northern route', ru: 'Северный маршрут' },
    substances: ['heroin'],
    legs: [leg, { ...leg, legId: 'b', status: 'active', substances: ['cannabis-resin'] }],
  }
  const kgOf = kilogramsOfLegs([{ route: 'northern', leg: 'a', kilograms: '1250.5' }])
  const [one, other] = legsOf([route] as never, 'ru', kgOf, (r) => `/console/${r}`)
  expect(one).toMatchObject({ kg: 1250.5, suspected: true, kind: 'opioid', href: '/console/routes/northern' })
  expect(one?.title).toBe(
    'Северный маршрут · Афганистан → Западная Европа · Героин · предполагается · 1 251 кг',
  )
  expect(other).toMatchObject({ kg: 0, suspected: false, kind: 'cannabis' })
})
