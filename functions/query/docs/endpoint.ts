/** `GET /docs`: the interface on one page, from the OpenAPI document, the problems and the schemas. */
import { html } from 'hono/html'
import { schemaIndex } from '../../../events/json-schemas.ts'
import { problemKinds } from '../../http/problems.ts'
import type { Answer, Endpoint } from '../endpoint.ts'
import { type Html, page, prose, table } from '../html.ts'
import { openapi } from '../openapi/kept.ts'
import { type Components, type Operation, operationSection } from './operation.ts'
import { schemaSection } from './schema.ts'

export const docsEndpoint: Endpoint = {
  path: '/docs',
  operationId: 'readDocs',
  tag: 'System',
  summary: 'This interface as a page to read',
  query: [],
  produces: ['text/html'],
  access: 'open',
  // The document is too large for the compiler to compare it field by field.
  answer: async () => {
    made ??= docsOf((await openapi()) as unknown as Document)
    return made
  },
}

type Document = {
  info: { description: string }
  tags: readonly { name: string; description: string }[]
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  components: Components
}

let made: Promise<Answer> | undefined

function docsOf({ info, tags, paths, components }: Document): Promise<Answer> {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      path,
      method: method.toUpperCase(),
    })),
  )
  const chapters = tags.map((tag) => ({
    ...tag,
    of: operations.filter(({ tags }) => tags.includes(tag.name)),
  }))
  const schemas = Object.entries(components.schemas)
  return page(
    'Interface',
    html`<nav aria-label="Contents">
<p><a href="#top">Routewatch</a></p>
${chapters.map(({ name, of }) => html`<p><a href="#${name}">${name}</a></p>\n<ul>${of.map(linkTo)}</ul>\n`)}
<p><a href="#events">Event types</a></p>
<p><a href="#problems">Problems</a></p>
<p><a href="#schemas">Schemas</a></p>
</nav>
<main id="top"><h1>Routewatch</h1>
<p>${prose(info.description)}</p>
<p>For programs: <a href="/openapi.json">OpenAPI</a>, <a href="/asyncapi.json">AsyncAPI</a> for the buses, and
<a href="/v1/schemas">JSON Schemas</a> of the events.</p>
${chapters.map(
  ({ name, description, of }) => html`<h2 id="${name}">${name}</h2>
<p>${prose(description)}</p>
${of.map((operation) => operationSection(operation, components))}`,
)}
<h2 id="events">Event types</h2>
<p>What <code>data</code> holds, by <code>type</code>, as JSON Schema.</p>
${table(schemaIndex.map(({ type, version, path }) => [html`<code>${type}</code>`, html`<a href="${path}">version ${version}</a>`]))}
<h2 id="problems">Problems</h2>
${table(
  Object.entries(problemKinds).map(([slug, { status, title }]) => [
    html`${status}`,
    html`<a href="/problems/${slug}"><code>${slug}</code></a>`,
    html`${title}`,
  ]),
)}
<h2 id="schemas">Schemas</h2>
${schemas.map(([name, schema]) => schemaSection(name, schema))}</main>`,
  )
}

const linkTo = ({ operationId, method, path }: Operation): Html =>
  html`<li><a href="#${operationId}"><code>${method} ${path}</code></a></li>\n`
