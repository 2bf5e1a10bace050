/** Months to walk through: each is the map of that month. */
import type { Schemas } from '../../infra/client/api.generated.ts'
import { linkTo } from './filters.ts'
import { date, kilograms, number } from './language.ts'
import { kilogramsIn, seizuresIn } from './map-data.ts'
import type { Asked } from './page.ts'
import { type Column, Table } from './table.tsx'
import { mapTexts } from './texts/map.ts'

type Month = { month: string; seizures: number; kg: number }

const monthsMax = 24

export function monthsIn(items: readonly Schemas['StatisticsItem'][]): Month[] {
  const byMonth = Map.groupBy(items, ({ month }) => month ?? '')
  return [...byMonth]
    .filter(([month]) => /^\d{4}-\d\d$/.test(month))
    .map(([month, of]) => ({ month, seizures: seizuresIn(of), kg: kilogramsIn(of) }))
    .sort((one, other) => (one.month < other.month ? 1 : -1))
}

export function MonthByMonth({
  items,
  asked,
}: {
  items: readonly Schemas['StatisticsItem'][]
  asked: Asked
}) {
  const { lang, filters, own } = asked
  const t = mapTexts[lang]
  const months = monthsIn(items)
  const to = (month: string | undefined) =>
    linkTo('/console/map', filters, { ...own, from: month, to: month })
  const chosen = months.findIndex(({ month }) => month === filters.from && month === filters.to)
  const [later, earlier] = [months[chosen - 1], months[chosen + 1]]
  const most = Math.max(1, ...months.map(({ kg }) => kg))
  const columns: Column<Month>[] = [
    {
      head: t.month,
      cell: ({ month }) => (
        <a href={to(month)} {...(months[chosen]?.month === month && { 'aria-current': 'true' })}>
          {date(month, lang)}
        </a>
      ),
    },
    { head: t.seizures, isAmount: true, cell: ({ seizures }) => number(seizures, lang) },
    { head: t.seized, isAmount: true, cell: ({ kg }) => kilograms(kg, lang) },
    {
      head: t.share,
      cell: ({ kg }) => (
        <svg class="bar" viewBox="0 0 100 8" width={100} height={8} aria-hidden="true">
          <rect width={Math.max(0.5, (100 * kg) / most).toFixed(1)} height={8} />
        </svg>
      ),
    },
  ]
  return (
    <section class="panel">
      <h2>{t.byMonth}</h2>
      {chosen >= 0 && (
        <ul class="inline">
          {earlier && (
            <li>
              <a href={to(earlier.month)}>{t.earlier}</a>
            </li>
          )}
          {later && (
            <li>
              <a href={to(later.month)}>{t.later}</a>
            </li>
          )}
          <li>
            <a href={to(undefined)}>{t.allMonths}</a>
          </li>
        </ul>
      )}
      {months.length === 0 ? (
        <p>{t.noMonths}</p>
      ) : (
        <Table isHeaded caption={t.byMonth} columns={columns} rows={months.slice(0, monthsMax)} />
      )}
      {months.length > monthsMax && <p class="note">{t.olderMonths}</p>}
    </section>
  )
}
