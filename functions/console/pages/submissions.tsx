/** An agency's own reports: what others made of them, what became of its submissions, and what it reported last. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { forms } from '../../query/forms.ts'
import { linkTo } from '../filters.ts'
import { moment, number } from '../language.ts'
import type { Asked, Page } from '../page.ts'
import { OwnChoices } from '../parts/own-choices.tsx'
import { placeName } from '../parts/places.ts'
import { RejectedFile } from '../parts/rejected-file.tsx'
import { Responses } from '../parts/responses.tsx'
import { SeizureTable, whenOf } from '../parts/seizure-table.tsx'
import { type Column, Table } from '../table.tsx'
import { nameOf } from '../texts/codes.ts'
import { submissionsTexts } from '../texts/submissions.ts'

const submissionsMax = 50
const responsesMax = 50
const seizuresMax = 15

type Submission = Schemas['SubmissionItem']

export const submissionsPage: Page = {
  path: '/console/submissions',
  under: 'submissions',
  filters: [],
  own: [forms.submissionStatus],
  signedIn: true,
  show: async (asked) => {
    const { ask, own, lang, reader, filters } = asked
    const t = submissionsTexts[lang]
    const agency = reader?.agency.agencyId ?? ''
    const status = own.status as Submission['status'] | undefined
    const [submissions, responses, seizures] = await Promise.all([
      ask.list('/v1/submissions', { query: { status }, max: submissionsMax }),
      ask.list('/v1/responses', { max: responsesMax }),
      // One page alone: whoever reports little does not wait while everything of the others is looked through.
      ask.get('/v1/seizures', { query: { agency, limit: String(seizuresMax) } }),
    ])
    const names = Object.fromEntries(
      seizures.items.map(({ subject, place, occurred }) => [
        subject,
        `${placeName(place, lang)}, ${whenOf(occurred, lang)}`,
      ]),
    )
    return {
      title: t.title,
      body: (
        <>
          <h2>{t.responses}</h2>
          <Responses responses={responses} names={names} asked={asked} />
          <h2>{t.submissions}</h2>
          <OwnChoices
            asked={asked}
            path="/console/submissions"
            label={t.choose}
            choices={[{ name: 'status', label: t.status, options: Object.entries(t.statuses) }]}
          />
          {submissions.more && <p class="note">{t.moreSubmissions}</p>}
          <Submissions submissions={submissions.items} asked={asked} />
          <h2>{t.seizures}</h2>
          {seizures.items.length === 0 ? (
            <p class="empty">{t.noSeizures}</p>
          ) : (
            <SeizureTable seizures={seizures.items} asked={asked} caption={t.seizures} />
          )}
          <p>
            <a href={linkTo('/console/seizures', { ...filters, agency })}>{t.moreSeizures}</a>
          </p>
        </>
      ),
    }
  },
}

function Submissions({ submissions, asked }: { submissions: readonly Submission[]; asked: Asked }) {
  const { lang, filters } = asked
  const t = submissionsTexts[lang]
  const counted = (head: string, of: (submission: Submission) => number): Column<Submission> => ({
    head,
    isAmount: true,
    cell: (submission) => number(of(submission), lang),
  })
  const columns: Column<Submission>[] = [
    {
      head: t.received,
      cell: ({ submissionId, receivedAt }) => (
        <a href={linkTo(`/console/submissions/${submissionId}`, filters)}>{moment(receivedAt, lang)}</a>
      ),
    },
    { head: t.status, cell: ({ status }) => nameOf(t.statuses, status) },
    counted(t.events, ({ events }) => events),
    counted(t.accepted, ({ accepted }) => accepted),
    counted(t.duplicates, ({ duplicates }) => duplicates),
    counted(t.rejected, ({ rejected }) => rejected),
    { head: t.rejectedRows, cell: (submission) => <RejectedFile submission={submission} lang={lang} /> },
  ]
  if (submissions.length === 0) return <p class="empty">{t.noSubmissions}</p>
  return <Table caption={t.submissionsCaption} columns={columns} rows={submissions} />
}
