/** `npm run openapi`: the types of the client, from the OpenAPI document and the schemas of the events. */
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { jsonSchemaOf, schemaIndex } from '../../events/json-schemas.ts'

type Schema = {
  $ref?: string
  type?: string | readonly string[]
  const?: unknown
  enum?: readonly unknown[]
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  prefixItems?: readonly Schema[]
  anyOf?: readonly Schema[]
  oneOf?: readonly Schema[]
  allOf?: readonly Schema[]
}
type Parameter = { $ref?: string; name: string; in: string; required?: boolean; schema: Schema }
type Operation = {
  parameters: readonly Parameter[]
  responses: Readonly<Record<string, { content?: Readonly<Record<string, { schema: Schema }>> }>>
}
type Document = {
  paths: Readonly<Record<string, { get?: Operation }>>
  components: {
    schemas: Readonly<Record<string, Schema>>
    parameters: Readonly<Record<string, Parameter>>
  }
}

const documentUrl = new URL('../../docs/openapi.json', import.meta.url)
const typesUrl = new URL('api.generated.ts', import.meta.url)

/** The bytes of `api.generated.ts`. */
export function typesText(): string {
  const { paths, components } = JSON.parse(readFileSync(documentUrl, 'utf8')) as Document
  const reads = Object.entries(paths).flatMap(([path, { get }]) => (get ? readOf(path, get, components) : []))
  const events = schemaIndex.map(
    ({ type, version }) => `${type}: ${typeOf(jsonSchemaOf(type, version) ?? {})}`,
  )
  const schemas = Object.entries(components.schemas).map(([name, schema]) => `${name}: ${typeOf(schema)}`)
  return [
    '// Made by `npm run openapi` from docs/openapi.json and the schemas of the events. Not written by hand.',
    body('What answers are made of.', 'Schemas', schemas),
    body('What can be read as JSON, by its path.', 'Reads', reads),
    body('What `data` of an event holds, by its type.', 'EventData', events),
  ].join('\n\n')
}

const body = (what: string, name: string, lines: readonly string[]) =>
  `/** ${what} */\nexport type ${name} = {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`

function readOf(
  path: string,
  { parameters, responses }: Operation,
  { parameters: shared }: Document['components'],
) {
  const answer = responses['200']?.content?.['application/json']
  if (!answer) return []
  const known = parameters.map((one) => (one.$ref ? (shared[one.$ref.split('/').at(-1) ?? ''] ?? one) : one))
  const of = (place: string) =>
    objectOf(
      known
        .filter((one) => one.in === place)
        // A number in a URL may be written as either.
        .map(({ name, required = false, schema }) => [
          name,
          required,
          place === 'query' ? loose(schema) : 'string',
        ]),
    )
  return [`'${path}': { path: ${of('path')}; query: ${of('query')}; answer: ${typeOf(answer.schema)} }`]
}

const loose = (schema: Schema) => (schema.enum ? typeOf(schema) : 'string | number')

function typeOf(schema: Schema): string {
  const { $ref, anyOf, oneOf, allOf, type } = schema
  if ($ref !== undefined) return `Schemas['${$ref.replace('#/components/schemas/', '')}']`
  if ('const' in schema) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const one = anyOf ?? oneOf
  if (one) return one.map((each) => `(${typeOf(each)})`).join(' | ')
  if (allOf) return allOf.map((each) => `(${typeOf(each)})`).join(' & ')
  if (Array.isArray(type)) return type.map((each) => typeOf({ ...schema, type: each })).join(' | ')
  switch (type) {
    case 'array':
      return schema.prefixItems
        ? `[${schema.prefixItems.map(typeOf).join(', ')}]`
        : `(${typeOf(schema.items ?? {})})[]`
    case 'object':
      return fieldsOf(schema)
    case 'integer':
      return 'number'
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return type
    default:
      return 'unknown'
  }
}

function fieldsOf({ properties, required = [], additionalProperties }: Schema): string {
  const fields = Object.entries(properties ?? {})
  if (fields.length === 0) {
    const values = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown'
    return `Record<string, ${values}>`
  }
  return objectOf(fields.map(([name, schema]) => [name, required.includes(name), typeOf(schema)]))
}

type TypedField = readonly [name: string, isRequired: boolean, type: string]

const objectOf = (fields: readonly TypedField[]) =>
  fields.length === 0
    ? 'Record<string, never>'
    : `{${fields.map(([name, isRequired, type]) => ` ${JSON.stringify(name)}${isRequired ? '' : '?'}: ${type}`).join(';')} }`

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(typesUrl, typesText())
