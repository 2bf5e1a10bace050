/** What others made of an agency's claims, as a table. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { linkTo } from '../filters.ts'
import { moment } from '../language.ts'
import type { Asked } from '../page.ts'
import { type Column, Table } from '../table.tsx'
import { eventName } from '../texts/events.ts'
import { submissionsTexts } from '../texts/submissions.ts'
import { anchorOf } from './claims.tsx'
import { SubjectLinks, subjectName } from './subject-links.tsx'
import { substanceName } from './value-names.ts'

type Response = Schemas['Response']
type Props = {
  responses: { items: readonly Response[]; more: boolean }
  /** Of subjects that the responses themselves do not name. */
  names: Readonly<Record<string, string>>
  asked: Asked
}

export function Responses({ responses: { items, more }, names, asked }: Props) {
  const { lang, filters } = asked
  const t = submissionsTexts[lang]
  const columns: Column<Response>[] = [
    { head: t.what, cell: ({ type }) => eventName(type, lang) },
    {
      head: t.about,
      cell: ({ subject, claimId, related }) => (
        <a href={`${linkTo(`/console/${subject}`, filters)}#${anchorOf(claimId)}`}>
          {subjectName(subject, { ...names, ...related }, lang)}
        </a>
      ),
    },
    { head: t.says, cell: (response) => <Said response={response} asked={asked} /> },
    { head: t.by, cell: ({ postedBy }) => postedBy },
    { head: t.recorded, cell: ({ recordedAt }) => moment(recordedAt, lang) },
  ]
  if (items.length === 0) return <p class="empty">{t.noResponses}</p>
  return (
    <>
      {more && <p class="note">{t.moreResponses}</p>}
      <Table caption={t.responsesCaption} columns={columns} rows={items} />
    </>
  )
}

/** As the laboratory sent it: the document of the API promises the index alone. */
type Result = { index: number; substance?: string; purityPercent?: string }

function Said({ response, asked }: { response: Response; asked: Asked }) {
  const { reason, laboratory, moved = [], related } = response
  const { lang } = asked
  const t = submissionsTexts[lang]
  const subjects = moved.flatMap(({ routeId, actorId }) => [
    ...(routeId === undefined ? [] : [`routes/${routeId}`]),
    ...(actorId === undefined ? [] : [`actors/${actorId}`]),
  ])
  const results = (laboratory ?? []) as readonly Result[]
  return (
    <>
      {reason}
      {results.map(({ index, substance = 'unknown', purityPercent }) => (
        <div>
          {t.lab(
            index + 1,
            substanceName(substance, lang),
            purityPercent === undefined ? '' : `, ${purityPercent} %`,
          )}
        </div>
      ))}
      {subjects.length > 0 && (
        <>
          {t.moved} <SubjectLinks subjects={subjects} names={related} asked={asked} />
        </>
      )}
      {reason === undefined && results.length === 0 && subjects.length === 0 && '—'}
    </>
  )
}
