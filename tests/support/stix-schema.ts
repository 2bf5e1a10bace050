/**
 * What STIX 2.1 (OASIS standard of 10 June 2021) demands of the objects that we write, in our own words: chapters 2
 * (identifier, timestamp), 3.2 (common properties), 4.4, 4.8, 4.16, 4.17 (identity, location, report, threat actor),
 * 5.1 (relationship), 7.2 and 7.3 (markings, extensions), 8 (bundle). Properties that the standard does not define
 * are refused: it deprecates them.
 */
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
const idOf = (type: string) => ({ type: 'string', pattern: `^${type}--${uuid}$` })
const anyId = idOf('[a-z][a-z0-9-]+[a-z0-9]')
const timestamp = {
  type: 'string',
  pattern: '^\\d{4}-[01]\\d-[0-3]\\dT[0-2]\\d:[0-5]\\d:[0-6]\\d\\.\\d{3,}Z$',
}
const text = { type: 'string', minLength: 1 }
const several = (items: object) => ({ type: 'array', minItems: 1, uniqueItems: true, items })
const oneOf = (...values: string[]) => ({ enum: values })

const common = {
  spec_version: { const: '2.1' },
  created: timestamp,
  modified: timestamp,
  created_by_ref: idOf('identity'),
  revoked: { type: 'boolean' },
  labels: several(text),
  confidence: { type: 'integer', minimum: 0, maximum: 100 },
  lang: { type: 'string', pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$' },
  external_references: several({
    type: 'object',
    properties: {
      source_name: text,
      description: text,
      url: { type: 'string', format: 'uri' },
      external_id: text,
    },
    required: ['source_name'],
    anyOf: [{ required: ['description'] }, { required: ['url'] }, { required: ['external_id'] }],
    additionalProperties: false,
  }),
  object_marking_refs: several(idOf('marking-definition')),
}

const object = (type: string, own: Record<string, object>, required: string[], more: object = {}) => ({
  type: 'object',
  properties: { type: { const: type }, id: idOf(type), ...common, ...own },
  required: ['type', 'id', 'spec_version', 'created', 'modified', ...required],
  additionalProperties: false,
  ...more,
})

const identity = object(
  'identity',
  {
    name: text,
    description: text,
    identity_class: oneOf('individual', 'group', 'system', 'organization', 'class', 'unspecified'),
  },
  ['name'],
)

const location = object(
  'location',
  {
    name: text,
    description: text,
    latitude: { type: 'number', minimum: -90, maximum: 90 },
    longitude: { type: 'number', minimum: -180, maximum: 180 },
    precision: { type: 'number', minimum: 0 },
    region: { type: 'string', pattern: '^[a-z]+(-[a-z]+)*$' },
    country: { type: 'string', pattern: '^[A-Z]{2}$' },
    administrative_area: text,
    city: text,
  },
  [],
  {
    anyOf: [{ required: ['region'] }, { required: ['country'] }, { required: ['latitude', 'longitude'] }],
    dependentRequired: {
      latitude: ['longitude'],
      longitude: ['latitude'],
      precision: ['latitude', 'longitude'],
    },
  },
)

const threatActor = object(
  'threat-actor',
  {
    name: text,
    description: text,
    aliases: several(text),
    threat_actor_types: several(oneOf('crime-syndicate', 'criminal', 'unknown')),
  },
  ['name'],
)

const report = object(
  'report',
  {
    name: text,
    description: text,
    report_types: several(oneOf('observed-data', 'threat-report')),
    published: timestamp,
    object_refs: several(anyId),
  },
  ['name', 'published', 'object_refs'],
)

const noEnd = { not: { pattern: '^(relationship|sighting|bundle|marking-definition)--' } }
const relationship = object(
  'relationship',
  {
    relationship_type: { type: 'string', pattern: '^[a-z0-9-]+$' },
    description: text,
    source_ref: { allOf: [anyId, noEnd] },
    target_ref: { allOf: [anyId, noEnd] },
  },
  ['relationship_type', 'source_ref', 'target_ref'],
)

/** TLP 2.0 by the extension that OASIS publishes; the ids of its five markings are fixed. */
const markings = {
  'TLP:CLEAR': '94868c89-83c2-464b-929b-a1a8aa3c8487',
  'TLP:GREEN': 'bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  'TLP:AMBER': '55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'TLP:AMBER+STRICT': '939a9414-2ddd-4d32-a0cd-375ea402b003',
  'TLP:RED': 'e828b379-4e03-4974-9ac4-e53a884c97c1',
}
const markingDefinition = {
  oneOf: Object.entries(markings).map(([name, id]) => ({
    const: {
      type: 'marking-definition',
      spec_version: '2.1',
      id: `marking-definition--${id}`,
      created: '2022-10-01T00:00:00.000Z',
      name,
      extensions: {
        'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d': {
          extension_type: 'property-extension',
          tlp_2_0: name.slice('TLP:'.length).toLowerCase(),
        },
      },
    },
  })),
}

/** One schema for each type, so that a failure names what is wrong with the object that it has. */
export const objectSchemas: Readonly<Record<string, object>> = {
  identity,
  location,
  'threat-actor': threatActor,
  report,
  relationship,
  'marking-definition': markingDefinition,
}

export const bundleSchema = {
  type: 'object',
  properties: {
    type: { const: 'bundle' },
    id: idOf('bundle'),
    objects: several({ type: 'object', properties: { type: oneOf(...Object.keys(objectSchemas)) } }),
  },
  required: ['type', 'id'],
  additionalProperties: false,
}
