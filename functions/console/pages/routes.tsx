/** The board of routes. */
import { substances } from '../../../events/codes/substances.ts'
import { countryName } from '../countries.ts'
import { linkTo, narrowing } from '../filters.ts'
import { date, kilograms, number } from '../language.ts'
import type { Asked, Page } from '../page.ts'
import { titleOf } from '../parts/names.tsx'
import { routesKnown } from '../routes-known.ts'
import { type Column, Table } from '../table.tsx'
import { takeAways } from '../take-away.ts'
import { codes, nameOf } from '../texts/codes.ts'
import { routesTexts } from '../texts/routes.ts'

export const routesPage: Page = {
  path: '/console/routes',
  under: 'routes',
  filters: ['substance', 'country', 'knownAt'],
  show: async (asked) => {
    const t = routesTexts[asked.lang]
    const { items, more } = await routesKnown(asked, undefined)
    return {
      title: t.title,
      hasTotals: items.length > 0,
      takeAway: takeAways('/v1/routes', narrowing(asked.filters, ['substance', 'country']), [
        'csv',
        'geojson',
        'ndjson',
        'graphml',
        'stix',
      ]),
      body:
        items.length === 0 ? (
          <p class="empty">{t.empty}</p>
        ) : (
          <>
            <p>{t.count(items.length)}</p>
            {more && <p class="note">{t.more}</p>}
            <Board routes={items} asked={asked} />
          </>
        ),
    }
  },
}

type Route = Awaited<ReturnType<typeof routesKnown>>['items'][number]

function Board({ routes, asked }: { routes: readonly Route[]; asked: Asked }) {
  const { lang, filters } = asked
  const t = routesTexts[lang]
  const rows = [...routes].sort(
    (one, other) => Number(other.evidence?.kilograms ?? 0) - Number(one.evidence?.kilograms ?? 0),
  )
  const columns: Column<Route>[] = [
    {
      head: t.name,
      cell: ({ subject, names }) => (
        <a href={linkTo(`/console/${subject}`, filters)}>{titleOf(names, subject, lang)}</a>
      ),
    },
    { head: t.status, cell: ({ status }) => nameOf(codes[lang].status, status) },
    {
      head: t.substances,
      cell: (route) => route.substances.map((code) => substances[code][lang]).join(', '),
    },
    {
      head: t.through,
      cell: ({ countryRoles }) =>
        through(countryRoles)
          .map((code) => countryName(code, lang))
          .join(', '),
    },
    { head: t.seizures, isAmount: true, cell: ({ evidence }) => number(evidence?.seizures ?? 0, lang) },
    { head: t.seized, isAmount: true, cell: ({ evidence }) => kilograms(evidence?.kilograms ?? 0, lang) },
    {
      head: t.last,
      cell: ({ evidence }) => (evidence?.last === undefined ? '—' : date(evidence.last, lang)),
    },
  ]
  return <Table caption={t.caption} columns={columns} rows={rows} />
}

const through = (roles: Route['countryRoles']) => [...new Set(roles.map(({ country }) => country))]
