/** The forms in which views leave the system beside JSON: media type, extension, and how one is written. */
import type { Body } from '../present.ts'

/** Whatever is answered in one of these is an export. */
export const formats = {
  csv: { mediaType: 'text/csv', extension: 'csv' },
  unodc: { mediaType: 'text/csv;profile=unodc-ids', extension: 'unodc.csv' },
  geojson: { mediaType: 'application/geo+json', extension: 'geojson' },
  ndjson: { mediaType: 'application/x-ndjson', extension: 'ndjson' },
  stix: { mediaType: 'application/stix+json;version=2.1', extension: 'stix.json' },
  graphml: { mediaType: 'application/graphml+xml', extension: 'graphml' },
} as const

export type FormatName = keyof typeof formats
export type ExportType = (typeof formats)[FormatName]['mediaType']

/**
 * How a view is written. Pure: it gets what the reader may see, and knows no other way to it.
 * `of`: `rows` as lists keep them, `items` as the JSON of the view has them, `cards` with their claims.
 * `next` goes where the form has room for it.
 */
export type Form = {
  of: 'rows' | 'items' | 'cards'
  write: (items: readonly Body[], next?: string) => string
}

export type Forms = Partial<Record<FormatName, Form>>

export const formatNames = Object.keys(formats) as readonly FormatName[]

export function formatOf(mediaType: string): FormatName | undefined {
  return formatNames.find((name) => formats[name].mediaType === mediaType)
}

export const ndjson: Form = {
  of: 'items',
  write: (items) => items.map((item) => `${JSON.stringify(item)}\n`).join(''),
}
