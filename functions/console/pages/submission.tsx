/** One submission: what was rejected and why, and what was recorded with a warning. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { moment, number } from '../language.ts'
import type { Asked, Page } from '../page.ts'
import { Facts } from '../parts/facts.tsx'
import { RejectedFile } from '../parts/rejected-file.tsx'
import { SubjectLinks } from '../parts/subject-links.tsx'
import { type Column, Table } from '../table.tsx'
import { nameOf } from '../texts/codes.ts'
import { submissionsTexts } from '../texts/submissions.ts'

/** What one page of the API holds. */
const eventsMax = 500
const rowsMax = 100

type Item = Schemas['BatchItem']
type Props = { items: readonly Item[]; asked: Asked }

export const submissionPage: Page = {
  path: '/console/submissions/:id',
  under: 'submissions',
  filters: [],
  signedIn: true,
  show: async (asked) => {
    const { ask, path, lang } = asked
    const t = submissionsTexts[lang]
    const submission = await ask.get('/v1/submissions/{id}', {
      path: { id: path.id ?? '' },
      query: { limit: String(eventsMax) },
    })
    const { submissionId, status, receivedAt, events, accepted, duplicates, rejected, items, next } =
      submission
    return {
      title: `${t.one}, ${moment(receivedAt, lang)}`,
      body: (
        <>
          <Facts
            facts={[
              [t.id, submissionId],
              [t.status, nameOf(t.statuses, status)],
              [t.events, number(events, lang)],
              [t.accepted, number(accepted, lang)],
              [t.duplicates, number(duplicates, lang)],
              [t.rejected, number(rejected, lang)],
              [t.rejectedRows, <RejectedFile submission={submission} lang={lang} />],
            ]}
          />
          {status === 'pending' && <p class="note">{t.pending}</p>}
          {next !== undefined && <p class="note">{t.partly(items.length)}</p>}
          <h2>{t.rejected}</h2>
          {rejected === 0 ? <p class="empty">{t.noneRejected}</p> : <p>{t.mend}</p>}
          <Rejected items={items.filter(({ problem }) => problem)} asked={asked} />
          <Warned items={items.filter(({ receipt }) => receipt?.warnings.length)} asked={asked} />
        </>
      ),
    }
  },
}

/** Rows count from 1, as in the file that was sent. */
const numbered = (asked: Asked): readonly Column<Item>[] => {
  const t = submissionsTexts[asked.lang]
  return [
    { head: t.row, cell: ({ index }) => number(index + 1, asked.lang) },
    { head: t.eventId, cell: ({ id }) => id ?? '—' },
  ]
}

function Rejected({ items, asked }: Props) {
  const t = submissionsTexts[asked.lang]
  if (items.length === 0) return null
  return (
    <>
      {items.length > rowsMax && <p class="note">{t.cut(rowsMax, number(items.length, asked.lang))}</p>}
      <Table
        caption={t.rejectedCaption}
        columns={[...numbered(asked), { head: t.reasons, cell: reasonsOf }]}
        rows={items.slice(0, rowsMax)}
      />
    </>
  )
}

/** The API speaks English. */
function reasonsOf({ problem }: Item) {
  const { detail = '', errors = [] } = problem ?? {}
  if (errors.length === 0) return <span lang="en">{detail}</span>
  return (
    <ul lang="en">
      {errors.map(({ pointer, detail: what, hint }) => (
        <li>
          {pointer !== '' && <code>{pointer}</code>} {what}
          {hint !== undefined && ` (${hint})`}
        </li>
      ))}
    </ul>
  )
}

function Warned({ items, asked }: Props) {
  const t = submissionsTexts[asked.lang]
  if (items.length === 0) return null
  const columns: Column<Item>[] = [
    ...numbered(asked),
    {
      head: t.subject,
      cell: ({ receipt }) => (
        <SubjectLinks subjects={receipt ? [receipt.subject] : []} names={undefined} asked={asked} />
      ),
    },
    {
      head: t.warnings,
      cell: ({ receipt }) => (
        <ul lang="en">
          {receipt?.warnings.map(({ pointer, hint }) => (
            <li>
              {pointer !== '' && <code>{pointer}</code>} {hint}
            </li>
          ))}
        </ul>
      ),
    },
  ]
  return (
    <>
      <h2>{t.warnings}</h2>
      {items.length > rowsMax && <p class="note">{t.cut(rowsMax, number(items.length, asked.lang))}</p>}
      <Table caption={t.warningsCaption} columns={columns} rows={items.slice(0, rowsMax)} />
    </>
  )
}
