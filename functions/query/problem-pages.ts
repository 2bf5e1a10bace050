/** `GET /problems/{slug}`: what a problem means and what to do, for programs and for people. */
import { html } from 'hono/html'
import { notFound } from './cards.ts'
import type { Endpoint } from './endpoint.ts'
import { page, prose } from './html.ts'
import { problems } from './openapi/kept.ts'

export const problemEndpoint: Endpoint = {
  path: '/problems/{slug}',
  operationId: 'readProblem',
  tag: 'System',
  summary: 'What a problem means and what to do',
  query: [],
  produces: ['application/json', 'text/html'],
  access: 'open',
  answer: async ({ path, accepted }) => {
    const known = Object.values(await problems())
    const explained = known.find(({ type }) => type === `/problems/${path.slug}`)
    if (!explained) throw notFound()
    if (accepted === 'application/json') return { body: explained }
    const { type, title, status, meaning, remedy, sample } = explained
    return page(
      title,
      html`<h1>${title}</h1>
<p><code>${type}</code>, status ${status}</p>
<p>${prose(meaning)}</p>
<h2>What to do</h2>
<p>${prose(remedy)}</p>
<h2>What it looks like</h2>
<pre><code>${JSON.stringify(sample, null, 2)}</code></pre>
<p><a href="/docs#problems">All problems</a></p>`,
    )
  },
}
