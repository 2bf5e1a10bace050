/** The commitment tracker: who promised what, and how it stands against its date. */
import { forms } from '../../query/forms.ts'
import { delegationName } from '../delegations.ts'
import { trackOf, tracks } from '../due.ts'
import type { Asked, Page } from '../page.ts'
import { type OwnChoice, OwnChoices } from '../parts/own-choices.tsx'
import { CommitmentsByState, type Tracked, TrackTable } from '../parts/tracked-commitments.tsx'
import { sessionName } from '../sessions.ts'
import { takeAways } from '../take-away.ts'
import { commitmentsTexts } from '../texts/commitments.ts'

const commitmentsMax = 500
const sessionsMax = 100

export const commitmentsPage: Page = {
  path: '/console/commitments',
  under: 'commitments',
  filters: [],
  own: [forms.by, forms.commitmentStatus, forms.session],
  show: async (asked) => {
    const { ask, lang, now } = asked
    const t = commitmentsTexts[lang]
    const query = queryOf(asked)
    const [{ items, more }, sessions] = await Promise.all([
      ask.list('/v1/commitments', { query, max: commitmentsMax }),
      ask.list('/v1/sessions', { max: sessionsMax }),
    ])
    const tracked = items.map((commitment): Tracked => ({ ...commitment, track: trackOf(commitment, now) }))
    return {
      title: t.title,
      takeAway: takeAways('/v1/commitments', query, ['csv', 'ndjson']),
      body: (
        <>
          <OwnChoices
            asked={asked}
            path="/console/commitments"
            label={t.choose}
            choices={choicesOf(asked, tracked, sessions.items)}
          />
          {tracked.length === 0 ? (
            <p class="empty">{t.empty}</p>
          ) : (
            <>
              <p>{t.count(tracked.length)}</p>
              {more && <p class="note">{t.more}</p>}
              <CommitmentsByState tracked={tracked} asked={asked} />
              {tracks.map((track) => (
                <TrackTable track={track} tracked={tracked} asked={asked} />
              ))}
            </>
          )}
        </>
      ),
    }
  },
}

type Query = { by: string | undefined; status: Tracked['status'] | undefined; session: string | undefined }

const queryOf = ({ own }: Asked): Query => ({
  by: own.by,
  status: own.status as Query['status'],
  session: own.session,
})

/** Those who promised something, and whoever is asked for: a choice that finds nothing can be taken back. */
function choicesOf(
  { lang, own }: Asked,
  tracked: readonly Tracked[],
  sessions: readonly (Parameters<typeof sessionName>[0] & { subject: string })[],
): readonly OwnChoice[] {
  const t = commitmentsTexts[lang]
  const who = new Set([...tracked.map(({ by }) => by), ...(own.by === undefined ? [] : [own.by])])
  const named = [...who].map((by): [string, string] => [by, delegationName(by, lang)])
  return [
    { name: 'by', label: t.by, options: named.sort(([, one], [, other]) => one.localeCompare(other, lang)) },
    { name: 'status', label: t.status, options: Object.entries(t.statuses) },
    {
      name: 'session',
      label: t.session,
      options: sessions.map((session) => [
        session.subject.slice('sessions/'.length),
        sessionName(session, lang),
      ]),
    },
  ]
}
