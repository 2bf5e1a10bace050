/** The card of one statement: its words as they were spoken, and beside them what was made of them. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { delegationName } from '../delegations.ts'
import { linkTo } from '../filters.ts'
import { type Language, moment, period } from '../language.ts'
import type { Asked, Page } from '../page.ts'
import { BlockNotes } from '../parts/block-notes.tsx'
import { Claims } from '../parts/claims.tsx'
import { type Fact, Facts } from '../parts/facts.tsx'
import { comparedParameters, HistoryOf, historyOf } from '../parts/history.tsx'
import { isRedacted } from '../parts/redacted.tsx'
import { RedactedSubject } from '../parts/redacted-subject.tsx'
import { withSourceTitles } from '../parts/source-titles.ts'
import { SubjectLinks } from '../parts/subject-links.tsx'
import { Words } from '../parts/words.tsx'
import { type Column, Table } from '../table.tsx'
import { takeAways } from '../take-away.ts'
import { nameOf } from '../texts/codes.ts'
import { sessionsTexts } from '../texts/sessions.ts'

type Card = Schemas['StatementCard']
type Shown = { card: Card; asked: Pick<Asked, 'lang' | 'filters'> }

export const statementPage: Page = {
  path: '/console/statements/:id',
  under: 'sessions',
  filters: ['knownAt'],
  own: comparedParameters,
  show: async (asked) => {
    const { ask, path, lang } = asked
    const { knownAt } = asked.filters
    const id = path.id ?? ''
    const card = await withSourceTitles(
      asked,
      await ask.get('/v1/statements/{id}', { path: { id }, query: { knownAt } }),
    )
    const history = await historyOf(asked, card, (knownAt) =>
      ask.find('/v1/statements/{id}', { path: { id }, query: { knownAt } }),
    )
    if (isRedacted(card)) return RedactedSubject({ card, history, asked })
    return {
      title: sessionsTexts[lang].statementOf(delegationName(card.delegation, lang)),
      takeAway: takeAways(`/v1/statements/${id}`, { knownAt }, ['stix', 'graphml']),
      body: (
        <>
          <Known card={card} asked={asked} />
          <Text card={card} lang={lang} />
          <Assertions card={card} asked={asked} />
          <Annotations card={card} lang={lang} />
          <Commitments card={card} asked={asked} />
          <Claims card={card} asked={asked} />
          <HistoryOf history={history} asked={asked} related={card.related ?? {}} />
        </>
      ),
    }
  },
}

function Known({ card, asked }: Shown) {
  const { lang } = asked
  const t = sessionsTexts[lang]
  const facts: readonly Fact[] = [
    [
      t.session,
      <SubjectLinks subjects={[`sessions/${card.sessionId}`]} names={card.related} asked={asked} />,
    ],
    [t.delegation, delegationName(card.delegation, lang)],
    [t.onBehalfOf, card.onBehalfOf],
    [t.speaker, card.speakerOffice],
    [t.delivered, period(card.occurred, lang)],
    [t.segment, card.segment && nameOf(t.segments, card.segment)],
    [t.agendaItem, card.agendaItem],
    [t.language, languageName(card.lang, lang)],
    [t.status, nameOf(t.statuses, card.status)],
    [t.reportedBy, card.postedBy],
  ]
  return (
    <>
      <Facts facts={facts} />
      {card.themes.length > 0 && (
        <ul class="inline" aria-label={t.themes}>
          {card.themes.map((theme) => (
            <li class="tag">{theme}</li>
          ))}
        </ul>
      )}
    </>
  )
}

function Text({ card: { text, textRef, summary, lang: spokenIn }, lang }: { card: Card; lang: Language }) {
  const t = sessionsTexts[lang]
  const reference = typeof textRef === 'string' ? { url: textRef } : textRef
  return (
    <>
      {summary !== undefined && (
        <>
          <h2>{t.summary}</h2>
          <p class="prose">{summary}</p>
        </>
      )}
      <h2>{t.text}</h2>
      {text !== undefined && <Words text={text} lang={spokenIn} />}
      {reference && (
        <p>
          {t.elsewhere}{' '}
          <a href={reference.url} rel="noreferrer">
            {reference.url}
          </a>
          {reference.sha256 !== undefined && <small> {t.digest(reference.sha256)}</small>}
        </p>
      )}
    </>
  )
}

function Assertions({ card: { assertions, related }, asked }: Shown) {
  const { lang } = asked
  const t = sessionsTexts[lang]
  const columns: Column<Card['assertions'][number]>[] = [
    { head: t.assertion, cell: ({ text }) => text },
    { head: t.about, cell: ({ about }) => <SubjectLinks subjects={about} names={related} asked={asked} /> },
  ]
  return (
    <>
      <h2>{t.assertions}</h2>
      {assertions.length === 0 ? (
        <p class="empty">{t.noAssertions}</p>
      ) : (
        <Table caption={t.captions.assertions} columns={columns} rows={assertions} />
      )}
    </>
  )
}

function Annotations({ card: { annotations }, lang }: { card: Card; lang: Language }) {
  const t = sessionsTexts[lang]
  const columns: Column<Card['annotations'][number]>[] = [
    { head: t.annotation, cell: ({ annotation }) => annotation },
    { head: t.reason, cell: ({ reason }) => reason ?? '—' },
    { head: t.by, cell: ({ postedBy }) => postedBy },
    { head: t.recorded, cell: ({ recordedAt }) => moment(recordedAt, lang) },
  ]
  return (
    <>
      <h2>{t.annotations}</h2>
      {annotations.length === 0 ? (
        <p class="empty">{t.noAnnotations}</p>
      ) : (
        <Table caption={t.captions.annotations} columns={columns} rows={annotations} />
      )}
    </>
  )
}

function Commitments({ card, asked: { lang, filters } }: Shown) {
  const t = sessionsTexts[lang]
  return (
    <>
      <h2>{t.commitments}</h2>
      <BlockNotes card={card} block="commitments" lang={lang} />
      {card.commitments.length === 0 ? (
        <p class="empty">{t.noCommitments}</p>
      ) : (
        <ul>
          {card.commitments.map(({ from, name }) => (
            <li>
              <a href={linkTo(`/console/${from}`, filters)}>{name ?? from}</a>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** The tag as well: `Intl` does not know every language by name. */
function languageName(tag: string, lang: Language): string {
  const name = new Intl.DisplayNames(lang, { type: 'language' }).of(tag)
  return name === undefined || name === tag ? tag : `${name} (${tag})`
}
