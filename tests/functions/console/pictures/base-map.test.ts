import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { region } from '../../../../functions/console/pictures/projection.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

/** The base map as a process has it that was started with this file. */
async function startedWith(map: object) {
  const file = join(mkdtempSync(join(tmpdir(), 'base-map-')), 'map.json')
  writeFileSync(file, JSON.stringify(map))
  vi.stubEnv('BASE_MAP', file)
  vi.resetModules()
  return import('../../../../functions/console/pictures/base-map.ts')
}

const square = (west: number) => [
  [west, 40],
  [west, 45],
  [west + 5, 45],
  [west + 5, 40],
  [west, 40],
]

it('is the file that BASE_MAP names: its countries and no others', async () => {
  const { baseMap, middleOf } = await startedWith({
    type: 'Topology',
    arcs: [square(60), square(70)],
    objects: {
      countries: {
        type: 'GeometryCollection',
        geometries: [
          { type: 'Polygon', id: '398', arcs: [[0]] },
          { type: 'Polygon', arcs: [[1]] },
        ],
      },
    },
  })
  expect(middleOf('KZ')?.map(Math.round)).toEqual([63, 42])
  expect(middleOf('UZ')).toBeUndefined()
  expect(baseMap(region).shape('KZ')).toMatch(/^m[\d. -]+l.*z$/)
  expect(baseMap(region).shape('UZ')).toBeUndefined()
  expect(baseMap(region).land.match(/z/g)).toHaveLength(2)
})

it('of another form is refused by name, before anything is drawn', async () => {
  const { baseMap } = await startedWith({ type: 'FeatureCollection', features: [] })
  expect(() => baseMap(region)).toThrow('no object `countries`')
})
