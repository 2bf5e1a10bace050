/** `GET /problems/{slug}`: what a problem means and what to do, for programs and for people. */
import { html } from 'hono/html'
import { problemKinds } from '../http/problems.ts'
import { notFound } from './cards.ts'
import type { Endpoint } from './endpoint.ts'
import { page, prose } from './html.ts'

export const problemEndpoint: Endpoint = {
  path: '/problems/{slug}',
  operationId: 'readProblem',
  tag: 'System',
  summary: 'What a problem means and what to do',
  query: [],
  produces: ['application/json', 'text/html'],
  access: 'open',
  answer: async ({ path, accepted }) => {
    const slug = path.slug ?? ''
    const kind = Object.entries(problemKinds).find(([known]) => known === slug)?.[1]
    if (!kind) throw notFound()
    const { title, status, meaning } = kind
    if (accepted === 'application/json')
      return { body: { type: `/problems/${slug}`, title, status, meaning } }
    return page(
      title,
      html`<h1>${title}</h1>
<p><code>/problems/${slug}</code>, status ${status}</p>
<p>${prose(meaning)}</p>
<p><a href="/docs#problems">All problems</a></p>`,
    )
  },
}
