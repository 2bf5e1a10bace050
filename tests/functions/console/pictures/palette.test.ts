import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { kindOf, roundUp, shade, thickness } from '../../../../functions/console/pictures/palette.ts'

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

describe('colours', () => {
  const css = readFileSync('functions/console/assets/pictures.css', 'utf8')
  const pairs = [...css.matchAll(/--rw-map-(\w+): light-dark\((#\w{6}), (#\w{6})\)/g)]
  const lines = ['opioid', 'cannabis', 'cocaine', 'ats', 'nps', 'precursor', 'other', 'mixed']

  it.each([
    ['light', 2],
    ['dark', 3],
  ] as const)('on %s ground keep 3:1 to land, sea and each shade', (_, nth) => {
    const theme = Object.fromEntries(pairs.map((pair) => [pair[1], pair[nth] ?? '']))
    for (const line of lines)
      for (const ground of ['land', 'sea', 's1', 's2', 's3', 's4'])
        expect(
          contrast(theme[line] ?? '', theme[ground] ?? ''),
          `${line} on ${ground}`,
        ).toBeGreaterThanOrEqual(3)
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
