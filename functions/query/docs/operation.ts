/** An operation to read: what to send, what comes back, with an example of each, and what can go wrong. */
import { html } from 'hono/html'
import { type ProblemSlug, problemKinds } from '../../http/problems.ts'
import { type Html, prose, table } from '../html.ts'
import { type Schema, typeOf } from './schema.ts'

export type Parameter = { name: string; in: string; required?: boolean; description: string; schema: Schema }
type Media = { schema: Schema; examples?: Readonly<Record<string, { summary?: string; value: unknown }>> }
type Content = Readonly<Record<string, Media>>
type Ref = { $ref: string }
type Response = {
  description: string
  content?: Content
  headers?: Readonly<Record<string, { description: string }>>
}

export type Operation = {
  operationId: string
  method: string
  path: string
  summary: string
  description: string
  tags: readonly string[]
  parameters: readonly (Parameter | Ref)[]
  requestBody?: { content: Content }
  responses: Readonly<Record<string, Response | Ref>>
}

export type Components = {
  schemas: Readonly<Record<string, Schema>>
  parameters: Readonly<Record<string, Parameter>>
}

const nameIn = ({ $ref }: Ref) => $ref.slice($ref.lastIndexOf('/') + 1)

export function operationSection(operation: Operation, { parameters: shared }: Components): Html {
  const { operationId, method, path, summary, description, parameters, requestBody, responses } = operation
  const known = parameters.flatMap((parameter) =>
    '$ref' in parameter ? (shared[nameIn(parameter)] ?? []) : parameter,
  )
  const answers = Object.entries(responses)
  return html`<section id="${operationId}"><h3><code>${method} ${path}</code></h3>
<p>${prose(summary)}. ${prose(description)}</p>
${known.length > 0 && html`<h4>Parameters</h4>\n${table(known.map(parameterRow))}`}
${requestBody && html`<h4>Body</h4>\n${contentBlocks(requestBody.content)}`}
<h4>Answers</h4>
${answers.map(([status, answer]) => ('$ref' in answer ? '' : answerBlock(status, answer)))}
${problemsLine(answers.flatMap(([, answer]) => ('$ref' in answer ? nameIn(answer).split('.') : [])))}</section>\n`
}

const parameterRow = ({ name, in: place, required, description, schema }: Parameter): readonly Html[] => [
  html`<code>${name}</code>`,
  html`${place}${required ? ', required' : ''}`,
  typeOf(schema),
  html`${prose(description)}`,
]

function answerBlock(status: string, { description, content = {}, headers = {} }: Response): Html {
  const named = Object.keys(headers)
  return html`<p><strong>${status}</strong> ${prose(description)}${
    named.length > 0 && html` Headers: ${named.map((name) => html`<code>${name}</code> `)}`
  }</p>
${contentBlocks(content)}`
}

function contentBlocks(content: Content): Html {
  return html`${Object.entries(content).map(
    ([type, { schema, examples = {} }]) => html`<p><code>${type}</code>: ${typeOf(schema)}${
      schema.description && html`. ${prose(schema.description)}`
    }</p>
${Object.values(examples).map(
  ({
    summary,
    value,
  }) => html`<details><summary>Example${summary && html`: <code>${summary}</code>`}</summary>
<pre><code>${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</code></pre></details>\n`,
)}`,
  )}`
}

function problemsLine(slugs: readonly string[]): Html {
  if (slugs.length === 0) return html``
  const links = slugs.map((slug) => {
    const { status } = problemKinds[slug as ProblemSlug]
    return html`<li><a href="/problems/${slug}">${status} <code>${slug}</code></a></li>\n`
  })
  return html`<h4>Problems</h4>\n<ul class="flow">${links}</ul>`
}
