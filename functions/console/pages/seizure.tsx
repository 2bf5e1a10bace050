/** The card of one seizure: as corrected, what a laboratory found, what it is attributed to, and how it came to say so. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { countryName } from '../countries.ts'
import { moment, number } from '../language.ts'
import type { Asked, Page } from '../page.ts'
import { Claims, ToClaims, tellingOf } from '../parts/claims.tsx'
import { Elsewhere } from '../parts/elsewhere.tsx'
import { Facts } from '../parts/facts.tsx'
import { comparedParameters, HistoryOf, historyOf } from '../parts/history.tsx'
import { placeName } from '../parts/places.ts'
import { isRedacted } from '../parts/redacted.tsx'
import { RedactedSubject } from '../parts/redacted-subject.tsx'
import { Said, SubjectLink } from '../parts/said.tsx'
import { SeizureItems } from '../parts/seizure-items.tsx'
import { whenOf } from '../parts/seizure-table.tsx'
import { withSourceTitles } from '../parts/source-titles.ts'
import { labelOf, statusName, wordsFor } from '../parts/value-names.ts'
import { Table } from '../table.tsx'
import { takeAways } from '../take-away.ts'
import { circumstances } from '../texts/circumstances.ts'
import { nameOf } from '../texts/codes.ts'
import { seizuresTexts } from '../texts/seizures.ts'

type Card = Schemas['SeizureCard']

export const seizurePage: Page = {
  path: '/console/seizures/:id',
  under: 'seizures',
  filters: ['knownAt'],
  own: comparedParameters,
  show: async (asked) => {
    const { ask, lang, filters } = asked
    const path = { id: asked.path.id ?? '' }
    const card = await withSourceTitles(
      asked,
      await ask.get('/v1/seizures/{id}', { path, query: { knownAt: filters.knownAt } }),
    )
    const history = await historyOf(asked, card, (knownAt) =>
      ask.find('/v1/seizures/{id}', { path, query: { knownAt } }),
    )
    if (isRedacted(card)) return RedactedSubject({ card, history, asked })
    const t = seizuresTexts[lang]
    return {
      title: t.titleOf(countryName(card.place.country, lang), whenOf(card.occurred, lang)),
      takeAway: takeAways(`/v1/seizures/${path.id}`, { knownAt: filters.knownAt }, [
        'geojson',
        'stix',
        'graphml',
      ]),
      body: (
        <>
          {card.status === 'retracted' && <Retraction card={card} lang={lang} />}
          <Reported card={card} asked={asked} />
          <SeizureItems card={card} lang={lang} />
          <Attributions card={card} asked={asked} />
          <Corrections card={card} asked={asked} />
          <Claims card={card} asked={asked} />
          <HistoryOf history={history} asked={asked} related={card.related ?? {}} />
        </>
      ),
    }
  },
}

type Part = { card: Card; asked: Asked }

function Retraction({ card: { retraction }, lang }: { card: Card; lang: Asked['lang'] }) {
  const { reason, postedBy, recordedAt } = retraction ?? {}
  return (
    <p class="note" role="note">
      <strong>{seizuresTexts[lang].retracted}</strong>{' '}
      {reason !== undefined && `${nameOf(circumstances[lang].retraction, reason)}. `}
      {postedBy !== undefined && recordedAt !== undefined && `${postedBy}, ${moment(recordedAt, lang)}`}
    </p>
  )
}

function Reported({ card, asked }: Part) {
  const { lang } = asked
  const { place, siteKind, mode, concealment, detection, arrestsCount, consignment, reportRef } = card
  const own = card.claims.find(({ field }) => field === 'report')?.lang ?? 'en'
  const written = (text: string | undefined) => text && <span lang={own}>{text}</span>
  return (
    <>
      <Facts
        facts={[
          [labelOf('status', lang), <span class="tag">{statusName(card.status, lang)}</span>],
          [labelOf('occurred', lang), whenOf(card.occurred, lang)],
          [labelOf('place', lang), <PlaceReported place={place} lang={lang} />],
          [labelOf('siteKind', lang), siteKind && wordsFor('siteKind', siteKind, lang)],
          [labelOf('mode', lang), mode && wordsFor('mode', mode, lang)],
          [labelOf('concealment', lang), written(concealment)],
          [labelOf('detection', lang), written(detection)],
          [
            labelOf('arrestsCount', lang),
            arrestsCount === undefined ? undefined : number(arrestsCount, lang),
          ],
          [labelOf('postedBy', lang), card.postedBy],
          [labelOf('reportRef', lang), reportRef],
          [
            labelOf('consignment', lang),
            consignment && <Said field="consignment" value={consignment} telling={tellingOf(asked, card)} />,
          ],
        ]}
      />
      <Elsewhere subject={card.subject} asked={asked} />
    </>
  )
}

function PlaceReported({ place, lang }: { place: Card['place']; lang: Asked['lang'] }) {
  const { point, precision } = place
  const fine = { maximumFractionDigits: 6 }
  return (
    <>
      {placeName(place, lang)}
      {point && ` · ${number(point.lat, lang, fine)}; ${number(point.lon, lang, fine)}`}
      {precision && ` (${wordsFor('precision', precision, lang)})`}
    </>
  )
}

function Attributions({ card, asked }: Part) {
  const { lang } = asked
  const t = seizuresTexts[lang]
  const telling = tellingOf(asked, card)
  const rows = [
    ...card.routes.map(({ routeId, ...route }) => ({ subject: `routes/${routeId}`, ...route })),
    ...card.actors.map(({ actorId, claimIds }) => ({
      subject: `actors/${actorId}`,
      claimIds,
      legId: undefined,
    })),
  ]
  return (
    <>
      <h2>{t.attributions}</h2>
      {rows.length === 0 ? (
        <p class="quiet">{t.noAttributions}</p>
      ) : (
        <Table
          caption={t.attributionsCaption}
          columns={[
            { head: t.to, cell: ({ subject }) => <SubjectLink subject={subject} telling={telling} /> },
            { head: labelOf('legId', lang), cell: ({ legId }) => legId ?? '—' },
            { head: t.claims, cell: ({ claimIds }) => <ToClaims claimIds={claimIds} lang={lang} /> },
          ]}
          rows={rows}
        />
      )}
    </>
  )
}

function Corrections({ card, asked }: Part) {
  const { lang } = asked
  const t = seizuresTexts[lang]
  if (card.corrections.length === 0) return null
  const telling = tellingOf(asked, card)
  return (
    <>
      <h2>{t.corrections}</h2>
      <Table
        caption={t.correctionsCaption}
        columns={[
          { head: t.recorded, cell: ({ recordedAt }) => moment(recordedAt, lang) },
          {
            head: t.corrected,
            cell: ({ changes }) => <Said field="changes" value={changes} telling={telling} />,
          },
          { head: t.reason, cell: ({ reason }) => reason },
          { head: t.by, cell: ({ postedBy }) => postedBy },
        ]}
        rows={card.corrections}
      />
    </>
  )
}
