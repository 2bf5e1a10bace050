import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { middleOf } from '../../../../functions/console/pictures/base-map.ts'
import { type MapProps, RouteMap } from '../../../../functions/console/pictures/map.tsx'
import { about, placed } from '../../../../functions/console/pictures/map-labels.ts'
import { MapTable } from '../../../../functions/console/pictures/map-table.tsx'
import { frameOf, isWithin, mapHeight, region } from '../../../../functions/console/pictures/projection.ts'
import { overlap } from '../../../../functions/console/pictures/text-box.ts'
import { invented } from './samples.ts'

const drawing = async (props: Partial<MapProps>): Promise<string> =>
  String(await (<RouteMap title="A map" lang="en" {...props} />))

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
  it('to a place that the base map lacks is told, not drawn', async () => {
    const [leg] = invented(1)
    if (!leg) throw new Error('No leg')
    const legs = [{ ...leg, to: { kind: 'region', code: 'world', name: 'World' } as const }]
    expect(await drawing({ legs })).toContain('1 leg not drawn')
    expect(String(await (<MapTable legs={legs} lang="en" />))).toContain('→ World')
  })
})

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
