import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countryName } from '../../../../functions/console/countries.ts'
import { middleOf } from '../../../../functions/console/pictures/base-map.ts'
import { areasOf, dotsOf, legsOf } from '../../../../functions/console/pictures/from-api.ts'
import { arcOf } from '../../../../functions/console/pictures/legs.ts'
import { type MapProps, RouteMap } from '../../../../functions/console/pictures/map.tsx'
import { about, placed } from '../../../../functions/console/pictures/map-labels.ts'
import { MapTable } from '../../../../functions/console/pictures/map-table.tsx'
import { kindOf, roundUp, shade, thickness } from '../../../../functions/console/pictures/palette.ts'
import type { MapEnd } from '../../../../functions/console/pictures/places.ts'
import {
  frameOf,
  isWithin,
  mapHeight,
  region,
  viewOf,
} from '../../../../functions/console/pictures/projection.ts'
import { overlap } from '../../../../functions/console/pictures/text-box.ts'
import { relative, simplified } from '../../../../functions/console/pictures/topology.ts'
import { invented } from './samples.ts'

const drawing = async (props: Partial<MapProps>): Promise<string> =>
  String(await (<RouteMap title="A map" lang="en" {...props} />))
const country = (code: string): MapEnd => ({ kind: 'country', code, name: countryName(code, 'en') })
const spot = (lon: number, lat: number): MapEnd => ({ kind: 'point', at: [lon, lat], name: 'A place' })
const view = viewOf(region)
const distance = ([x, y]: readonly number[], [a, b]: readonly number[]) =>
  Math.hypot((x ?? NaN) - (a ?? NaN), (y ?? NaN) - (b ?? NaN))

describe('a leg', () => {
  it('goes from one reported point to the other', () => {
    const arc = arcOf({ from: spot(69, 41), to: spot(30, 50) }, 0, 4, view)
    expect(distance(arc?.points[0] ?? [], view.at([69, 41]) ?? [])).toBeLessThan(0.01)
    expect(distance(arc?.points.at(-1) ?? [], view.at([30, 50]) ?? [])).toBeCloseTo(2, 1)
  })

  it('between countries begins and ends beside their middles: an area is no pin', () => {
    const arc = arcOf({ from: country('AF'), to: country('RU') }, 0, 4, view)
    for (const [at, code] of [
      [arc?.points[0], 'AF'],
      [arc?.points.at(-1), 'RU'],
    ] as const)
      expect(distance(at ?? [], view.at(middleOf(code) ?? [NaN, NaN]) ?? [])).toBeCloseTo(13, 0)
  })

  it('there and back are two curves, and so is a second one the same way', () => {
    const way = (from: string, to: string, nth: number) =>
      arcOf({ from: country(from), to: country(to) }, nth, 2, view)?.points[16]
    const middles = [way('AF', 'KZ', 0), way('KZ', 'AF', 0), way('AF', 'KZ', 1)]
    expect(distance(middles[0] ?? [], middles[1] ?? [])).toBeGreaterThan(20)
    expect(distance(middles[0] ?? [], middles[2] ?? [])).toBeGreaterThan(5)
  })

  it('across the edge of the map is two pieces, none of them over the whole of it', () => {
    const world = viewOf([-160, -60, 200, 80])
    const line =
      arcOf({ from: country('JP'), to: country('US') }, 0, 4, viewOf([-180, -60, 180, 80]))?.line ?? ''
    expect(line.match(/M/g)).toHaveLength(2)
    const pacific = viewOf([120, 0, 270, 70])
    expect(arcOf({ from: country('JP'), to: country('US') }, 0, 4, pacific)?.line.match(/M/g)).toHaveLength(1)
    expect(world.at([179, 10])).toBeDefined()
  })

  it('has numbers alone, whatever the places, the width and the frame', () => {
    const lon = fc.double({ min: -180, max: 180, noNaN: true })
    const lat = fc.double({ min: -90, max: 90, noNaN: true })
    const amount = fc.oneof(fc.constantFrom(0, -1, 1e15, Number.NaN), fc.double({ min: 0, max: 1e7 }))
    fc.assert(
      fc.property(lon, lat, lon, lat, amount, fc.nat(400), (a, b, c, d, kg, nth) => {
        const width = thickness(kg, roundUp(kg))
        for (const frame of [
          region,
          frameOf([
            [a, b],
            [c, d],
          ]),
        ]) {
          const arc = arcOf({ from: spot(a, b), to: spot(c, d) }, nth, width, viewOf(frame))
          expect(`${arc?.line}${arc?.head}`).not.toMatch(/NaN|Infinity|e[-+]/)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('to a place that the base map lacks is told, not drawn', async () => {
    const [leg] = invented(1)
    if (!leg) throw new Error('No leg')
    const legs = [{ ...leg, to: { kind: 'region', code: 'world', name: 'World' } as const }]
    expect(await drawing({ legs })).toContain('1 leg not drawn')
    expect(String(await (<MapTable legs={legs} lang="en" />))).toContain('→ World')
  })
})

describe('amounts', () => {
  it('are widths between the thinnest and the thickest, also none and huge ones', () => {
    expect(thickness(0, 100)).toBe(1.8)
    expect(thickness(Number.NaN, 1)).toBe(1.8)
    expect(thickness(100, 100)).toBe(9)
    expect(thickness(1e12, 100)).toBe(9)
    expect(thickness(25, 100)).toBeCloseTo(5.4, 1)
  })
  it('are shades, each for ten times the one before', () => {
    expect([1000, 999, 100, 99, 10, 1, 0.001].map((kg) => shade(kg, 1000))).toEqual([4, 4, 3, 3, 2, 1, 1])
  })
  it('end at round figures', () => {
    expect([0, 0.5, 1, 1.1, 2, 4321, 5001].map(roundUp)).toEqual([1, 1, 1, 2, 2, 5000, 10000])
  })
  it('of several kinds of substances are mixed; a plant is what is made of it', () => {
    expect(kindOf(['heroin', 'opium', 'poppy-plant'])).toBe('opioid')
    expect(kindOf(['heroin', 'cannabis-resin'])).toBe('mixed')
    expect(kindOf([])).toBe('other')
  })
})

describe('names', () => {
  it('never cover each other nor leave the map; what has no room is counted', () => {
    const name = fc.record({
      text: fc.constantFrom(
        'Иран',
        'Северный маршрут: Афганистан – Таджикистан – Казахстан – Россия',
        'Kazakhstan',
        'W',
      ),
      x: fc.integer({ min: -20, max: 1020 }),
      y: fc.integer({ min: -20, max: 620 }),
    })
    fc.assert(
      fc.property(fc.array(name, { maxLength: 60 }), (wanted) => {
        const { names, leftOut } = placed(
          wanted.map(({ text, x, y }) => ({ text, size: 12, kind: 'route', at: about([x, y]) })),
        )
        expect(names.length + leftOut).toBe(wanted.length)
        names.forEach(({ box }, i) => {
          for (const other of names.slice(i + 1)) expect(overlap(box, other.box)).toBe(false)
          expect(
            box.x >= 0 && box.x + box.width <= 1000 && box.y >= 0 && box.y + box.height <= mapHeight,
          ).toBe(true)
        })
      }),
      { numRuns: 60 },
    )
  })
  it('of a route stand once, whatever the number of its legs', async () => {
    const svg = await drawing({ legs: invented(1) })
    expect(svg.match(/<tspan[^>]*>Invented route 1</g)).toHaveLength(1)
  })
})

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

describe('the map', () => {
  it('stays below 150 kB with 60 routes of 5 legs, and draws each of them', async () => {
    const legs = invented(60)
    const svg = await drawing({ legs })
    expect(legs.length).toBe(300)
    expect(svg.match(/map-head/g)).toHaveLength(300)
    expect(svg.length).toBeLessThan(150_000)
    expect(svg).not.toMatch(/NaN|undefined|style=|<script| on[a-z]+=/)
  })
  it.each([
    ['region', region],
    ['Europe and Asia', [-2, 30, 82, 58]],
    ['world', [-180, -60, 180, 80]],
  ] as const)('has a base of %s that is land and sea, well below 100 kB', async (_, frame) => {
    const svg = await drawing({ frame })
    const land = svg.match(/map-land" d="([^"]*)/)?.[1] ?? ''
    expect(svg.length).toBeLessThan(80_000)
    expect(land.length).toBeGreaterThan(5000)
    // A ring turned inside out would add the frame itself.
    const share = areaOf(land) / (1000 * mapHeight)
    expect(share).toBeGreaterThan(0.2)
    expect(share).toBeLessThan(0.95)
  })
  it('shows the region unless something lies outside', () => {
    expect(isWithin(region, middleOf('KZ') ?? [0, 0])).toBe(true)
    expect(frameOf([])).toBe(region)
    const [west, , east] = frameOf([
      [170, 10],
      [-170, 20],
    ])
    expect([west, east]).toEqual([165, 195])
  })
  it('is a picture without links, and a group with them, which the keyboard reaches', async () => {
    expect(await drawing({})).toContain('role="img"')
    const svg = await drawing({ legs: invented(1) })
    expect(svg).toContain('role="group"')
    expect(svg).toContain(
      '<a href="/console/routes/invented-0" class="map-opioid"><title>Invented route 1 · Afghanistan → Tajikistan</title>',
    )
  })
})

it('legs of the API carry their evidence, their own substances and a title in the language asked for', () => {
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
    evidence: { legs: [{ legId: 'a', kilograms: '1250.5' }] },
  }
  const [one, other] = legsOf([route] as never, 'ru', (r) => `/console/${r}`)
  expect(one).toMatchObject({ kg: 1250.5, suspected: true, kind: 'opioid', href: '/console/routes/northern' })
  expect(one?.title).toBe(
    'Северный маршрут · Афганистан → Западная Европа · Героин · предполагается · 1 251 кг',
  )
  expect(other).toMatchObject({ kg: 0, suspected: false, kind: 'cannabis' })
})

it('a path in steps is the same path', () => {
  expect(relative('M10.5,20L11,19.5L11.2,30ZM0,0L-1,2L3,4Z')).toBe(
    'm10.5 20l.5-.5 .2 10.5zm-10.5-20l-1 2 4 2z',
  )
})

it('arcs keep their ends however much they are thinned: neighbours still meet', () => {
  const arcs = [
    [
      [0, 0],
      [0.1, 0],
      [5, 0],
      [5.1, 0],
      [5.2, 0],
    ],
  ]
  expect(simplified({ type: 'Topology', objects: {}, arcs }, 1).arcs).toEqual([
    [
      [0, 0],
      [5, 0],
      [5.2, 0],
    ],
  ])
})

describe('colours', () => {
  const css = readFileSync('functions/console/assets/pictures.css', 'utf8')
  const blocks = [...css.matchAll(/:root[^{]*\{([^}]*)\}/g)].map(([, body = '']) =>
    Object.fromEntries(
      [...body.matchAll(/--rw-map-(\w+): (#\w{6})/g)].map(([, name, colour]) => [name, colour]),
    ),
  )
  const lines = ['opioid', 'cannabis', 'cocaine', 'ats', 'nps', 'precursor', 'other', 'mixed']

  it.each([
    ['light', 0],
    ['dark', 1],
  ] as const)('on %s ground keep 3:1 to land, sea and each shade', (_, nth) => {
    const theme = blocks[nth] ?? {}
    for (const line of lines)
      for (const ground of ['land', 'sea', 's1', 's2', 's3', 's4'])
        expect(
          contrast(theme[line] ?? '', theme[ground] ?? ''),
          `${line} on ${ground}`,
        ).toBeGreaterThanOrEqual(3)
  })
  it('are the same whether dark is chosen or preferred', () => {
    expect(blocks).toHaveLength(3)
    expect(blocks[2]).toEqual(blocks[1])
  })
})

function contrast(one: string, other: string): number {
  const luminance = (hex: string) =>
    [1, 3, 5]
      .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
      .reduce((sum, c, i) => sum + c * ([0.2126, 0.7152, 0.0722][i] ?? 0), 0)
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** Of all rings of a path in steps, holes taken away. */
function areaOf(path: string): number {
  let [x, y] = [0, 0]
  let sum = 0
  for (const ring of path.split('z')) {
    const numbers = (ring.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number)
    let [startX, startY] = [0, 0]
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      const [toX, toY] = [x + (numbers[i] ?? 0), y + (numbers[i + 1] ?? 0)]
      if (i === 0) [startX, startY] = [toX, toY]
      else sum += x * toY - toX * y
      ;[x, y] = [toX, toY]
    }
    sum += x * startY - startX * y
    ;[x, y] = [startX, startY]
  }
  return Math.abs(sum) / 2
}
