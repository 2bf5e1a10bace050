/** Endpoints of the registers: one list and one card for every kind of subject. */

import { type SubjectKind, subjectKinds } from '../../events/ids.ts'
import { answerCard, notFound, readCard } from './cards.ts'
import type { Answer, Asked, Endpoint, QueryNeeds } from './endpoint.ts'
import type { Forms } from './formats/format.ts'
import { formsOfCards, formsOfLists, producesOf } from './formats/offered.ts'
import { type ListOf, list } from './lists.ts'
import type { Parameter } from './parameters.ts'
import { type Body, cardRows } from './present.ts'
import { registers, seizuresOf } from './registers.ts'
import { wholeCards, withReporters } from './whole-cards.ts'

const paging: readonly Parameter[] = ['limit', 'cursor']
const common = { tag: 'Registers', access: 'public' } as const

export const singular: Readonly<Record<SubjectKind, string>> = {
  agencies: 'Agency',
  sources: 'Source',
  seizures: 'Seizure',
  routes: 'Route',
  actors: 'Actor',
  sessions: 'Session',
  statements: 'Statement',
  commitments: 'Commitment',
  countries: 'Country',
  figures: 'Figure',
}

export const subjectEndpoints: readonly Endpoint[] = subjectKinds.flatMap((kind): Endpoint[] => {
  const { title, query, of } = registers[kind]
  const plural = kind.charAt(0).toUpperCase() + kind.slice(1)
  const forms = { list: formsOfLists[kind], card: formsOfCards[kind] ?? {} }
  return [
    {
      ...common,
      path: `/v1/${kind}`,
      operationId: `list${plural}`,
      summary: title,
      query: [...query, ...paging],
      produces: producesOf(forms.list),
      answer: async (asked, needs) =>
        answerList(await of(asked.query, asked, needs), forms.list, asked, needs),
    },
    {
      ...common,
      path: `/v1/${kind}/{id}`,
      operationId: `read${singular[kind]}`,
      summary: `${singular[kind]}: the whole card with its claims`,
      query: ['knownAt', 'atLeast'],
      produces: producesOf(forms.card),
      answer: (asked, needs) =>
        asked.exportedAs ? exportCard(kind, forms.card, asked, needs) : answerCard(kind, asked, needs),
    },
  ]
})

export const evidenceEndpoint: Endpoint = {
  ...common,
  path: '/v1/routes/{id}/evidence',
  operationId: 'listRouteEvidence',
  summary: 'Seizures attributed to a route, newest first',
  query: ['substance', 'country', 'status', ...paging],
  produces: producesOf(formsOfLists.seizures),
  answer: async (asked, needs) => {
    const route = asked.path.id ?? ''
    const subject = `routes/${route}`
    if (!(await cardRows(needs.views, [subject], asked.caller.label)).has(subject)) throw notFound()
    return answerList(seizuresOf({ ...asked.query, route }), formsOfLists.seizures, asked, needs)
  },
}

/** A page in another form carries its cursor in `Link` (RFC 8288), since most have no room for one in their body. */
async function answerList(of: ListOf, forms: Forms, asked: Asked, needs: QueryNeeds): Promise<Answer> {
  const form = asked.exportedAs && forms[asked.exportedAs]
  if (!form) return { body: await list(of, asked, needs) }
  const { whole: items, ...rows } = of
  const reader = { views: needs.views, label: asked.caller.label }
  const whole = { rows: undefined, items, cards: wholeCards(reader) }[form.of]
  // What several items have in common is counted with each: a page may be less than full, never more.
  const written = (item: Body) => form.write([item])
  const listed = await list({ ...rows, ...(whole && { whole }) }, asked, needs, written)
  const body = form.write(listed.items, listed.next)
  if (listed.next === undefined) return { body }
  const query = new URLSearchParams({ ...asked.query, cursor: listed.next })
  return { body, headers: { link: `<${asked.url.pathname}?${query}>; rel="next"` } }
}

/** The card that JSON shows, with no claim more. */
async function exportCard(kind: SubjectKind, forms: Forms, asked: Asked, needs: QueryNeeds): Promise<Answer> {
  const { body } = await readCard(kind, asked, needs)
  const form = asked.exportedAs && forms[asked.exportedAs]
  if (!form) throw new Error(`No form of ${kind} is negotiated that is not offered`)
  const reader = { views: needs.views, label: asked.caller.label }
  return { body: form.write([await withReporters(reader)(body)]) }
}
