/** The card of one session: who took part, on what, and what was said. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { delegationName } from '../delegations.ts'
import { linkTo } from '../filters.ts'
import { type Language, period } from '../language.ts'
import type { Asked, Page } from '../page.ts'
import { BlockNotes } from '../parts/block-notes.tsx'
import { Claims } from '../parts/claims.tsx'
import { Facts } from '../parts/facts.tsx'
import { comparedParameters, HistoryOf, historyOf } from '../parts/history.tsx'
import { placeName } from '../parts/places.ts'
import { isRedacted } from '../parts/redacted.tsx'
import { RedactedSubject } from '../parts/redacted-subject.tsx'
import { withSourceTitles } from '../parts/source-titles.ts'
import { sessionName, spanOf } from '../sessions.ts'
import { type Column, Table } from '../table.tsx'
import { nameOf } from '../texts/codes.ts'
import { sessionsTexts } from '../texts/sessions.ts'

type Card = Schemas['SessionCard']

export const sessionPage: Page = {
  path: '/console/sessions/:id',
  under: 'sessions',
  filters: ['knownAt'],
  own: comparedParameters,
  show: async (asked) => {
    const { ask, path, lang } = asked
    const id = path.id ?? ''
    const { knownAt } = asked.filters
    const card = await withSourceTitles(
      asked,
      await ask.get('/v1/sessions/{id}', { path: { id }, query: { knownAt } }),
    )
    const history = await historyOf(asked, card, (knownAt) =>
      ask.find('/v1/sessions/{id}', { path: { id }, query: { knownAt } }),
    )
    if (isRedacted(card)) return RedactedSubject({ card, history, asked })
    return {
      title: sessionName(card, lang),
      body: (
        <>
          <Known card={card} asked={asked} />
          <Agenda card={card} lang={lang} />
          <Delegations card={card} lang={lang} />
          <Statements card={card} asked={asked} />
          <Claims card={card} asked={asked} />
          <HistoryOf history={history} asked={asked} related={card.related ?? {}} />
        </>
      ),
    }
  },
}

type Part = { card: Card; lang: Language }
type Linking = { card: Card; asked: Pick<Asked, 'lang' | 'filters'> }

function Known({ card, asked: { lang, filters } }: Linking) {
  const t = sessionsTexts[lang]
  const { delegates, headsOfDepartment } = card.attendance
  const session = card.subject.slice('sessions/'.length)
  const body = nameOf(t.bodies, card.body)
  return (
    <>
      <Facts
        facts={[
          [t.body, card.number === undefined ? body : `${body} (${card.number})`],
          [t.segment, nameOf(t.segments, card.segment)],
          [t.dates, spanOf(card.dates, lang)],
          [t.place, placeName(card.place, lang)],
          [t.status, nameOf(t.statuses, card.status)],
          [t.delegates, delegates && t.headcount[delegates.op](delegates.n)],
          [t.headsOfDepartment, headsOfDepartment && t.headcount[headsOfDepartment.op](headsOfDepartment.n)],
        ]}
      />
      <p>
        <a href={linkTo('/console/commitments', filters, { session })}>{t.commitmentsHere}</a>
      </p>
    </>
  )
}

function Agenda({ card: { agendaItems }, lang }: Part) {
  if (!agendaItems?.length) return null
  return (
    <>
      <h2>{sessionsTexts[lang].agenda}</h2>
      <ol class="agenda">
        {agendaItems.map((item) => (
          <li>
            {typeof item === 'string' ? (
              item
            ) : (
              <>
                <b>{item.item}</b> {item.title}
              </>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

function Delegations({ card: { delegations }, lang }: Part) {
  const t = sessionsTexts[lang]
  const columns: Column<Card['delegations'][number]>[] = [
    { head: t.delegation, cell: ({ delegation }) => delegationName(delegation, lang) },
    { head: t.headedBy, cell: ({ headedByOffice }) => headedByOffice ?? '—' },
  ]
  return (
    <>
      <h2>{t.delegations}</h2>
      {delegations.length === 0 ? (
        <p class="empty">{t.noDelegations}</p>
      ) : (
        <Table caption={t.captions.delegations} columns={columns} rows={delegations} />
      )}
    </>
  )
}

function Statements({ card, asked: { lang, filters } }: Linking) {
  const t = sessionsTexts[lang]
  const columns: Column<Card['statements'][number]>[] = [
    {
      head: t.delegation,
      cell: ({ subject, delegation }) => (
        <a href={linkTo(`/console/${subject}`, filters)}>{delegationName(delegation, lang)}</a>
      ),
    },
    { head: t.speaker, cell: ({ speakerOffice }) => speakerOffice },
    { head: t.delivered, cell: ({ occurred }) => period(occurred, lang) },
    { head: t.summary, cell: ({ summary }) => summary ?? '—' },
  ]
  return (
    <>
      <h2>{t.statements}</h2>
      <BlockNotes card={card} block="statements" lang={lang} />
      {card.statements.length === 0 ? (
        <p class="empty">{t.noStatements}</p>
      ) : (
        <Table caption={t.captions.statements} columns={columns} rows={card.statements} />
      )}
    </>
  )
}
