/** Validators of the forms in which data leave the system. Each throws where a text is not what it says it is. */
import { check } from '@placemarkio/check-geojson'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'csv-parse/sync'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { expect } from 'vitest'
import type { FormatName } from '../../functions/query/formats/format.ts'
import { bundleSchema, objectSchemas } from './stix-schema.ts'

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false })
addFormats.default(ajv)
const isBundle = ajv.compile(bundleSchema)
const isObject = Object.fromEntries(
  Object.entries(objectSchemas).map(([type, schema]) => [type, ajv.compile(schema)]),
)

export type StixObject = { type: string; id: string; [property: string]: unknown }

/** Strict: the same number of cells on every line, no quote out of place; any line end outside quotes ends a line. */
export function csvRows(text: string): Record<string, string>[] {
  expect(text).not.toMatch(/^\uFEFF/)
  expect(text).toMatch(/\r\n$/)
  return parse(text, {
    columns: true,
    relax_quotes: false,
    relax_column_count: false,
    record_delimiter: ['\r\n', '\n', '\r'],
  })
}

type Feature = {
  id: string
  geometry: { type: string; coordinates: unknown } | null
  properties: Record<string, unknown>
}

export function features(text: string): Feature[] {
  const collection = check(text)
  if (collection.type !== 'FeatureCollection') throw new Error(`a ${collection.type}`)
  expect(JSON.parse(text).disclaimer).toMatch(/no opinion on the legal status/)
  return collection.features as Feature[]
}

export function lines(text: string): Record<string, unknown>[] {
  expect(text === '' || text.endsWith('\n')).toBe(true)
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}

/** By the schemas, and by what no schema can say: ids once, markings there, nothing changed before it was made. */
export function stixObjects(text: string): StixObject[] {
  const bundle = JSON.parse(text)
  isBundle(bundle)
  expect(isBundle.errors).toBeNull()
  const objects: StixObject[] = bundle.objects ?? []
  for (const object of objects) {
    isObject[object.type]?.(object)
    expect(isObject[object.type]?.errors, JSON.stringify(object)).toBeNull()
    if (object.type !== 'marking-definition')
      expect(object.modified).toSatisfy((at) => at >= String(object.created))
  }
  const ids = new Set(objects.map(({ id }) => id))
  expect(ids.size).toBe(objects.length)
  const near = objects.flatMap((object) => [object.created_by_ref, object.object_marking_refs ?? []].flat())
  expect(near.filter((id) => id !== undefined && !ids.has(String(id)))).toStrictEqual([])
  return objects
}

type Attributes = { '@id': string; '@source': string; '@target': string; data?: Data | Data[] }
type Data = { '@key': string; '#text': string }
const reader = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  isArray: (name) => ['node', 'edge', 'key'].includes(name),
})

/** Well-formed, with declared keys, ids that are name tokens and stand once, and edges between nodes that are there. */
export function graph(text: string) {
  expect(XMLValidator.validate(text)).toBe(true)
  const { graphml } = reader.parse(text)
  const keys = new Set(graphml.key.map((key: Attributes) => key['@id']))
  const read = (element: Attributes) => {
    const data = [element.data ?? []].flat()
    for (const { '@key': key } of data) expect(keys).toContain(key)
    return Object.fromEntries(data.map((one) => [one['@key'].replace(/^\w+-/, ''), one['#text']]))
  }
  const nodes = (graphml.graph.node ?? []).map((node: Attributes) => ({ id: node['@id'], ...read(node) }))
  const edges = (graphml.graph.edge ?? []).map((edge: Attributes) => ({
    from: edge['@source'],
    to: edge['@target'],
    ...read(edge),
  }))
  const ids = new Set(nodes.map(({ id }: { id: string }) => id))
  expect(ids.size).toBe(nodes.length)
  for (const id of ids) expect(id).toMatch(/^[\w:.-]+$/)
  expect(
    edges.filter(({ from, to }: { from: string; to: string }) => !ids.has(from) || !ids.has(to)),
  ).toStrictEqual([])
  return { nodes, edges } as Record<'nodes' | 'edges', Record<string, string>[]>
}

/** How many things a valid text of this form holds. */
export const countIn: Readonly<Record<FormatName, (text: string) => number>> = {
  csv: (text) => csvRows(text).length,
  unodc: (text) => csvRows(text).length,
  geojson: (text) => features(text).length,
  ndjson: (text) => lines(text).length,
  stix: (text) => stixObjects(text).length,
  graphml: (text) => graph(text).nodes.length,
}
