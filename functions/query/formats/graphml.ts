/** GraphML: subjects as nodes, what is said between them as edges. Each node and each edge stands on a line of its own. */
import { type Edge, edgesFrom } from '../../../domain/views/edges.ts'
import { placeKey } from '../../../domain/views/places.ts'
import type { Card } from '../../../domain/views/view.ts'
import { type Body, nameOf } from '../present.ts'
import type { Form } from './format.ts'

/** What nodes and edges can say of themselves. Lists stand between semicolons. */
const keys = {
  node: ['kind', 'label', 'status', 'substances'],
  edge: ['relation', 'evidence', 'legId', 'role', 'status', 'substances'],
} as const

type Data<K extends keyof typeof keys> = Partial<Record<(typeof keys)[K][number], unknown>>
export type GraphNode = { id: string } & Data<'node'>
export type GraphEdge = { from: string; to: string } & Data<'edge'>

/** @param truncated whether the view left something out. */
export function graphml(nodes: readonly GraphNode[], edges: readonly GraphEdge[], truncated = false): string {
  const declared = (['node', 'edge'] as const).flatMap((of) =>
    keys[of].map((name) => `<key id="${of}-${name}" for="${of}" attr.name="${name}" attr.type="string"/>`),
  )
  const known = new Set(nodes.map(({ id }) => id))
  // What is only referred to is a node, too: some readers refuse an edge to nowhere.
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]).filter((id) => !known.has(id)))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...declared,
    '<key id="graph-truncated" for="graph" attr.name="truncated" attr.type="boolean"/>',
    '<graph id="routewatch" edgedefault="directed">',
    `<data key="graph-truncated">${truncated}</data>`,
    ...[...nodes, ...[...ends].sort().map((id) => plainNode(id))].map(
      ({ id, ...data }) => `<node id="${nodeId(id)}">${dataOf('node', data)}</node>`,
    ),
    ...edges.map(
      ({ from, to, ...data }) =>
        `<edge source="${nodeId(from)}" target="${nodeId(to)}">${dataOf('edge', data)}</edge>`,
    ),
    '</graph>',
    '</graphml>',
    '',
  ].join('\n')
}

/** Cards with the edges that start at them, and the legs of routes from country to country. */
export const cardsGraphml: Form = {
  of: 'cards',
  write: (cards) => {
    const names = Object.assign({}, ...cards.map(({ related }) => related ?? {})) as Record<string, string>
    const edges = cards.flatMap((card) => [...edgesFrom(card as Card).map(withEvidence), ...legsOf(card)])
    const own = cards.map(nodeOf)
    const known = new Set(own.map(({ id }) => id))
    const named = [...new Set(edges.map(({ to }) => to))].flatMap((id) =>
      names[id] !== undefined && !known.has(id) ? [{ ...plainNode(id), label: names[id] }] : [],
    )
    return graphml([...own, ...named], edges)
  },
}

export function withEvidence({ evidence, ...edge }: Edge): GraphEdge {
  return { ...edge, evidence: [...evidence] }
}

function nodeOf(card: Body): GraphNode {
  const { subject, status, substances } = card
  const id = String(subject)
  const label = nameOf(id, card)
  return { ...plainNode(id), ...(label !== undefined && { label }), status, substances }
}

/** A subject by its id alone; countries by their code. */
function plainNode(id: string): GraphNode {
  const [kind = '', name = ''] = id.split('/')
  return { id, kind, label: kind === 'countries' ? name.toUpperCase() : name }
}

type Leg = Body & { from: { country: string }; to: { country: string }; claimIds?: readonly string[] }

function legsOf({ subject, legs, status }: Body): readonly GraphEdge[] {
  if (!String(subject).startsWith('routes/') || status === 'retracted') return []
  return ((legs ?? []) as readonly Leg[]).map(({ from, to, legId, role, status, substances, claimIds }) => ({
    from: placeId(placeKey(from)),
    to: placeId(placeKey(to)),
    relation: 'leg',
    evidence: claimIds,
    legId: `${String(subject).slice('routes/'.length)}/${String(legId)}`,
    role,
    status,
    substances,
  }))
}

function placeId(key: string): string {
  return /^[A-Z]{2}$/.test(key) ? `countries/${key.toLowerCase()}` : `regions/${key}`
}

/** GraphML's ids are XML name tokens, which know no slash. */
function nodeId(subject: string): string {
  return escaped(subject.replaceAll('/', ':'))
}

function dataOf(of: keyof typeof keys, data: Readonly<Record<string, unknown>>): string {
  return keys[of]
    .map((name) => [name, Array.isArray(data[name]) ? data[name].join('; ') : data[name]])
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `<data key="${of}-${String(name)}">${escaped(String(value))}</data>`)
    .join('')
}

/** Line ends would be folded, and other control characters are no XML at all: a space and nothing stand for them. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\n\r\t\u0085\u2028]+/g, ' ')
    .replaceAll(/[^\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
