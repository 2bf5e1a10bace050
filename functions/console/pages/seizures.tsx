/** The register of seizures, a page at a time. */
import { forms } from '../../query/forms.ts'
import { linkTo, narrowing } from '../filters.ts'
import type { Asked, Page } from '../page.ts'
import { cursorParameter, ListPages, pageSize } from '../parts/list-pages.tsx'
import { SeizureTable } from '../parts/seizure-table.tsx'
import { takeAways } from '../take-away.ts'
import { listTexts } from '../texts/lists.ts'
import { seizuresTexts } from '../texts/seizures.ts'

const path = '/console/seizures'
const narrowedBy = ['substance', 'country', 'agency', 'from', 'to', 'minKg'] as const

export const seizuresPage: Page = {
  path,
  under: 'seizures',
  filters: narrowedBy,
  own: [forms.route, cursorParameter],
  show: async (asked) => {
    const { lang, own, filters } = asked
    const t = seizuresTexts[lang]
    const query = { ...narrowing(filters, narrowedBy), route: own.route }
    const { items, next } = await asked.ask.get('/v1/seizures', {
      query: { ...(query as object), cursor: own.cursor, limit: String(pageSize) },
    })
    return {
      title: t.title,
      takeAway: takeAways('/v1/seizures', query, ['csv', 'unodc', 'geojson', 'ndjson', 'stix', 'graphml']),
      body: (
        <>
          <OnRoute asked={asked} />
          {items.length === 0 ? (
            <p class="empty">{next === undefined ? t.empty : listTexts[lang].notHere}</p>
          ) : (
            <>
              <p>{t.count(items.length)}</p>
              <SeizureTable seizures={items} asked={asked} caption={t.caption} />
            </>
          )}
          <ListPages asked={asked} path={path} next={next} />
        </>
      ),
    }
  },
}

function OnRoute({ asked: { own, filters, lang } }: { asked: Asked }) {
  const t = seizuresTexts[lang]
  if (own.route === undefined) return null
  return (
    <p class="note">
      {t.onRoute(own.route)} <a href={linkTo(path, filters)}>{t.allRoutes}</a>
    </p>
  )
}
