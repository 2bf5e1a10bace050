/** The profile of one country: its roles over time, what was seized in it, routes through it and its commitments. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { countryName } from '../countries.ts'
import { linkTo } from '../filters.ts'
import { date } from '../language.ts'
import { monthsOf } from '../months.ts'
import type { Asked, Page } from '../page.ts'
import { BlockNotes } from '../parts/block-notes.tsx'
import { Claims } from '../parts/claims.tsx'
import { CountryRoles, rolesPicture } from '../parts/country-roles.tsx'
import { CountrySeizures } from '../parts/country-seizures.tsx'
import { comparedParameters, HistoryOf, historyOf } from '../parts/history.tsx'
import { titleOf } from '../parts/names.tsx'
import { isRedacted } from '../parts/redacted.tsx'
import { RedactedSubject } from '../parts/redacted-subject.tsx'
import { withSourceTitles } from '../parts/source-titles.ts'
import { statusName, substanceName } from '../parts/value-names.ts'
import { type Column, Table } from '../table.tsx'
import { takeAways } from '../take-away.ts'
import { codes, nameOf } from '../texts/codes.ts'
import { commitmentsTexts } from '../texts/commitments.ts'
import { countriesTexts } from '../texts/countries.ts'

type Card = Schemas['CountryCard']
type Props = { card: Card; asked: Asked }

export const countryPage: Page = {
  path: '/console/countries/:iso2',
  under: 'countries',
  filters: ['substance', 'from', 'to', 'knownAt'],
  own: comparedParameters,
  show: async (asked) => {
    const { ask, filters, path, lang } = asked
    const { knownAt } = filters
    const id = path.iso2 ?? ''
    const card = await withSourceTitles(
      asked,
      await ask.get('/v1/countries/{id}', { path: { id }, query: { knownAt } }),
    )
    const at = (moment: string) =>
      ask.find('/v1/countries/{id}', { path: { id }, query: { knownAt: moment } })
    if (isRedacted(card)) return RedactedSubject({ card, history: await historyOf(asked, card, at), asked })
    // A country may be passed through alone: nothing is recorded of it then.
    const history = card.version === 0 ? undefined : await historyOf(asked, card, at)
    const substance = filters.substance as Schemas['SubstanceCode'] | undefined
    const query = { country: card.country, substance, ...monthsOf(filters) }
    const by = 'country,substance,month'
    const [months, substances, both] = await Promise.all([
      ask.get('/v1/statistics/seizures', { query: { ...query, by: 'country,month' } }),
      ask.get('/v1/statistics/seizures', { query: { ...query, by: 'country,substance' } }),
      ask.get('/v1/statistics/seizures', { query: { ...query, by } }),
    ])
    const picture = rolesPicture(card, asked)
    return {
      title: countryName(card.country, lang),
      hasTotals: true,
      ...(picture && { picture }),
      takeAway: [
        ...takeAways('/v1/statistics/seizures', { ...query, by }, ['csv', 'ndjson']),
        ...(picture
          ? [{ href: linkTo(`/console/${card.subject}`, filters, { picture: 'svg' }), label: 'SVG' }]
          : []),
      ],
      body: (
        <>
          <CountryRoles card={card} asked={asked} />
          <CountrySeizures
            card={card}
            months={months.items}
            substances={substances.items}
            both={both.items}
            lang={lang}
          />
          <Routes card={card} asked={asked} />
          <Commitments card={card} asked={asked} />
          <Claims card={card} asked={asked} />
          {history && <HistoryOf history={history} asked={asked} related={card.related ?? {}} />}
        </>
      ),
    }
  },
}

function Routes({ card, asked: { lang, filters } }: Props) {
  const t = countriesTexts[lang]
  const columns: Column<Card['routes'][number]>[] = [
    {
      head: t.route,
      cell: ({ subject, names }) => (
        <a href={linkTo(`/console/${subject}`, filters)}>{titleOf(names, subject, lang)}</a>
      ),
    },
    { head: t.position, cell: ({ role }) => (role ? nameOf(codes[lang].countryRole, role) : '—') },
    { head: t.status, cell: ({ status }) => statusName(status, lang) },
    {
      head: t.substances,
      cell: ({ substances }) => substances.map((code) => substanceName(code, lang)).join(', '),
    },
  ]
  return (
    <>
      <h2>{t.routes}</h2>
      <BlockNotes card={card} block="routes" lang={lang} />
      {card.routes.length === 0 ? (
        <p class="empty">{t.noRoutes}</p>
      ) : (
        <Table caption={t.routes} columns={columns} rows={card.routes} />
      )}
    </>
  )
}

function Commitments({ card, asked: { lang, filters } }: Props) {
  const t = countriesTexts[lang]
  const words = commitmentsTexts[lang]
  const columns: Column<Card['commitments'][number]>[] = [
    {
      head: words.text,
      cell: ({ subject, text }) => <a href={linkTo(`/console/${subject}`, filters)}>{text}</a>,
    },
    { head: words.type, cell: ({ type }) => nameOf(words.types, type) },
    { head: words.status, cell: ({ status }) => nameOf(words.statuses, status) },
    { head: t.due, cell: ({ due }) => (due === undefined ? words.noDue : date(due, lang)) },
  ]
  return (
    <>
      <h2>{t.commitments}</h2>
      <BlockNotes card={card} block="commitments" lang={lang} />
      {card.commitments.length === 0 ? (
        <p class="empty">{t.noCommitments}</p>
      ) : (
        <>
          <Table caption={t.commitments} columns={columns} rows={card.commitments} />
          <p>
            <a href={linkTo('/console/commitments', filters, { by: card.country })}>{t.allCommitments}</a>
          </p>
        </>
      )}
    </>
  )
}
