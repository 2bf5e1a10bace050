/** The seizures behind the figures of a route, or of one of its legs. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { forms } from '../../query/forms.ts'
import { linkTo, narrowing } from '../filters.ts'
import type { Asked, OwnParameter } from '../page.ts'
import { routeTexts } from '../texts/route.ts'
import { ListPages, pageSize } from './list-pages.tsx'
import { SeizureTable } from './seizure-table.tsx'
import { labelOf } from './value-names.ts'

/** Which leg the evidence is shown of. */
export const legParameter: OwnParameter = { name: 'leg', holds: forms.route.holds }

/** The API narrows evidence by route, not by leg: so many of the last are looked through. */
const lookedThroughMax = 500

type Found = { items: readonly Schemas['SeizureItem'][]; next?: string; looked?: number }

export async function evidenceOf(asked: Asked, id: string): Promise<Found> {
  const { ask, own, filters } = asked
  const query = narrowing(filters, ['substance', 'country']) as object
  const path = { id }
  if (own.leg === undefined) {
    const { items, next } = await ask.get('/v1/routes/{id}/evidence', {
      path,
      query: { ...query, cursor: own.cursor, limit: String(pageSize) },
    })
    return { items, ...(next !== undefined && { next }) }
  }
  const { items, more } = await ask.list('/v1/routes/{id}/evidence', { path, query, max: lookedThroughMax })
  const onLeg = items.filter(({ routes }) =>
    routes.some(({ routeId, legId }) => routeId === id && legId === own.leg),
  )
  const isCut = more || onLeg.length > pageSize
  return { items: onLeg.slice(0, pageSize), ...(isCut && { looked: items.length }) }
}

type Props = { found: Found; id: string; asked: Asked }

export function RouteEvidence({ found: { items, next, looked }, id, asked }: Props) {
  const { lang, filters, own } = asked
  const t = routeTexts[lang]
  const path = `/console/routes/${id}`
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence">{t.evidence}</h2>
      {(filters.substance ?? filters.country) !== undefined && <p class="note">{t.narrowed}</p>}
      {looked !== undefined && <p class="note">{t.ofTheLast(looked)}</p>}
      {items.length === 0 ? (
        <p class="empty">{t.noEvidence}</p>
      ) : (
        <SeizureTable
          seizures={items}
          asked={asked}
          caption={own.leg === undefined ? t.evidenceCaption : t.evidenceOn(own.leg)}
          instead={{ head: labelOf('legId', lang), cell: ({ routes }) => legsOn(routes, id) }}
        />
      )}
      <ListPages asked={asked} path={path} next={next} anchor="evidence" />
      <ul class="inline">
        {own.leg !== undefined && (
          <li>
            <a href={`${linkTo(path, filters)}#evidence`}>{t.allLegs}</a>
          </li>
        )}
        <li>
          <a href={linkTo('/console/seizures', filters, { route: id })}>{t.register}</a>
        </li>
      </ul>
    </section>
  )
}

function legsOn(routes: Schemas['SeizureItem']['routes'], id: string): string {
  const legs = routes.flatMap(({ routeId, legId }) => (routeId === id && legId !== undefined ? [legId] : []))
  return legs.join(', ') || '—'
}
