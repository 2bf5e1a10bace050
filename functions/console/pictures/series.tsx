/** What was seized by month, a row of bars for each substance: each row has its own scale, and says which. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { date, kilograms, type Language } from '../language.ts'
import { substanceName } from '../parts/value-names.ts'
import { countriesTexts } from '../texts/countries.ts'
import { linesOf } from './text-box.ts'

const width = 1000
const left = 250
const right = width - 100
const rowHeight = 46
const barHeight = 34
const headHeight = 24
const fontSize = 13
const monthsMax = 36
const rowsMax = 6

type Sum = Schemas['StatisticsItem']
type Dated = { substance: string; month: number; kg: number }

/** Months since year 0; undefined for what is dated no finer than a quarter. */
function monthOf(month: string | undefined): number | undefined {
  const [, year, of] = /^(\d{4})-(\d\d)$/.exec(month ?? '') ?? []
  return year === undefined ? undefined : 12 * Number(year) + Number(of) - 1
}

/** Undefined where nothing is dated by its month and weighed. */
export function seriesOf(sums: readonly Sum[], lang: Language) {
  const dated = sums.flatMap(({ substance, month, kilograms: kg }): Dated[] => {
    const at = monthOf(month)
    return at === undefined || Number(kg) === 0
      ? []
      : [{ substance: substance ?? 'unknown', month: at, kg: Number(kg) }]
  })
  const last = Math.max(...dated.map(({ month }) => month))
  const first = Math.max(last - monthsMax + 1, Math.min(...dated.map(({ month }) => month), last - 11))
  const shown = dated.filter(({ month }) => month >= first)
  if (shown.length === 0) return undefined
  const rows = [...Map.groupBy(shown, ({ substance }) => substance)]
    .map(([substance, months]) => ({ substance, months, kg: months.reduce((sum, { kg }) => sum + kg, 0) }))
    .sort((one, other) => other.kg - one.kg)
    .slice(0, rowsMax)
  return <Series rows={rows} first={first} last={last} lang={lang} />
}

type Row = { substance: string; months: readonly Dated[] }
type Props = { rows: readonly Row[]; first: number; last: number; lang: Language }

function Series({ rows, first, last, lang }: Props) {
  const t = countriesTexts[lang]
  const step = (right - left) / (last - first + 1)
  const height = headHeight + rows.length * rowHeight + 4
  const years = Array.from({ length: last - first + 1 }, (_, n) => first + n).filter(
    (month) => month % 12 === 0,
  )
  const name = (month: number) =>
    date(`${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`, lang)
  return (
    <svg class="series" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img">
      <title>{t.series}</title>
      <desc>{t.seriesDescribed(name(first), name(last))}</desc>
      {years.map((month) => {
        const x = Math.round(left + (month - first) * step)
        return (
          <g class="tick">
            <line x1={x} x2={x} y1={headHeight - 6} y2={height} />
            <text x={x + 4} y={headHeight - 8} font-size={fontSize - 1}>
              {month / 12}
            </text>
          </g>
        )
      })}
      {rows.map(({ substance, months }, index) => {
        const base = headHeight + (index + 1) * rowHeight - 4
        const most = Math.max(...months.map(({ kg }) => kg))
        const [label = ''] = linesOf(substanceName(substance as never, lang), fontSize, left - 16, 1)
        return (
          <g>
            <text x={0} y={base - 8} font-size={fontSize}>
              {label}
            </text>
            <line class="base" x1={left} x2={right} y1={base} y2={base} />
            {months.map(({ month, kg }) => {
              const tall = Math.max(2, Math.round((barHeight * kg) / most))
              return (
                <rect
                  x={Math.round(left + (month - first) * step) + 1}
                  y={base - tall}
                  width={Math.max(2, Math.floor(step) - 2)}
                  height={tall}
                >
                  <title>{`${name(month)}: ${kilograms(kg, lang)}`}</title>
                </rect>
              )
            })}
            <text class="said" x={right + 8} y={base - 8} font-size={fontSize - 1}>
              {`≤ ${kilograms(most, lang)}`}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
