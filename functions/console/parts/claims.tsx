/** The claims behind a card: by what they are about, each with its standing, grade, sources and who says so. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { period } from '../language.ts'
import type { Asked } from '../page.ts'
import { type Column, Table } from '../table.tsx'
import { claimTexts } from '../texts/claims.ts'
import { Grade, Recorded, Reporter, Sources, Standing } from './claim-cells.tsx'
import { Conflicts } from './conflicts.tsx'
import { Said, type Telling } from './said.tsx'
import { labelOf } from './value-names.ts'

export type Claim = Schemas['Claim']
export type ClaimedCard = {
  claims: readonly Claim[]
  conflicts: readonly Schemas['Conflict'][]
  related?: Readonly<Record<string, string>>
}

/** More would be no page any more: the files have them all. */
const claimsMax = 100

const standings = ['preferred', 'live', 'variant', 'disputed', 'retracted'] as const

export const tellingOf = (
  { lang, filters }: Asked,
  { related = {} }: Pick<ClaimedCard, 'related'>,
): Telling => ({
  lang,
  filters,
  related,
})

/** Where a claim stands on its page. */
export const anchorOf = (claimId: string): string => `claim-${claimId}`

/** A link to the claims that something rests on, on this page. */
export function ToClaims({ claimIds, lang }: { claimIds: readonly string[]; lang: Asked['lang'] }) {
  const [first] = claimIds
  if (first === undefined) return <>—</>
  return <a href={`#${anchorOf(first)}`}>{claimTexts[lang].evidence(claimIds.length)}</a>
}

/** The best standing ones first. */
export const claimsShown = (claims: readonly Claim[]): readonly Claim[] =>
  claims
    .toSorted((one, other) => standings.indexOf(one.status) - standings.indexOf(other.status))
    .slice(0, claimsMax)

type Props = { card: ClaimedCard; asked: Asked }

export function Claims({ card, asked }: Props) {
  const { lang } = asked
  const t = claimTexts[lang]
  const { claims } = card
  const telling = tellingOf(asked, card)
  const shown = claimsShown(claims)
  // Fields in the order in which the card tells them, whatever stands best.
  const inOrder = new Set(claims.map(({ field }) => field))
  return (
    <section class="claims">
      <h2 id="claims">{t.title}</h2>
      {claims.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <>
          <p>{claims.length > shown.length ? t.more(shown.length, claims.length) : t.count(claims.length)}</p>
          <Explained lang={lang} />
          <Conflicts card={card} telling={telling} />
          {[...inOrder].map((field) => (
            <OfOneField
              field={field}
              claims={shown.filter((claim) => claim.field === field)}
              telling={telling}
              asked={asked}
            />
          ))}
        </>
      )}
    </section>
  )
}

function Explained({ lang }: { lang: Asked['lang'] }) {
  const t = claimTexts[lang]
  return (
    <details>
      <summary>{t.explained}</summary>
      <dl class="facts">
        {standings.map((standing) => (
          <>
            <dt>{t.status[standing]}</dt>
            <dd>{t.statusMeans[standing]}</dd>
          </>
        ))}
        <dt>{t.grade}</dt>
        <dd>{t.admiralty}</dd>
      </dl>
    </details>
  )
}

type OfOne = { field: string; claims: readonly Claim[]; telling: Telling; asked: Asked }

function OfOneField({ field, claims, telling, asked: { lang, reader } }: OfOne) {
  const t = claimTexts[lang]
  if (claims.length === 0) return null
  const columns: Column<Claim>[] = [
    { head: t.value, cell: (claim) => <Claimed claim={claim} telling={telling} /> },
    { head: t.standing, cell: (claim) => <Standing claim={claim} lang={lang} /> },
    { head: t.grade, cell: (claim) => <Grade claim={claim} lang={lang} /> },
    { head: t.sources, cell: (claim) => <Sources claim={claim} telling={telling} /> },
    { head: t.by, cell: (claim) => <Reporter claim={claim} lang={lang} reader={reader} /> },
    { head: t.recorded, cell: (claim) => <Recorded claim={claim} lang={lang} /> },
  ]
  return (
    <>
      <h3>{labelOf(field, lang)}</h3>
      <Table caption={t.caption(labelOf(field, lang))} columns={columns} rows={claims} />
    </>
  )
}

function Claimed({ claim, telling }: { claim: Claim; telling: Telling }) {
  const { occurred, note, lang } = claim
  const when = occurred && period(occurred, telling.lang)
  return (
    <div id={anchorOf(claim.claimId)}>
      <Said field={claim.field} value={claim.value} telling={telling} lang={lang ?? 'en'} />
      {when !== undefined && when !== '—' && <p class="quiet">{when}</p>}
      {note !== undefined && (
        <p class="quiet" lang={lang ?? 'en'}>
          {note}
        </p>
      )}
    </div>
  )
}
