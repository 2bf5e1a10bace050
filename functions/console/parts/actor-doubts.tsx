/** What is uncertain of an actor: whether it is another one, and whether it still is. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { period } from '../language.ts'
import type { Asked } from '../page.ts'
import { type Column, Table } from '../table.tsx'
import { actorsTexts } from '../texts/actors.ts'
import { BlockNotes } from './block-notes.tsx'
import { ToClaims, tellingOf } from './claims.tsx'
import { SubjectLink } from './said.tsx'
import { statusName } from './value-names.ts'

type Card = Schemas['ActorCard']
type Props = { card: Card; asked: Asked }
type Doubt = { subject: string; why: string; claimIds?: readonly string[] }

export function ActorDuplicates({ card, asked }: Props) {
  const { lang } = asked
  const t = actorsTexts[lang]
  const merged = card.merged.flatMap(({ subject, names }) => (names ? [[subject, names.en] as const] : []))
  const telling = tellingOf(asked, { related: { ...card.related, ...Object.fromEntries(merged) } })
  const doubts: Doubt[] = [
    ...card.merged.map(({ subject }) => ({ subject, why: t.merged })),
    ...card.duplicateSuspects.map(({ actorId, claimIds }) => ({
      subject: `actors/${actorId}`,
      why: t.suspected,
      claimIds,
    })),
    ...card.namesakes.map((subject) => ({ subject, why: t.namesake })),
  ]
  const columns: Column<Doubt>[] = [
    { head: t.name, cell: ({ subject }) => <SubjectLink subject={subject} telling={telling} /> },
    { head: t.why, cell: ({ why }) => why },
    { head: t.claims, cell: ({ claimIds = [] }) => <ToClaims claimIds={claimIds} lang={lang} /> },
  ]
  return (
    <>
      <h2>{t.duplicates}</h2>
      <BlockNotes card={card} block="namesakes" lang={lang} />
      {doubts.length === 0 ? (
        <p class="quiet">{t.noDuplicates}</p>
      ) : (
        <Table caption={t.duplicatesMean} columns={columns} rows={doubts} />
      )}
    </>
  )
}

export function Dismantlements({ card: { dismantlements }, asked: { lang } }: Props) {
  const t = actorsTexts[lang]
  if (dismantlements.length === 0) return null
  const columns: Column<Card['dismantlements'][number]>[] = [
    { head: t.when, cell: ({ occurred }) => (occurred ? period(occurred, lang) : '—') },
    { head: t.operation, cell: ({ operationRef }) => operationRef ?? '—' },
    { head: t.reason, cell: ({ reason }) => reason ?? '—' },
    { head: t.standing, cell: ({ status }) => <span class="tag">{statusName(status, lang)}</span> },
    { head: t.claims, cell: ({ claimId }) => <ToClaims claimIds={[claimId]} lang={lang} /> },
  ]
  return (
    <>
      <h2>{t.dismantlements}</h2>
      <Table caption={t.dismantlementsCaption} columns={columns} rows={dismantlements} />
    </>
  )
}
