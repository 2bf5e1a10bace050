/** The roles of a country, over time and as a table. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import type { Asked, Node } from '../page.ts'
import { RolesPicture } from '../pictures/roles.tsx'
import { type CountryRole, endOf, rolesOf, sinceOf, whatOf } from '../roles.ts'
import { type Column, Table } from '../table.tsx'
import { codes, nameOf } from '../texts/codes.ts'
import { countriesTexts } from '../texts/countries.ts'
import { ToClaims } from './claims.tsx'

type Props = { card: Schemas['CountryCard']; asked: Asked }

/** Undefined where there is nothing to draw. Looking back, what applies ends at the moment that is looked back to. */
export function rolesPicture(card: Props['card'], { lang, filters, now }: Asked): Node | undefined {
  const roles = rolesOf(card)
  const nowMs = filters.knownAt === undefined ? now.getTime() : Date.parse(filters.knownAt)
  return roles.length > 0 ? <RolesPicture roles={roles} nowMs={nowMs} lang={lang} /> : undefined
}

export function CountryRoles({ card, asked }: Props) {
  const { lang } = asked
  const t = countriesTexts[lang]
  const roles = rolesOf(card)
  const columns: Column<CountryRole>[] = [
    { head: t.role, cell: ({ role }) => nameOf(codes[lang].countryRole, role) },
    { head: t.what, cell: (role) => whatOf(role, lang) },
    { head: t.since, cell: (role) => sinceOf(role, lang) ?? t.unknownSince },
    { head: t.trend, cell: ({ trend }) => (trend === undefined ? '—' : t.trends[trend]) },
    { head: t.ended, cell: (role) => endOf(role, lang) ?? '—' },
    { head: t.reason, cell: ({ ended }) => ended?.reason ?? '—' },
    { head: t.evidence, cell: ({ claimIds }) => <ToClaims claimIds={claimIds} lang={lang} /> },
  ]
  return (
    <>
      <h2>{t.roles}</h2>
      {roles.length === 0 ? (
        <p class="empty">{t.noRoles}</p>
      ) : (
        <>
          <figure>
            <section class="scroll" tabindex={0} aria-label={t.rolesPicture}>
              {rolesPicture(card, asked)}
            </section>
            <figcaption class="quiet">{t.rolesLegend}</figcaption>
          </figure>
          <Table caption={t.rolesCaption} columns={columns} rows={roles} />
        </>
      )}
    </>
  )
}
