/** What an actor does, and what it is linked to: each with the claims that say so. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import type { Asked, Node } from '../page.ts'
import { type Column, Table } from '../table.tsx'
import { actorsTexts } from '../texts/actors.ts'
import { BlockNotes } from './block-notes.tsx'
import { ToClaims, tellingOf } from './claims.tsx'
import { Said, SubjectLink } from './said.tsx'
import { labelOf, relationName, substanceName, wordsFor } from './value-names.ts'

type Card = Schemas['ActorCard']
type Props = { card: Card; asked: Asked }

export function ActorRoles({ card, asked }: Props) {
  const { lang } = asked
  const t = actorsTexts[lang]
  const telling = tellingOf(asked, card)
  const said = (field: string, value: unknown): Node | string =>
    value === undefined ? '—' : <Said field={field} value={value} telling={telling} />
  const columns: Column<Card['roles'][number]>[] = [
    {
      head: labelOf('role', lang),
      cell: ({ role, ended }) => (
        <>
          {wordsFor('role', role, lang)} {ended && <span class="tag">{t.ended}</span>}
          {ended?.reason !== undefined && <p class="quiet">{ended.reason}</p>}
        </>
      ),
    },
    {
      head: labelOf('substance', lang),
      cell: ({ substance }) => (substance === undefined ? '—' : substanceName(substance, lang)),
    },
    { head: labelOf('places', lang), cell: ({ places }) => said('places', places) },
    { head: labelOf('scale', lang), cell: ({ scale }) => said('scale', scale) },
    { head: labelOf('since', lang), cell: ({ since }) => said('since', since) },
    { head: t.claims, cell: ({ claimIds }) => <ToClaims claimIds={claimIds} lang={lang} /> },
  ]
  return (
    <>
      <h2>{t.roles}</h2>
      {card.roles.length === 0 ? (
        <p class="quiet">{t.noRoles}</p>
      ) : (
        <div class="wide">
          <Table caption={t.rolesCaption} columns={columns} rows={card.roles} />
        </div>
      )}
    </>
  )
}

export function ActorRoutes({ card, asked }: Props) {
  const { lang } = asked
  const t = actorsTexts[lang]
  const telling = tellingOf(asked, card)
  const columns: Column<Card['routes'][number]>[] = [
    {
      head: labelOf('routeId', lang),
      cell: ({ routeId }) => <SubjectLink subject={`routes/${routeId}`} telling={telling} />,
    },
    { head: t.relation, cell: ({ relation }) => relationName(relation, lang) },
    { head: labelOf('legId', lang), cell: ({ legId }) => legId ?? '—' },
    { head: t.claims, cell: ({ claimIds }) => <ToClaims claimIds={claimIds} lang={lang} /> },
  ]
  return (
    <>
      <h2>{t.routes}</h2>
      {card.routes.length === 0 ? (
        <p class="quiet">{t.noRoutes}</p>
      ) : (
        <Table caption={t.routesCaption} columns={columns} rows={card.routes} />
      )}
    </>
  )
}

type Link = { from: string; to: string; relation: string; claimIds?: readonly string[] }

/** Its own links, whose claims stand on this page; and those of others to it, whose claims stand on theirs. */
export function ActorLinks({ card, asked }: Props) {
  const { lang } = asked
  const t = actorsTexts[lang]
  const telling = withNames(card, asked)
  const own: Link[] = card.links.map(({ actorId, ...link }) => ({
    from: card.subject,
    to: `actors/${actorId}`,
    ...link,
  }))
  const links = [...own, ...card.linkedFrom.filter(({ relation }) => relation !== 'merged-into')]
  const columns: Column<Link>[] = [
    { head: t.who, cell: ({ from }) => <SubjectLink subject={from} telling={telling} /> },
    { head: t.relation, cell: ({ relation }) => relationName(relation, lang) },
    { head: t.whom, cell: ({ to }) => <SubjectLink subject={to} telling={telling} /> },
    { head: t.claims, cell: ({ claimIds = [] }) => <ToClaims claimIds={claimIds} lang={lang} /> },
  ]
  return (
    <>
      <h2>{t.links}</h2>
      <BlockNotes card={card} block="linkedFrom" lang={lang} />
      {links.length === 0 ? (
        <p class="quiet">{t.noLinks}</p>
      ) : (
        <Table caption={t.linksCaption} columns={columns} rows={links} />
      )}
    </>
  )
}

function withNames(card: Card, asked: Asked) {
  const named = card.linkedFrom.flatMap(({ from, name }) =>
    name === undefined ? [] : [[from, name] as const],
  )
  const own = card.names ? [[card.subject, card.names.en] as const] : []
  return tellingOf(asked, { related: { ...card.related, ...Object.fromEntries([...named, ...own]) } })
}
