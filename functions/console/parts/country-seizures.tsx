/** What was seized in a country, by month and by substance. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { date, kilograms, type Language, number } from '../language.ts'
import { seriesOf } from '../pictures/series.tsx'
import { type Column, Table } from '../table.tsx'
import { countriesTexts } from '../texts/countries.ts'
import { BlockNotes } from './block-notes.tsx'
import { substanceName } from './value-names.ts'

type Sum = Schemas['StatisticsItem']
type Props = {
  card: Schemas['CountryCard']
  months: readonly Sum[]
  substances: readonly Sum[]
  both: readonly Sum[]
  lang: Language
}

/** Three years and a little, or as many rows of both. */
const rowsMax = 40

export function CountrySeizures({ card, months, substances, both, lang }: Props) {
  const t = countriesTexts[lang]
  const month: Column<Sum> = { head: t.month, cell: (sum) => monthName(sum, lang) }
  const substance: Column<Sum> = {
    head: t.substance,
    cell: (sum) => substanceName(sum.substance ?? 'unknown', lang),
  }
  const amounts: readonly Column<Sum>[] = [
    { head: t.number, isAmount: true, cell: ({ seizures }) => number(seizures, lang) },
    { head: t.kilograms, isAmount: true, cell: (sum) => kilograms(sum.kilograms, lang) },
    { head: t.unconverted, isAmount: true, cell: ({ coverage }) => number(coverage.unconverted, lang) },
  ]
  const picture = seriesOf(both, lang)
  return (
    <>
      <h2>{t.seizures}</h2>
      <BlockNotes card={card} block="seizures" lang={lang} />
      {months.length === 0 ? (
        <p class="empty">{t.noSeizures}</p>
      ) : (
        <>
          {picture && (
            <figure>
              <section class="scroll" tabindex={0} aria-label={t.series}>
                {picture}
              </section>
              <figcaption class="quiet">{t.seriesLegend}</figcaption>
            </figure>
          )}
          <Table
            caption={t.bySubstance}
            columns={[substance, ...amounts]}
            rows={substances.toSorted((one, other) => Number(other.kilograms) - Number(one.kilograms))}
          />
          <Newest caption={t.byMonth} columns={[month, ...amounts]} sums={months} lang={lang} />
          <Newest caption={t.byBoth} columns={[month, substance, ...amounts]} sums={both} lang={lang} />
        </>
      )}
    </>
  )
}

type NewestProps = { caption: string; columns: readonly Column<Sum>[]; sums: readonly Sum[]; lang: Language }

function Newest({ caption, columns, sums, lang }: NewestProps) {
  // What has no date is older than all that has one.
  const age = ({ month }: Sum) => (month === 'unknown' ? '' : (month ?? ''))
  const rows = sums.toSorted((one, other) => age(other).localeCompare(age(one)))
  return (
    <details>
      <summary>{caption}</summary>
      {rows.length > rowsMax && <p class="note">{countriesTexts[lang].moreMonths(rowsMax)}</p>}
      <Table caption={caption} columns={columns} rows={rows.slice(0, rowsMax)} />
    </details>
  )
}

/** A month, a quarter or a year: as coarse as the seizures were dated. */
function monthName({ month }: Sum, lang: Language): string {
  if (month === undefined || month === 'unknown') return countriesTexts[lang].unknownMonth
  return month.includes('Q') ? month : date(month, lang)
}
