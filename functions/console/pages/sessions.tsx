/** Sessions of the bodies where delegations speak. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { forms } from '../../query/forms.ts'
import { linkTo } from '../filters.ts'
import { number } from '../language.ts'
import type { Asked, Page } from '../page.ts'
import { OwnChoices } from '../parts/own-choices.tsx'
import { placeName } from '../parts/places.ts'
import { sessionName, spanOf } from '../sessions.ts'
import { type Column, Table } from '../table.tsx'
import { takeAways } from '../take-away.ts'
import { nameOf } from '../texts/codes.ts'
import { sessionsTexts } from '../texts/sessions.ts'

const sessionsMax = 200

type Session = Schemas['SessionItem']

export const sessionsPage: Page = {
  path: '/console/sessions',
  under: 'sessions',
  filters: [],
  own: [forms.body],
  show: async (asked) => {
    const t = sessionsTexts[asked.lang]
    const body = asked.own.body as Session['body'] | undefined
    const { items, more } = await asked.ask.list('/v1/sessions', { query: { body }, max: sessionsMax })
    return {
      title: t.title,
      takeAway: takeAways('/v1/sessions', { body }, ['csv', 'ndjson']),
      body: (
        <>
          <OwnChoices
            asked={asked}
            path="/console/sessions"
            label={t.title}
            choices={[{ name: 'body', label: t.body, options: Object.entries(t.bodies) }]}
          />
          {items.length === 0 ? (
            <p class="empty">{t.empty}</p>
          ) : (
            <>
              <p>{t.count(items.length)}</p>
              {more && <p class="note">{t.more}</p>}
              <Sessions sessions={items} asked={asked} />
            </>
          )}
        </>
      ),
    }
  },
}

function Sessions({ sessions, asked: { lang, filters } }: { sessions: readonly Session[]; asked: Asked }) {
  const t = sessionsTexts[lang]
  const columns: Column<Session>[] = [
    {
      head: t.session,
      cell: (session) => (
        <a href={linkTo(`/console/${session.subject}`, filters)}>{sessionName(session, lang)}</a>
      ),
    },
    { head: t.body, cell: ({ body }) => nameOf(t.bodies, body) },
    { head: t.dates, cell: ({ dates }) => spanOf(dates, lang) },
    { head: t.place, cell: ({ place }) => placeName(place, lang) },
    { head: t.status, cell: ({ status }) => nameOf(t.statuses, status) },
    {
      head: t.delegations,
      isAmount: true,
      cell: ({ delegations }) => number(delegations.length, lang),
    },
  ]
  return <Table caption={t.caption} columns={columns} rows={sessions} />
}
