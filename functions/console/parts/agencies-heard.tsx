/** Agencies by when they were last heard of. */

import { linkTo } from '../filters.ts'
import { daysSince, type Heard, type heardOf, type Latest, silentDays } from '../heard.ts'
import { date } from '../language.ts'
import { nameIn } from '../names.ts'
import type { Asked } from '../page.ts'
import { type Column, Table } from '../table.tsx'
import { nameOf } from '../texts/codes.ts'
import { statusTexts } from '../texts/status.ts'

type One = Awaited<ReturnType<typeof heardOf>>[number]
type Props = { heard: readonly One[]; asked: Pick<Asked, 'lang' | 'filters' | 'now' | 'reader'> }

export function AgenciesHeard({ heard, asked }: Props) {
  const { lang, filters, now, reader } = asked
  const t = statusTexts[lang]
  const latest = (found: Latest | undefined, otherwise: string) =>
    found === undefined ? (
      otherwise
    ) : (
      <>
        <a href={linkTo(`/console/${found.subject}`, filters)}>{date(found.day, lang)}</a>{' '}
        <span class="quiet">({t.ago(daysSince(found.day, now))})</span>
      </>
    )
  const columns: Column<One>[] = [
    {
      head: t.agency,
      cell: ({ agency, agencyId }) => (
        <>
          {nameIn(agency.names, lang)} <small class="quiet">{agencyId}</small>
        </>
      ),
    },
    { head: t.kind, cell: ({ agency }) => nameOf(t.kinds, agency.kind) },
    { head: t.standing, cell: (one) => <Standing heard={one} lang={lang} /> },
    {
      head: t.seizure,
      cell: ({ seizure }) => latest(seizure, t.none),
    },
    { head: t.statement, cell: ({ statement }) => latest(statement, '—') },
  ]
  const order = ({ isSilent, seizure }: Heard) => `${isSilent ? 0 : 1}${seizure?.day ?? ''}`
  return (
    <>
      <h2>{t.agencies}</h2>
      {reader === undefined && <p class="note">{t.notPublic}</p>}
      <Table
        caption={t.agenciesCaption}
        columns={columns}
        rows={heard.toSorted((one, other) => order(one).localeCompare(order(other)))}
      />
      <p class="caveat">{t.silentMeans(silentDays)}</p>
    </>
  )
}

function Standing({ heard: { agency, seizure, isSilent }, lang }: { heard: Heard; lang: Asked['lang'] }) {
  const t = statusTexts[lang]
  if (agency.status === 'suspended') return <span class="tag">{t.suspended}</span>
  if (isSilent) return <strong class="tag silent">{t.silent}</strong>
  return <>{seizure ? t.heard : t.notExpected}</>
}
