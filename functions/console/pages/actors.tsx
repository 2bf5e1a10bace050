/** The register of actors: searched by name in Latin or Cyrillic, narrowed by role and country. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { forms } from '../../query/forms.ts'
import { linkTo, narrowing } from '../filters.ts'
import type { Asked, Page } from '../page.ts'
import { cursorParameter, ListPages, pageSize } from '../parts/list-pages.tsx'
import { AllNames } from '../parts/names.tsx'
import { areaName } from '../parts/places.ts'
import { statusName, wordsFor } from '../parts/value-names.ts'
import { type Column, Table } from '../table.tsx'
import { takeAways } from '../take-away.ts'
import { actorsTexts } from '../texts/actors.ts'
import { listTexts } from '../texts/lists.ts'
import { networks } from '../texts/networks.ts'
import { shell } from '../texts/shell.ts'

type Actor = Schemas['ActorItem']

const path = '/console/actors'

export const actorsPage: Page = {
  path,
  under: 'actors',
  filters: ['country'],
  own: [forms.q, forms.role, cursorParameter],
  show: async (asked) => {
    const { lang, own, filters } = asked
    const t = actorsTexts[lang]
    const query = { q: own.q, role: own.role, ...narrowing(filters, ['country']) }
    const { items, next } = await asked.ask.get('/v1/actors', {
      query: { ...(query as object), cursor: own.cursor, limit: String(pageSize) },
    })
    return {
      title: t.title,
      takeAway: takeAways('/v1/actors', query, ['csv', 'ndjson', 'stix', 'graphml']),
      body: (
        <>
          <Search asked={asked} />
          {items.length === 0 ? (
            <p class="empty">{next === undefined ? t.empty : listTexts[lang].notHere}</p>
          ) : (
            <>
              <p>{t.count(items.length)}</p>
              <Register actors={items} asked={asked} />
            </>
          )}
          <ListPages asked={asked} path={path} next={next} />
        </>
      ),
    }
  },
}

function Search({ asked: { filters, own, lang } }: { asked: Asked }) {
  const t = actorsTexts[lang]
  return (
    <search>
      <form class="own-choices" method="get" action={path} aria-label={t.search}>
        {Object.entries(filters).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <p>
          <label for="own-q">{t.q}</label>
          <input id="own-q" name="q" type="search" value={own.q ?? ''} maxlength={200} title={t.qHint} />
        </p>
        <p>
          <label for="own-role">{t.role}</label>
          <select id="own-role" name="role">
            <option value="">{shell[lang].any}</option>
            {Object.entries(networks[lang].actorRole).map(([role, name]) => (
              <option value={role} selected={own.role === role}>
                {name}
              </option>
            ))}
          </select>
        </p>
        <p>
          <button type="submit">{t.find}</button>{' '}
          {(own.q ?? own.role) !== undefined && <a href={linkTo(path, filters)}>{t.all}</a>}
        </p>
      </form>
    </search>
  )
}

function Register({ actors, asked: { lang, filters } }: { actors: readonly Actor[]; asked: Asked }) {
  const t = actorsTexts[lang]
  const columns: Column<Actor>[] = [
    { head: t.name, cell: (actor) => <Named actor={actor} lang={lang} filters={filters} /> },
    { head: t.kind, cell: ({ kind }) => (kind === undefined ? '—' : wordsFor('kind', kind, lang)) },
    { head: t.roles, cell: ({ roles }) => rolesOf(roles, lang) },
    {
      head: t.places,
      cell: ({ basedIn, operatesIn }) =>
        [...new Set([...basedIn, ...operatesIn])].map((code) => areaName(code, lang)).join(', ') || '—',
    },
    { head: t.status, cell: ({ status }) => statusName(status, lang) },
  ]
  return (
    <div class="wide">
      <Table caption={t.caption} columns={columns} rows={actors} />
    </div>
  )
}

function Named({ actor, lang, filters }: { actor: Actor } & Pick<Asked, 'lang' | 'filters'>) {
  const { subject, names, aliases } = actor
  return (
    <>
      <a href={linkTo(`/console/${subject}`, filters)}>
        {names ? <AllNames names={names} lang={lang} /> : subject.slice('actors/'.length)}
      </a>
      {aliases.length > 0 && <p class="quiet aliases">{aliases.join(' · ')}</p>}
    </>
  )
}

/** Those that have not ended. */
function rolesOf(roles: Actor['roles'], lang: Asked['lang']): string {
  const live = roles
    .filter(({ ended }) => ended === undefined)
    .map(({ role }) => wordsFor('role', role, lang))
  return [...new Set(live)].join(', ') || '—'
}
