/** Ends of a leg: a country or a region, which is an area, or a point that was reported as one. */
import type { RegionSlug } from '../../../events/codes/regions.ts'
import { middleOf } from './base-map.ts'
import type { LonLat } from './projection.ts'

export type MapEnd =
  | { kind: 'country'; code: string; name: string }
  | { kind: 'region'; code: string; name: string }
  | { kind: 'point'; at: LonLat; name: string }

/** About the middle of each region of M49, on land. The world has none. */
const regionMiddles: Readonly<Partial<Record<RegionSlug, LonLat>>> = {
  africa: [20, 5],
  'northern-africa': [12, 27],
  'sub-saharan-africa': [22, -3],
  'eastern-africa': [37, -2],
  'middle-africa': [18, 2],
  'southern-africa': [23, -27],
  'western-africa': [-3, 12],
  americas: [-85, 15],
  'latin-america-and-the-caribbean': [-66, -5],
  caribbean: [-74, 19],
  'central-america': [-88, 14.5],
  'south-america': [-59, -13],
  'north-america': [-99, 38],
  'northern-america': [-99, 45],
  asia: [88, 42],
  'central-asia': [66, 44],
  'eastern-asia': [112, 36],
  'south-eastern-asia': [104, 14],
  'southern-asia': [73, 26],
  'western-asia': [42, 33],
  europe: [17, 50],
  'eastern-europe': [29, 52],
  'northern-europe': [16, 61],
  'southern-europe': [13, 42.5],
  'western-europe': [6.5, 48.5],
  oceania: [138, -24],
  'australia-and-new-zealand': [135, -25],
  melanesia: [145, -6.5],
  micronesia: [151, 7],
  polynesia: [-172, -13.7],
}

/** Undefined where the base map knows no such place: then it is told, not drawn. */
export function placeOf(end: MapEnd): LonLat | undefined {
  if (end.kind === 'point') return end.at
  return end.kind === 'country' ? middleOf(end.code) : regionMiddles[end.code as RegionSlug]
}

export const keyOf = (end: MapEnd): string => (end.kind === 'point' ? end.at.join() : end.code)
