/** `GET /docs`: the interface on one page, from the OpenAPI document, the problems and the schemas. */
import { html } from 'hono/html'
import { schemaIndex } from '../../events/json-schemas.ts'
import { problemKinds } from '../http/problems.ts'
import type { Answer, Endpoint } from './endpoint.ts'
import { type Html, page, prose } from './html.ts'
import { openapi } from './openapi/kept.ts'

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

type Operation = { summary: string; tags: readonly string[] }
type Document = {
  info: { description: string }
  tags: readonly { name: string; description: string }[]
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

let made: Promise<Answer> | undefined

function docsOf({ info, tags, paths }: Document): Promise<Answer> {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      ...operation,
    })),
  )
  return page(
    'Interface',
    html`<h1>Routewatch</h1>
<p>${prose(info.description)}</p>
<p>For programs: <a href="/openapi.json">OpenAPI</a> and <a href="/v1/schemas">JSON Schemas</a>. On this page:
<a href="#endpoints">endpoints</a>, <a href="#events">event types</a>, <a href="#problems">problems</a>.</p>
<h2 id="endpoints">Endpoints</h2>
${tags.map(
  ({ name, description }) => html`<h3>${name}</h3>
<p>${prose(description)}</p>
${table(operations.filter(({ tags }) => tags.includes(name)).map(operationRow))}`,
)}
<h2 id="events">Event types</h2>
${table(schemaIndex.map(({ type, version, path }) => [html`<code>${type}</code>`, html`<a href="${path}">version ${version}</a>`]))}
<h2 id="problems">Problems</h2>
${table(
  Object.entries(problemKinds).map(([slug, { status, title }]) => [
    html`${status}`,
    html`<a href="/problems/${slug}"><code>${slug}</code></a>`,
    html`${title}`,
  ]),
)}`,
  )
}

function operationRow({ method, path, summary }: Operation & { method: string; path: string }) {
  return [html`<code>${method} ${path}</code>`, html`${prose(summary)}`]
}

function table(rows: readonly (readonly Html[])[]): Html {
  const cells = (row: readonly Html[]) => row.map((cell) => html`<td>${cell}</td>`)
  return html`<table>${rows.map((row) => html`<tr>${cells(row)}</tr>\n`)}</table>`
}
