/** What is estimated of a route, who is linked to it, and what became of it. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { linkTo } from '../filters.ts'
import { decimal, moment, number, period } from '../language.ts'
import type { Asked } from '../page.ts'
import { type Column, Table } from '../table.tsx'
import { circumstances } from '../texts/circumstances.ts'
import { nameOf } from '../texts/codes.ts'
import { eventName } from '../texts/events.ts'
import { routeTexts } from '../texts/route.ts'
import { BlockNotes } from './block-notes.tsx'
import { ToClaims, tellingOf } from './claims.tsx'
import { Said } from './said.tsx'
import { relationName, statusName, substanceName, wordsFor } from './value-names.ts'

/** The history below has them all. */
const lifeCycleMax = 100

type Card = Schemas['RouteCard']
type Props = { card: Card; asked: Asked }

export function Estimates({ card, asked }: Props) {
  const { lang } = asked
  const t = routeTexts[lang]
  if (card.estimates.length === 0) return null
  const telling = tellingOf(asked, card)
  const columns: Column<Card['estimates'][number]>[] = [
    { head: t.about, cell: (estimate) => <span>{subjectOf(estimate, lang)}</span> },
    {
      head: t.range,
      cell: (estimate) =>
        `${decimal(estimate.min, lang)} – ${decimal(estimate.max, lang)} ${
          estimate.kind === 'value' ? estimate.currency : nameOf(circumstances[lang].unit, estimate.unit)
        }`,
    },
    {
      head: t.period,
      cell: ({ referencePeriod }) =>
        referencePeriod === 'unknown' ? (
          t.unknownPeriod
        ) : (
          <Said field="referencePeriod" value={referencePeriod} telling={telling} />
        ),
    },
    { head: t.standing, cell: ({ status }) => <span class="tag">{statusName(status, lang)}</span> },
    { head: t.roots, isAmount: true, cell: ({ roots }) => number(roots, lang) },
    { head: t.claim, cell: ({ claimId }) => <ToClaims claimIds={[claimId]} lang={lang} /> },
  ]
  return (
    <>
      <h2>{t.estimates}</h2>
      <Table caption={t.estimatesCaption} columns={columns} rows={card.estimates} />
    </>
  )
}

function subjectOf(estimate: Card['estimates'][number], lang: Asked['lang']): string {
  if (estimate.kind === 'volume') return substanceName(estimate.substance, lang)
  const metric = wordsFor('metric', estimate.metric, lang)
  return estimate.scope === undefined ? metric : `${metric} (${estimate.scope})`
}

export function RouteActors({ card, asked: { lang, filters } }: Props) {
  const t = routeTexts[lang]
  const columns: Column<Card['actors'][number]>[] = [
    {
      head: t.actor,
      cell: ({ actorId, name }) => (
        <a href={linkTo(`/console/actors/${actorId}`, filters)}>{name ?? actorId}</a>
      ),
    },
    {
      head: t.relation,
      cell: ({ relation, status }) => (
        <>
          {relationName(relation, lang)} {status === 'disputed' && <span class="tag">{t.disputed}</span>}
        </>
      ),
    },
    { head: t.leg, cell: ({ legId }) => legId ?? t.all },
    {
      head: t.evidenceOf,
      isAmount: true,
      cell: ({ actorId, evidence }) => (
        <a href={`${linkTo(`/console/actors/${actorId}`, filters)}#claim-${evidence[0] ?? ''}`}>
          {number(evidence.length, lang)}
        </a>
      ),
    },
  ]
  return (
    <>
      <h2>{t.actors}</h2>
      <BlockNotes card={card} block="actors" lang={lang} />
      {card.actors.length === 0 ? (
        <p class="quiet">{t.noActors}</p>
      ) : (
        <Table caption={t.actorsCaption} columns={columns} rows={card.actors} />
      )}
    </>
  )
}

export function LifeCycle({ card, asked }: Props) {
  const { lang } = asked
  const t = routeTexts[lang]
  const telling = tellingOf(asked, card)
  const columns: Column<Card['lifeCycle'][number]>[] = [
    { head: t.event, cell: ({ type }) => eventName(type, lang) },
    { head: t.happened, cell: ({ occurred }) => (occurred ? period(occurred, lang) : '—') },
    {
      head: t.details,
      cell: ({ at: _, type: _type, eventId: _id, occurred: _occurred, ...details }) => (
        <Said field="details" value={details} telling={telling} />
      ),
    },
    { head: t.recorded, cell: ({ at }) => <time datetime={at}>{moment(at, lang)}</time> },
  ]
  return (
    <>
      <h2>{t.lifeCycle}</h2>
      <div class="wide">
        <Table caption={t.lifeCaption} columns={columns} rows={card.lifeCycle.slice(-lifeCycleMax)} />
      </div>
    </>
  )
}
