/** The board of routes. */

import { substances } from '../../../events/codes/substances.ts'
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { countryName } from '../countries.ts'
import { linkTo, narrowing } from '../filters.ts'
import { date, kilograms, number } from '../language.ts'
import { kilogramsIn, seizuresIn } from '../map-data.ts'
import type { Asked, Page } from '../page.ts'
import { titleOf } from '../parts/names.tsx'
import { spanOfDate } from '../pictures/time-axis.ts'
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
    const [{ items, more }, sums] = await Promise.all([routesKnown(asked), seizedOn(asked)])
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
            <Board routes={items} sums={sums} asked={asked} />
          </>
        ),
    }
  },
}

type Sum = { seizures: number; kg: number; last?: string }
type Sums = ReadonlyMap<string, Sum>

/** By route: all that was seized, and the latest month, or coarser period, in which anything was. */
async function seizedOn({ ask, filters }: Asked): Promise<Sums> {
  const query = { ...(narrowing(filters, ['substance', 'country']) as object), by: 'route,month' as const }
  const { items } = await ask.get('/v1/statistics/seizures', { query })
  const endOf = ({ month = '' }: Schemas['StatisticsItem']) => spanOfDate(month)?.endMs ?? 0
  return new Map(
    [...Map.groupBy(items, ({ route }) => `routes/${route}`)].map(([subject, all]): [string, Sum] => {
      const last = all
        .filter((one) => endOf(one) > 0)
        .sort((one, other) => endOf(other) - endOf(one))[0]?.month
      const sum = { seizures: seizuresIn(all), kg: kilogramsIn(all) }
      return [subject, { ...sum, ...(last !== undefined && { last }) }]
    }),
  )
}

type Route = Awaited<ReturnType<typeof routesKnown>>['items'][number]

function Board({ routes, sums, asked }: { routes: readonly Route[]; sums: Sums; asked: Asked }) {
  const { lang, filters } = asked
  const t = routesTexts[lang]
  const sumOf = ({ subject }: Route): Sum => sums.get(subject) ?? { seizures: 0, kg: 0 }
  const rows = [...routes].sort((one, other) => sumOf(other).kg - sumOf(one).kg)
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
    { head: t.seizures, isAmount: true, cell: (route) => number(sumOf(route).seizures, lang) },
    { head: t.seized, isAmount: true, cell: (route) => kilograms(sumOf(route).kg, lang) },
    { head: t.last, cell: (route) => date(sumOf(route).last ?? '—', lang) },
  ]
  return <Table caption={t.caption} columns={columns} rows={rows} />
}

const through = (roles: Route['countryRoles']) => [...new Set(roles.map(({ country }) => country))]
