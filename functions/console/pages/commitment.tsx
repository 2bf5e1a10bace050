/** The card of one commitment: what was promised, how far it has come, how it ended. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { delegationName } from '../delegations.ts'
import { daysLeft, trackOf } from '../due.ts'
import { date, moment, period } from '../language.ts'
import type { Asked, Page } from '../page.ts'
import { Claims } from '../parts/claims.tsx'
import { Facts } from '../parts/facts.tsx'
import { comparedParameters, HistoryOf, historyOf } from '../parts/history.tsx'
import { Progress, percentOf } from '../parts/progress.tsx'
import { isRedacted } from '../parts/redacted.tsx'
import { RedactedSubject } from '../parts/redacted-subject.tsx'
import { withSourceTitles } from '../parts/source-titles.ts'
import { SubjectLinks } from '../parts/subject-links.tsx'
import { Words } from '../parts/words.tsx'
import { type Column, Table } from '../table.tsx'
import { nameOf } from '../texts/codes.ts'
import { commitmentsTexts } from '../texts/commitments.ts'

type Card = Schemas['CommitmentCard']
type Props = { card: Card; asked: Asked }

export const commitmentPage: Page = {
  path: '/console/commitments/:id',
  under: 'commitments',
  filters: ['knownAt'],
  own: comparedParameters,
  show: async (asked) => {
    const { ask, path, lang, filters } = asked
    const t = commitmentsTexts[lang]
    const id = path.id ?? ''
    const { knownAt } = filters
    const card = await withSourceTitles(
      asked,
      await ask.get('/v1/commitments/{id}', { path: { id }, query: { knownAt } }),
    )
    const history = await historyOf(asked, card, (knownAt) =>
      ask.find('/v1/commitments/{id}', { path: { id }, query: { knownAt } }),
    )
    if (isRedacted(card)) return RedactedSubject({ card, history, asked })
    return {
      title: t.of(delegationName(card.by, lang), nameOf(t.types, card.type)),
      body: (
        <>
          <h2>{t.words}</h2>
          <Words
            text={card.text}
            lang={card.claims.find(({ field }) => field === 'commitment')?.lang ?? 'en'}
          />
          <Known card={card} asked={asked} />
          <Reports card={card} asked={asked} />
          <Claims card={card} asked={asked} />
          <HistoryOf history={history} asked={asked} related={card.related ?? {}} />
        </>
      ),
    }
  },
}

function Known({ card, asked }: Props) {
  const { lang, filters } = asked
  const t = commitmentsTexts[lang]
  const { by, type, status, due, measurable, statementId, related, initiative, occurred, outcome } = card
  const percent = percentOf(card.progress)
  // Looking back, a date counts from the moment that is looked back to.
  const then = filters.knownAt === undefined ? asked.now : new Date(filters.knownAt)
  const isOpen = ['overdue', 'soon'].includes(trackOf(card, then))
  const until = (day: string) =>
    isOpen ? `${date(day, lang)} (${t.left(daysLeft(day, then))})` : date(day, lang)
  return (
    <Facts
      facts={[
        [t.by, delegationName(by, lang)],
        [t.type, nameOf(t.types, type)],
        [t.status, nameOf(t.statuses, status)],
        [t.due, due === undefined ? t.noDue : until(due)],
        [t.measurable, measurable ? t.yes : t.declaratory],
        [
          t.progress,
          percent === undefined ? t.noFigure : <Progress label={t.progress} percent={percent} lang={lang} />,
        ],
        [
          t.madeIn,
          statementId === undefined ? undefined : (
            <SubjectLinks subjects={[`statements/${statementId}`]} names={related} asked={asked} />
          ),
        ],
        [t.initiative, initiative],
        [t.made, occurred && period(occurred, lang)],
        [t.reportedBy, card.postedBy],
        [
          t.outcome,
          outcome && [nameOf(t.statuses, status), outcome.text ?? outcome.reason].filter(Boolean).join(': '),
        ],
      ]}
    />
  )
}

function Reports({ card: { progress }, asked: { lang } }: Props) {
  const t = commitmentsTexts[lang]
  const columns: Column<Card['progress'][number]>[] = [
    { head: t.report, cell: ({ text }) => text },
    {
      head: t.progress,
      cell: ({ percent, text }) =>
        percent === undefined ? (
          t.noFigure
        ) : (
          <Progress label={t.progressOf(text)} percent={Number(percent)} lang={lang} />
        ),
    },
    { head: t.when, cell: ({ occurred }) => (occurred ? period(occurred, lang) : '—') },
    { head: t.recorded, cell: ({ recordedAt }) => moment(recordedAt, lang) },
  ]
  return (
    <>
      <h2>{t.reports}</h2>
      {progress.length === 0 ? (
        <p class="empty">{t.noReports}</p>
      ) : (
        <Table caption={t.reports} columns={columns} rows={progress} />
      )}
    </>
  )
}
