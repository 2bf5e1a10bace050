import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countryName } from '../../../../functions/console/countries.ts'
import { middleOf } from '../../../../functions/console/pictures/base-map.ts'
import { arcOf } from '../../../../functions/console/pictures/legs.ts'
import { roundUp, thickness } from '../../../../functions/console/pictures/palette.ts'
import type { MapEnd } from '../../../../functions/console/pictures/places.ts'
import { frameOf, region, viewOf } from '../../../../functions/console/pictures/projection.ts'

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
})
