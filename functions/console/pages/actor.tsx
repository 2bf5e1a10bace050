/** The card of one actor: an organisation or network by role, scale and place. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { linkTo } from '../filters.ts'
import type { Asked, Page } from '../page.ts'
import { ActorDuplicates, Dismantlements } from '../parts/actor-doubts.tsx'
import { ActorLinks, ActorRoles, ActorRoutes } from '../parts/actor-links.tsx'
import { BlockNotes } from '../parts/block-notes.tsx'
import { Claims, tellingOf } from '../parts/claims.tsx'
import { Elsewhere } from '../parts/elsewhere.tsx'
import { Facts } from '../parts/facts.tsx'
import { comparedParameters, HistoryOf, historyOf } from '../parts/history.tsx'
import { AllNames, titleOf } from '../parts/names.tsx'
import { areaName } from '../parts/places.ts'
import { isRedacted } from '../parts/redacted.tsx'
import { RedactedSubject } from '../parts/redacted-subject.tsx'
import { SubjectLink } from '../parts/said.tsx'
import { withSourceTitles } from '../parts/source-titles.ts'
import { labelOf, statusName, wordsFor } from '../parts/value-names.ts'
import { Table } from '../table.tsx'
import { takeAways } from '../take-away.ts'
import { actorsTexts } from '../texts/actors.ts'
import { networks } from '../texts/networks.ts'

type Card = Schemas['ActorCard']
type Part = { card: Card; asked: Asked }

export const actorPage: Page = {
  path: '/console/actors/:id',
  under: 'actors',
  filters: ['knownAt'],
  own: comparedParameters,
  show: async (asked) => {
    const { ask, lang, filters } = asked
    const path = { id: asked.path.id ?? '' }
    const card = await withSourceTitles(
      asked,
      await ask.get('/v1/actors/{id}', { path, query: { knownAt: filters.knownAt } }),
    )
    const history = await historyOf(asked, card, (knownAt) =>
      ask.find('/v1/actors/{id}', { path, query: { knownAt } }),
    )
    if (isRedacted(card)) return RedactedSubject({ card, history, asked })
    return {
      title: titleOf(card.names, card.subject, lang),
      takeAway: takeAways(`/v1/actors/${path.id}`, { knownAt: filters.knownAt }, ['stix', 'graphml']),
      body: (
        <>
          <Standing card={card} asked={asked} />
          <Reported card={card} asked={asked} />
          <ActorRoles card={card} asked={asked} />
          <ActorRoutes card={card} asked={asked} />
          <ActorLinks card={card} asked={asked} />
          <Seizures card={card} asked={asked} />
          <ActorDuplicates card={card} asked={asked} />
          <Dismantlements card={card} asked={asked} />
          <Claims card={card} asked={asked} />
          <HistoryOf history={history} asked={asked} related={card.related ?? {}} />
        </>
      ),
    }
  },
}

/** What has to be known before the rest is read. */
function Standing({ card, asked }: Part) {
  const t = actorsTexts[asked.lang]
  if (card.status === 'retracted')
    return (
      <p class="note" role="note">
        <strong>{t.retracted}</strong>
      </p>
    )
  if (card.mergedInto === undefined) return null
  return (
    <p class="note" role="note">
      {t.mergedInto} <SubjectLink subject={`actors/${card.mergedInto}`} telling={tellingOf(asked, card)} />
    </p>
  )
}

function Reported({ card, asked }: Part) {
  const { lang } = asked
  const { names, aliases, kind, specificity, status, basedIn, operatesIn } = card
  const areas = (codes: readonly string[]) =>
    codes.length === 0 ? undefined : codes.map((code) => areaName(code, lang)).join(', ')
  return (
    <>
      <Facts
        facts={[
          [labelOf('names', lang), names && <AllNames names={names} lang={lang} />],
          [labelOf('aliases', lang), aliases.length === 0 ? undefined : aliases.join(' · ')],
          [labelOf('kind', lang), kind && wordsFor('kind', kind, lang)],
          [labelOf('specificity', lang), specificity && networks[lang].specificity[specificity]],
          [labelOf('status', lang), <span class="tag">{statusName(status, lang)}</span>],
          [labelOf('basedIn', lang), areas(basedIn)],
          [labelOf('operatesIn', lang), areas(operatesIn)],
        ]}
      />
      <Elsewhere subject={card.subject} asked={asked} />
    </>
  )
}

function Seizures({ card, asked: { lang, filters } }: Part) {
  const t = actorsTexts[lang]
  if (card.seizures.length === 0) return null
  return (
    <>
      <h2>{t.seizures}</h2>
      <BlockNotes card={card} block="seizures" lang={lang} />
      <Table
        caption={t.seizuresCaption}
        columns={[
          {
            head: t.seizures,
            cell: ({ from, name }) => <a href={linkTo(`/console/${from}`, filters)}>{name ?? from}</a>,
          },
          { head: t.standing, cell: ({ status }) => statusName(status, lang) },
        ]}
        rows={card.seizures}
      />
    </>
  )
}
