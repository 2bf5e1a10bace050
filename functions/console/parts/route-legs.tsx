/** The legs of a route with what was seized on each: every figure leads to the seizures behind it. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { linkTo } from '../filters.ts'
import { date, kilograms, number } from '../language.ts'
import type { Asked } from '../page.ts'
import { type Column, Table } from '../table.tsx'
import { routeTexts } from '../texts/route.ts'
import { BlockNotes } from './block-notes.tsx'
import { ToClaims } from './claims.tsx'
import { placeName } from './places.ts'
import { Said } from './said.tsx'
import { labelOf, statusName, substanceName, wordsFor } from './value-names.ts'

type Card = Schemas['RouteCard']
type Evidence = Omit<Card['evidence'], 'legs'>
/** The whole route stands last, without a leg. */
type Row = { leg?: Card['legs'][number]; evidence: Evidence | undefined }

export function RouteLegs({ card, asked }: { card: Card; asked: Asked }) {
  const { lang, filters } = asked
  const t = routeTexts[lang]
  const { legs, evidence } = card
  const onLeg = new Map(evidence.legs.map((found) => [found.legId, found]))
  const rows: Row[] = [...legs.map((leg) => ({ leg, evidence: onLeg.get(leg.legId) })), { evidence }]
  const telling = { lang, filters, related: card.related ?? {} }
  const columns: Column<Row>[] = [
    { head: t.course, cell: ({ leg }) => (leg ? <Course leg={leg} lang={lang} /> : t.all) },
    { head: labelOf('role', lang), cell: ({ leg }) => (leg ? wordsFor('role', leg.role, lang) : '') },
    {
      head: labelOf('status', lang),
      cell: ({ leg }) => (leg ? <span class="tag">{statusName(leg.status, lang)}</span> : ''),
    },
    {
      head: labelOf('substances', lang),
      cell: ({ leg }) => (leg?.substances ?? []).map((code) => substanceName(code, lang)).join(', '),
    },
    {
      head: labelOf('modes', lang),
      cell: ({ leg }) => (leg?.modes ?? []).map((mode) => wordsFor('modes', mode, lang)).join(', '),
    },
    {
      head: labelOf('since', lang),
      cell: ({ leg }) => (leg?.since ? <Said field="since" value={leg.since} telling={telling} /> : ''),
    },
    {
      head: t.seizures,
      isAmount: true,
      cell: ({ leg, evidence: found }) => <Count found={found} leg={leg?.legId} card={card} asked={asked} />,
    },
    {
      head: t.seized,
      isAmount: true,
      cell: ({ evidence: found }) => (found && found.seizures > 0 ? kilograms(found.kilograms, lang) : '—'),
    },
    { head: t.last, cell: ({ evidence: found }) => (found?.last ? date(found.last, lang) : '—') },
    {
      head: t.evidenceOf,
      cell: ({ leg }) => (leg ? <ToClaims claimIds={leg.claimIds} lang={lang} /> : ''),
    },
  ]
  const { converted, unconverted } = evidence.coverage
  return (
    <>
      <h2 id="legs">{t.legs}</h2>
      <BlockNotes card={card} block="evidence" lang={lang} />
      {legs.length === 0 && <p class="quiet">{t.noLegs}</p>}
      <div class="wide">
        <Table caption={t.legsCaption} columns={columns} rows={rows} />
      </div>
      <p class="quiet">
        {t.notOnLegs} {evidence.seizures > 0 && t.coverage(converted, converted + unconverted)}
      </p>
    </>
  )
}

function Course({ leg, lang }: { leg: Card['legs'][number]; lang: Asked['lang'] }) {
  return (
    <>
      {placeName(leg.from, lang)} → {placeName(leg.to, lang)} <small class="quiet">{leg.legId}</small>
    </>
  )
}

type Counted = { found: Evidence | undefined; leg: string | undefined; card: Card; asked: Asked }

function Count({ found, leg, card, asked: { lang, filters } }: Counted) {
  if (!found || found.seizures === 0) return <>0</>
  return (
    <a href={`${linkTo(`/console/${card.subject}`, filters, { leg })}#evidence`}>
      {number(found.seizures, lang)}
    </a>
  )
}
