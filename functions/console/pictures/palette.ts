/** Colours and widths of a map. What a class looks like is in assets/pictures.css. */
import { type SubstanceCode, substances } from '../../../events/codes/substances.ts'

/** In the order of the legend. `mixed`: of several kinds. */
export const kinds = ['opioid', 'cannabis', 'cocaine', 'ats', 'nps', 'precursor', 'other', 'mixed'] as const
export type Kind = (typeof kinds)[number]

const kindOfGroup: Readonly<Partial<Record<string, Kind>>> = {
  opioid: 'opioid',
  'cocaine-type': 'cocaine',
  'cannabis-type': 'cannabis',
  ats: 'ats',
  nps: 'nps',
  precursor: 'precursor',
}
/** Plants belong to what is made of them. */
const kindOfPlant: Readonly<Partial<Record<SubstanceCode, Kind>>> = {
  'poppy-plant': 'opioid',
  'cannabis-plant': 'cannabis',
  'cannabis-seed': 'cannabis',
  'coca-leaf': 'cocaine',
}

export function kindOf(codes: readonly SubstanceCode[]): Kind {
  const found = new Set(
    codes.map((code) => kindOfPlant[code] ?? kindOfGroup[substances[code].group] ?? 'other'),
  )
  const [only] = found
  return found.size > 1 ? 'mixed' : (only ?? 'other')
}

/** The next of 1, 2, 5, 10, 20 … that is not less; at least 1. */
export function roundUp(value: number): number {
  if (!(value > 1)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value * 0.999999) ?? value
}

const thinnest = 1.8
const thickest = 9

/** Units of the picture: the root, so that the small stay visible. @param most the amount of the thickest line. */
export const thickness = (kg: number, most: number): number =>
  tenth(thinnest + (thickest - thinnest) * root(kg, most))

export const radius = (kg: number, most: number): number => tenth(3 + 9 * root(kg, most))

/** From 0 to 1; what is no amount is none. */
const root = (kg: number, most: number): number => (kg > 0 ? Math.sqrt(Math.min(kg / most, 1)) : 0)
const tenth = (value: number): number => Math.round(value * 10) / 10

export const shades = 4
/** From 1 to `shades`, each ten times the one before. */
export function shade(kg: number, most: number): number {
  const steps = Math.floor(Math.log10(most / Math.max(kg, most / 1e9)) + 1e-9)
  return Math.max(1, shades - steps)
}
