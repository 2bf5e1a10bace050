/** A JSON Schema as rows to read: one for each field, those of inner objects under the path that leads to them. */
import { html } from 'hono/html'
import { type Html, prose, table } from '../html.ts'

export type Schema = {
  $ref?: string
  type?: string | readonly string[]
  description?: string
  format?: string
  pattern?: string
  enum?: readonly unknown[]
  const?: unknown
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  items?: Schema
  prefixItems?: readonly Schema[]
  additionalProperties?: boolean | Schema
  anyOf?: readonly Schema[]
  oneOf?: readonly Schema[]
  allOf?: readonly Schema[]
  minimum?: number
  maximum?: number
  maxLength?: number
  default?: unknown
}

/** What a line has no room for stands in the schema itself. */
const valuesMax = 24
const patternCharactersMax = 60

export const schemaId = (name: string) => `schema-${name}`

/** What a value looks like, in a line. */
export function typeOf(schema: Schema): Html {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)
    return html`<a href="#${schemaId(name)}">${name}</a>`
  }
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`
  if (schema.enum) return valuesOf(schema.enum)
  const one = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (one) return joined(one.map(typeOf), schema.allOf ? ' and ' : ' or ')
  if (schema.type === 'array') return html`list of ${typeOf(schema.items ?? {})}`
  const { type = 'any value', format, pattern } = schema
  const words = [type].flat().join(' or ')
  const shape = format === undefined && (pattern ?? '').length <= patternCharactersMax ? pattern : undefined
  return html`${words}${format && html` (${format})`}${shape && html` <code>${shape}</code>`}${rangeOf(schema)}`
}

function valuesOf(values: readonly unknown[]): Html {
  const shown = values.slice(0, valuesMax).map((value) => html`<code>${String(value)}</code>`)
  return values.length > valuesMax
    ? html`${joined(shown, ', ')} and ${values.length - valuesMax} more`
    : joined(shown, ', ')
}

function rangeOf({ minimum, maximum, maxLength }: Schema): Html | undefined {
  if (maxLength !== undefined) return html`, at most ${maxLength} characters`
  if (minimum === undefined) return undefined
  // What JSON Schema says of any safe integer is no news to a reader.
  return maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER
    ? html`, from ${minimum}`
    : html`, ${minimum} to ${maximum}`
}

const joined = (parts: readonly Html[], between: string): Html =>
  html`${parts.map((part, index) => (index === 0 ? part : html`${between}${part}`))}`

type Field = { path: string; schema: Schema; isRequired: boolean }

function fieldsOf({ properties = {}, required = [] }: Schema, before = ''): readonly Field[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const path = `${before}${name}`
    return [{ path, schema, isRequired: required.includes(name) }, ...innerOf(path, schema)]
  })
}

const innerOf = (path: string, { items, ...schema }: Schema): readonly Field[] =>
  items ? innerOf(`${path}[]`, items) : fieldsOf(schema, `${path}.`)

/** A named schema: its fields, or the line that it is. */
export function schemaSection(name: string, schema: Schema): Html {
  const rows = fieldsOf(schema).map(({ path, schema: field, isRequired }) => [
    html`<code>${path}</code>`,
    html`${typeOf(field)}`,
    html`${isRequired ? 'required' : ''}`,
    html`${prose(field.description ?? '')}`,
  ])
  return html`<section id="${schemaId(name)}"><h3>${name}</h3>
<p>${prose(schema.description ?? '')}</p>
${rows.length > 0 ? table(rows) : html`<p>${typeOf(schema)}</p>`}</section>\n`
}
