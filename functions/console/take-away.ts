/** Links to what is shown as files, in the forms that the API offers of it. */
import { type FormatName, formats } from '../query/formats/format.ts'
import type { TakeAway } from './page.ts'

const labels = {
  csv: 'CSV',
  unodc: 'CSV (UNODC)',
  geojson: 'GeoJSON',
  ndjson: 'NDJSON',
  stix: 'STIX 2.1',
  graphml: 'GraphML',
} as const satisfies Record<FormatName, string>

/** @param path of the API; @param query what narrows it there. */
export function takeAways(
  path: string,
  query: Readonly<Record<string, string | undefined>>,
  names: readonly FormatName[],
): TakeAway[] {
  const sent = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  )
  const search = new URLSearchParams(sent)
  const asked = search.size === 0 ? '' : `?${search}`
  return names.map((name) => ({
    href: `/console/take${path}.${formats[name].extension}${asked}`,
    label: labels[name],
  }))
}
