/** The blocks of a card that span subjects, put together from rows and totals under the reader's own labels. */

import { normaliseName } from '../../domain/names.ts'
import { statisticsItems } from '../../domain/statistics.ts'
import { read } from '../views/reading.ts'
import { type BlockReader, blockMax, truncation } from './block.ts'
import { namedLinks } from './links.ts'
import { type Body, presentAll } from './present.ts'
import { routeBlocks } from './route-blocks.ts'
import { totalsOf } from './totals.ts'

type Listed = { items: readonly Body[]; cut: boolean }

/** The names of the blocks that `knownAt` does not take back, for the kinds that have any. */
export const blocksOf: Readonly<Record<string, readonly string[]>> = {
  routes: ['evidence', 'actors'],
  actors: ['seizures', 'linkedFrom', 'merged', 'namesakes'],
  sessions: ['statements'],
  statements: ['commitments'],
  countries: ['seizures', 'routes', 'commitments'],
}

export async function blocks(kind: string, card: Body, reader: BlockReader): Promise<Body> {
  const id = String(card.subject).slice(kind.length + 1)
  switch (kind) {
    case 'routes':
      return routeBlocks(id, card, reader)
    case 'actors':
      return actorBlocks(id, card, reader)
    case 'sessions': {
      const fields = ['subject', 'delegation', 'speakerOffice', 'occurred', 'summary']
      const statements = await items(`list/statements/session/${id}`, reader, fields)
      return { statements: statements.items, ...truncation({ statements: statements.cut }) }
    }
    case 'statements': {
      const made = await namedLinks(String(card.subject), { ...reader, max: blockMax, prefix: 'made-in#' })
      return { commitments: made.links, ...truncation({ commitments: made.cut }) }
    }
    case 'countries':
      return countryBlocks(id.toUpperCase(), reader)
    default:
      return {}
  }
}

async function actorBlocks(id: string, card: Body, reader: BlockReader): Promise<Body> {
  const links = (range: { prefix?: string; from?: string; to?: string }) =>
    namedLinks(`actors/${id}`, { ...reader, max: blockMax, ...range })
  const [seizures, before, after, merged] = await Promise.all([
    links({ prefix: 'attributed-to#' }),
    links({ to: 'attributed-to#' }),
    links({ from: 'attributed-to$' }),
    mergedInto(id, reader),
  ])
  const linkedFrom = [...before.links, ...after.links]
  const names = [
    ...Object.values((card.names ?? {}) as Record<string, string>),
    ...((card.aliases ?? []) as string[]),
  ]
  const found = await Promise.all(
    [...new Set(names.map(normaliseName))].map((name) =>
      read(reader.views, { partition: `names/${name}`, reader: reader.label, limit: blockMax }),
    ),
  )
  const namesakes = [...new Set(found.flatMap(({ rows }) => rows.map(({ sort }) => sort)))].filter(
    (subject) => subject !== `actors/${id}`,
  )
  return {
    seizures: seizures.links,
    linkedFrom: linkedFrom.slice(0, blockMax),
    merged: merged.items,
    // A same name is a suspicion, never a merge.
    namesakes,
    ...truncation({
      seizures: seizures.cut,
      linkedFrom: before.cut || after.cut || linkedFrom.length > blockMax,
      merged: merged.cut,
      namesakes: found.some(({ more }) => more),
    }),
  }
}

/** What the reader knows of those that this actor turned out to be. */
async function mergedInto(id: string, reader: BlockReader): Promise<Listed> {
  const { links, cards, cut } = await namedLinks(`actors/${id}`, {
    ...reader,
    max: blockMax,
    prefix: 'merged-into#',
  })
  const bodies = [...new Set(links.map(({ from }) => from))].flatMap((from) => {
    const row = cards.get(from)
    return row ? [row.body as Body] : []
  })
  const merged = await presentAll(reader.views, bodies, reader.label)
  const fields = ['subject', 'names', 'aliases', 'roles', 'routes']
  return { items: merged.map((actor) => only(fields, actor)), cut }
}

async function countryBlocks(country: string, reader: BlockReader): Promise<Body> {
  const [whole, bySubstance, routes, commitments] = await Promise.all([
    totalsOf('country', 'whole', reader, `${country}#`),
    totalsOf('country', 'substances', reader, `${country}#`),
    items(`list/routes/country/${country}`, reader, [
      'subject',
      'names',
      'status',
      'substances',
      'countryRoles',
    ]),
    items(`list/commitments/by/${country}`, reader, [
      'subject',
      'text',
      'type',
      'status',
      'due',
      'measurable',
    ]),
  ])
  const grouping = { dimension: 'country', substance: true, month: true } as const
  return {
    seizures: {
      total: statisticsItems({ ...grouping, substance: false, month: false }, whole)[0] ?? null,
      bySubstance: statisticsItems({ ...grouping, month: false }, bySubstance),
      series: statisticsItems({ ...grouping, substance: false }, whole),
    },
    routes: routes.items.map(({ countryRoles, ...route }) => ({
      ...route,
      role: (countryRoles as { country: string; role: string }[] | undefined)?.find(
        (found) => found.country === country,
      )?.role,
    })),
    commitments: commitments.items,
    ...truncation({ routes: routes.cut, commitments: commitments.cut }),
  }
}

async function items(
  partition: string,
  { views, label }: BlockReader,
  fields: readonly string[],
): Promise<Listed> {
  const { rows, more } = await read(views, { partition, reader: label, descending: true, limit: blockMax })
  return { items: rows.map(({ body }) => only(fields, body as Body)), cut: more }
}

function only(fields: readonly string[], body: Body): Body {
  return Object.fromEntries(fields.flatMap((field) => (field in body ? [[field, body[field]]] : [])))
}
