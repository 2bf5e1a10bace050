/** The blocks of a card that span subjects, put together from rows and totals under the reader's own labels. */

import { normaliseName } from '../../domain/names.ts'
import { statisticsItems } from '../../domain/statistics.ts'
import { actorsBlock, evidenceBlock } from '../../domain/views/evidence-block.ts'
import type { InboundBody } from '../../domain/views/inbound.ts'
import type { Label } from '../../events/recorded.ts'
import { read } from '../views/reading.ts'
import type { Views } from '../views/views.ts'
import { linksTo } from './links.ts'
import { type Body, nameOf } from './present.ts'
import { totalsOf } from './totals.ts'

type Reader = { views: Pick<Views, 'get' | 'list'>; label: Label }

/** A card lists so many of each at most; the lists have them all. */
const blockMax = 100

/** The names of the blocks that `knownAt` does not take back, for the kinds that have any. */
export const blocksOf: Readonly<Record<string, readonly string[]>> = {
  routes: ['evidence', 'actors'],
  actors: ['seizures', 'linkedFrom', 'namesakes'],
  sessions: ['statements'],
  statements: ['commitments'],
  countries: ['seizures', 'routes', 'commitments'],
}

export async function blocks(kind: string, card: Body, reader: Reader): Promise<Body> {
  const id = String(card.subject).slice(kind.length + 1)
  switch (kind) {
    case 'routes':
      return routeBlocks(id, card, reader)
    case 'actors':
      return actorBlocks(id, card, reader)
    case 'sessions':
      return {
        statements: await items(`list/statements/session/${id}`, reader, [
          'subject',
          'delegation',
          'speakerOffice',
          'occurred',
          'summary',
        ]),
      }
    case 'statements':
      return {
        commitments: (await inbound(String(card.subject), reader)).filter(
          ({ relation }) => relation === 'made-in',
        ),
      }
    case 'countries':
      return countryBlocks(id.toUpperCase(), reader)
    default:
      return {}
  }
}

async function routeBlocks(id: string, card: Body, reader: Reader): Promise<Body> {
  const legIds = ((card.legs ?? []) as { legId: string }[]).map(({ legId }) => legId)
  const [route, legs, latest, links] = await Promise.all([
    totalsOf('route', reader, `${id}#`),
    totalsOf('leg', reader, `${id}/`),
    latestOn(id, reader),
    inbound(`routes/${id}`, reader),
  ])
  return { evidence: evidenceBlock(id, legIds, [...route, ...legs], latest), actors: actorsBlock(links) }
}

/** The date of the newest seizure on the route and, among the newest, on each leg. */
async function latestOn(id: string, { views, label }: Reader): Promise<Record<string, string>> {
  const { rows } = await read(views, {
    partition: `list/seizures/route/${id}`,
    reader: label,
    descending: true,
    limit: blockMax,
  })
  const latest: Record<string, string> = {}
  for (const { body } of rows) {
    const { occurred, routes } = body as {
      occurred?: { from?: string }
      routes?: { routeId: string; legId?: string }[]
    }
    if (occurred?.from === undefined) continue
    latest[id] ??= occurred.from
    for (const { routeId, legId } of routes ?? []) {
      if (routeId === id && legId !== undefined) latest[`${id}/${legId}`] ??= occurred.from
    }
  }
  return latest
}

async function actorBlocks(id: string, card: Body, reader: Reader): Promise<Body> {
  const links = await inbound(`actors/${id}`, reader)
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
    seizures: links.filter(({ relation }) => relation === 'attributed-to'),
    linkedFrom: links.filter(({ relation }) => relation !== 'attributed-to'),
    // A same name is a suspicion, never a merge.
    namesakes,
  }
}

async function countryBlocks(country: string, reader: Reader): Promise<Body> {
  const [totals, routes, commitments] = await Promise.all([
    totalsOf('country', reader, `${country}#`),
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
      total: statisticsItems({ ...grouping, substance: false, month: false }, totals)[0] ?? null,
      bySubstance: statisticsItems({ ...grouping, month: false }, totals),
      series: statisticsItems({ ...grouping, substance: false }, totals),
    },
    routes: routes.map(({ countryRoles, ...route }) => ({
      ...route,
      role: (countryRoles as { country: string; role: string }[] | undefined)?.find(
        (found) => found.country === country,
      )?.role,
    })),
    commitments,
  }
}

/** Each link with the name of where it comes from. */
async function inbound(subject: string, reader: Reader): Promise<readonly InboundBody[]> {
  const { links, cards } = await linksTo(subject, { ...reader, limit: blockMax })
  return links.map((link) => {
    const name = nameOf(link.from, cards.get(link.from)?.body)
    return name === undefined ? link : { ...link, name }
  })
}

async function items(
  partition: string,
  { views, label }: Reader,
  fields: readonly string[],
): Promise<readonly Body[]> {
  const { rows } = await read(views, { partition, reader: label, descending: true, limit: blockMax })
  return rows.map(({ body }) =>
    Object.fromEntries(
      fields.flatMap((field) => (field in (body as Body) ? [[field, (body as Body)[field]]] : [])),
    ),
  )
}
