/** Commitments against their dates: counted by who promised, and one table for each way in which they can stand. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { delegationName } from '../delegations.ts'
import { daysLeft, type Track, tracks } from '../due.ts'
import { linkTo } from '../filters.ts'
import { date, number } from '../language.ts'
import type { Asked } from '../page.ts'
import { type Column, Table } from '../table.tsx'
import { nameOf } from '../texts/codes.ts'
import { commitmentsTexts } from '../texts/commitments.ts'
import { Progress, percentOf } from './progress.tsx'
import { SubjectLinks } from './subject-links.tsx'

export type Tracked = Schemas['CommitmentItem'] & { track: Track }
type Props = { tracked: readonly Tracked[]; asked: Asked }

/** The rest of a track is found by State. */
const rowsMax = 30
/** The whole of a text is on its card. */
const textMax = 200

export function CommitmentsByState({ tracked, asked: { lang, filters, own } }: Props) {
  const t = commitmentsTexts[lang]
  const rows = [...Map.groupBy(tracked, ({ by }) => by)].map(([by, made]) => ({
    by,
    made,
    name: delegationName(by, lang),
    done: made.filter(({ track }) => track === 'done').length,
  }))
  type Row = (typeof rows)[number]
  const columns: Column<Row>[] = [
    {
      head: t.by,
      cell: ({ by, name }) => <a href={linkTo('/console/commitments', filters, { ...own, by })}>{name}</a>,
    },
    ...tracks.map(
      (track): Column<Row> => ({
        head: t.tracks[track],
        isAmount: true,
        cell: ({ made }) => number(made.filter((one) => one.track === track).length, lang),
      }),
    ),
    {
      head: t.fulfilled,
      cell: ({ name, made, done }) => (
        <Progress label={t.fulfilledOf(name)} percent={(100 * done) / made.length} lang={lang} />
      ),
    },
  ]
  return (
    <Table
      caption={t.byState}
      columns={columns}
      rows={rows.sort((one, other) => one.name.localeCompare(other.name, lang))}
    />
  )
}

export function TrackTable({ track, tracked, asked }: Props & { track: Track }) {
  const { lang, filters, now } = asked
  const t = commitmentsTexts[lang]
  const rows = tracked
    .filter((one) => one.track === track)
    .sort((one, other) => (one.due ?? '9999').localeCompare(other.due ?? '9999'))
  if (rows.length === 0) return null
  const columns: Column<Tracked>[] = [
    {
      head: t.text,
      cell: ({ subject, text }) => <a href={linkTo(`/console/${subject}`, filters)}>{shortened(text)}</a>,
    },
    { head: t.by, cell: ({ by }) => delegationName(by, lang) },
    { head: t.type, cell: ({ type }) => nameOf(t.types, type) },
    { head: t.status, cell: ({ status }) => nameOf(t.statuses, status) },
    {
      head: t.due,
      cell: ({ due }) => {
        if (due === undefined) return t.noDue
        const isOpen = track === 'overdue' || track === 'soon'
        return isOpen ? `${date(due, lang)} (${t.left(daysLeft(due, now))})` : date(due, lang)
      },
    },
    {
      head: t.progress,
      cell: ({ progress, text }) => {
        const percent = percentOf(progress)
        if (percent === undefined) return t.noFigure
        return <Progress label={t.progressOf(shortened(text))} percent={percent} lang={lang} />
      },
    },
    {
      head: t.madeIn,
      cell: ({ statementId, related }) =>
        statementId === undefined ? (
          '—'
        ) : (
          <SubjectLinks subjects={[`statements/${statementId}`]} names={related} asked={asked} />
        ),
    },
  ]
  return (
    <>
      <h2 id={track}>{t.tracks[track]}</h2>
      {rows.length > rowsMax && <p class="note">{t.moreHere(rowsMax, rows.length)}</p>}
      <Table caption={t.count(rows.length)} columns={columns} rows={rows.slice(0, rowsMax)} />
    </>
  )
}

/** By letters, not by UTF-16 units. */
function shortened(text: string): string {
  const letters = [...text]
  return letters.length > textMax ? `${letters.slice(0, textMax - 1).join('')}…` : text
}
