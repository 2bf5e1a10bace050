/** `GET /v1/graph`: actor – route – country – seizure edges around one subject, each with its evidence. */
import { remembering } from '../views/remembering.ts'
import type { StoredRow } from '../views/views.ts'
import { notFound } from './cards.ts'
import { chartAround } from './chart.ts'
import type { Endpoint } from './endpoint.ts'
import { graphml, withEvidence } from './formats/graphml.ts'
import { mediaTypesOf } from './formats/offered.ts'
import { cardRows, nameOf } from './present.ts'

export const graphEndpoint: Endpoint = {
  path: '/v1/graph',
  operationId: 'readGraph',
  tag: 'Analysis',
  summary: 'Link chart around one subject',
  query: ['focus', 'depth'],
  produces: ['application/json', ...mediaTypesOf('graphml')],
  access: 'public',
  answer: async ({ query, caller: { label }, exportedAs }, { views }) => {
    const { focus = '', depth = '1' } = query
    // Neighbours name each other again and again.
    const reader = { views: remembering(views), label }
    const { nodes, edges, truncated } = await chartAround(focus, Number(depth), reader)
    const cards = await cardRows(reader.views, nodes, label)
    if (!cards.has(focus) && edges.length === 0) throw notFound()
    const shown = nodes.map((id) => nodeOf(id, cards))
    if (exportedAs === 'graphml') {
      return { body: graphml(shown, edges.map(withEvidence), truncated) }
    }
    return { body: { nodes: shown, edges, truncated } }
  },
}

function nodeOf(id: string, cards: ReadonlyMap<string, StoredRow>) {
  const [kind = '', name = ''] = id.split('/')
  return {
    id,
    kind,
    label: nameOf(id, cards.get(id)?.body) ?? (kind === 'countries' ? name.toUpperCase() : name),
  }
}
