/** What was recorded about a subject, as the reader sees it; and a form that sets two moments of it beside each other. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { forms } from '../../query/forms.ts'
import { linkTo } from '../filters.ts'
import { moment } from '../language.ts'
import type { Asked, OwnParameter } from '../page.ts'
import { Table } from '../table.tsx'
import { historyTexts } from '../texts/history.ts'
import { Comparison } from './comparison.tsx'
import type { Body } from './differences.ts'
import { told } from './summary.ts'

/** The two moments that are compared, as the API's `knownAt`. */
export const comparedParameters: readonly OwnParameter[] = [
  { name: 'one', holds: forms.knownAt.holds },
  { name: 'other', holds: forms.knownAt.holds },
]

const entriesMax = 100

type Entry = Schemas['HistoryItem']
type Versioned = { subject: string; version: number }
/** Undefined where nothing was there by then. */
export type State = { at: string; card: Body | undefined }
export type History = {
  subject: string
  /** The last first. */
  entries: readonly Entry[]
  older: number
  /** The earlier first. */
  compared?: readonly [State, State]
}

/** @param at the card as of a moment, as the reader may see it now. */
export async function historyOf(
  { ask, own }: Asked,
  { subject, version }: Versioned,
  at: (knownAt: string) => Promise<Body | undefined>,
): Promise<History> {
  const [kind = '', id = ''] = subject.split('/')
  const from = Math.max(1, version - entriesMax + 1)
  const state = async (moment: string): Promise<State> => ({ at: moment, card: await at(moment) })
  const moments = [own.one, own.other].filter((moment) => moment !== undefined)
  const [{ items }, ...states] = await Promise.all([
    ask.get('/v1/subjects/{kind}/{id}/history', {
      path: { kind, id },
      query: { from: String(from), limit: String(entriesMax) },
    }),
    ...moments.toSorted((one, other) => Date.parse(one) - Date.parse(other)).map(state),
  ])
  const [one, other] = states
  return {
    subject,
    // What the card does not hold yet, or not as of then, is not told either.
    entries: items.filter((entry) => entry.version <= version).reverse(),
    older: from - 1,
    ...(one && other && { compared: [one, other] as const }),
  }
}

type Props = { history: History; asked: Asked; related?: Readonly<Record<string, string>> }

export function HistoryOf({ history, asked, related = {} }: Props) {
  const { lang, filters } = asked
  const { subject, entries, older, compared } = history
  const t = historyTexts[lang]
  return (
    <section class="history">
      <h2 id="history">{t.title}</h2>
      {compared && <Comparison compared={compared} asked={asked} related={related} subject={subject} />}
      <form method="get" action={`/console/${subject}#comparison`}>
        {Object.entries(filters).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Entries history={history} asked={asked} />
        {entries.length > 1 ? (
          <p>
            <button type="submit">{t.compare}</button>
          </p>
        ) : (
          <p class="quiet">{t.only}</p>
        )}
      </form>
      {older > 0 && <p class="note">{t.older(older)}</p>}
    </section>
  )
}

type Part = { history: History; asked: Asked }

function Entries({ history: { subject, entries, compared }, asked: { lang, filters } }: Part) {
  const t = historyTexts[lang]
  // What is likely to be asked: the last step.
  const [last, before] = entries
  const picked = compared
    ? { one: compared[0].at, other: compared[1].at }
    : { one: (before ?? last)?.recordedAt, other: last?.recordedAt }
  const radio = (name: 'one' | 'other', entry: Entry) => {
    const { recordedAt } = entry
    return (
      <input
        type="radio"
        name={name}
        value={recordedAt}
        checked={Date.parse(picked[name] ?? '') === Date.parse(recordedAt)}
        aria-label={t.pick(t[name], `${moment(recordedAt, lang)}, ${told(entry, lang)}`)}
      />
    )
  }
  return (
    <Table
      caption={t.caption}
      columns={[
        { head: t.what, cell: (entry) => told(entry, lang) },
        { head: t.by, cell: ({ postedBy }) => postedBy },
        {
          head: t.recorded,
          cell: ({ recordedAt }) => (
            <a href={linkTo(`/console/${subject}`, { ...filters, knownAt: recordedAt })} title={t.asOf}>
              <time datetime={recordedAt}>{moment(recordedAt, lang)}</time>
            </a>
          ),
        },
        { head: t.one, cell: (entry) => radio('one', entry) },
        { head: t.other, cell: (entry) => radio('other', entry) },
      ]}
      rows={entries}
    />
  )
}
