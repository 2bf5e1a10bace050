/** Countries: the roles that they are reported to play, and what was seized in each. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { countryName } from '../countries.ts'
import { linkTo } from '../filters.ts'
import { kilograms, number } from '../language.ts'
import { monthsOf } from '../months.ts'
import type { Asked, Page } from '../page.ts'
import { whatOf } from '../roles.ts'
import { type Column, Table } from '../table.tsx'
import { takeAways } from '../take-away.ts'
import { codes, nameOf } from '../texts/codes.ts'
import { countriesTexts } from '../texts/countries.ts'

/** More than there are countries. */
const countriesMax = 500

type Country = Schemas['CountryItem']
type Sums = ReadonlyMap<string, Schemas['StatisticsItem']>

export const countriesPage: Page = {
  path: '/console/countries',
  under: 'countries',
  filters: ['substance', 'from', 'to'],
  show: async (asked) => {
    const { ask, filters, lang } = asked
    const t = countriesTexts[lang]
    const substance = filters.substance as Schemas['SubstanceCode'] | undefined
    const [{ items }, sums] = await Promise.all([
      ask.list('/v1/countries', { max: countriesMax }),
      ask.get('/v1/statistics/seizures', { query: { by: 'country', substance, ...monthsOf(filters) } }),
    ])
    return {
      title: t.title,
      hasTotals: items.length > 0,
      takeAway: takeAways('/v1/countries', {}, ['csv', 'ndjson']),
      body:
        items.length === 0 ? (
          <p class="empty">{t.empty}</p>
        ) : (
          <>
            <p>{t.count(items.length)}</p>
            <Countries
              countries={items}
              sums={new Map(sums.items.map((sum) => [sum.country ?? '', sum]))}
              asked={asked}
            />
          </>
        ),
    }
  },
}

type Props = { countries: readonly Country[]; sums: Sums; asked: Asked }

function Countries({ countries, sums, asked: { lang, filters } }: Props) {
  const t = countriesTexts[lang]
  const rows = countries
    .map((country) => ({
      ...country,
      name: countryName(country.country, lang),
      sum: sums.get(country.country),
    }))
    .sort((one, other) => one.name.localeCompare(other.name, lang))
  const columns: Column<(typeof rows)[number]>[] = [
    {
      head: t.country,
      cell: ({ subject, name }) => <a href={linkTo(`/console/${subject}`, filters)}>{name}</a>,
    },
    {
      head: t.roles,
      cell: ({ roles }) =>
        roles.length === 0
          ? '—'
          : [...Map.groupBy(roles, ({ role }) => role)]
              .map(([role, played]) => {
                const what = played.map((one) => whatOf(one, lang)).join(', ')
                return `${nameOf(codes[lang].countryRole, role)}: ${what}`
              })
              .join('; '),
    },
    { head: t.number, isAmount: true, cell: ({ sum }) => number(sum?.seizures ?? 0, lang) },
    { head: t.kilograms, isAmount: true, cell: ({ sum }) => kilograms(sum?.kilograms ?? '0', lang) },
  ]
  return <Table caption={t.caption} columns={columns} rows={rows} />
}
