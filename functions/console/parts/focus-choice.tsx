/** What a link chart may start from: what is there, narrowed by a name. */
import { countryName } from '../countries.ts'
import { linkTo } from '../filters.ts'
import type { Asked } from '../page.ts'
import { graphTexts } from '../texts/graph.ts'
import { titleOf } from './names.tsx'

/** Of each kind. */
const shownMax = 60
const routesMax = 500

type Choice = { subject: string; name: string }

export async function FocusChoice({ asked, path }: { asked: Asked; path: string }) {
  const { lang, filters, own } = asked
  const t = graphTexts[lang]
  const { q } = own
  const { choices, more } = await choicesFor(asked)
  const isEmpty = Object.values(choices).every((list) => list.length === 0)
  return (
    <>
      <p>{t.choose}</p>
      <search>
        <form class="own-choices" method="get" action={path}>
          {Object.entries(filters).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <p>
            <label for="own-q">{t.search}</label>{' '}
            <input id="own-q" type="search" name="q" value={q ?? ''} maxlength={200} />
          </p>
          <p>
            <button type="submit">{t.find}</button>
          </p>
        </form>
      </search>
      {isEmpty && <p class="empty">{t.none}</p>}
      {more && <p class="note">{t.more}</p>}
      <div class="columns">
        {(['routes', 'actors', 'countries'] as const).map((kind) =>
          choices[kind].length === 0 ? null : (
            <section class="panel">
              <h2>{t.lists[kind]}</h2>
              <ul>
                {choices[kind].map(({ subject, name }) => (
                  <li>
                    <a href={linkTo(path, filters, { focus: subject })}>{name}</a>
                  </li>
                ))}
              </ul>
            </section>
          ),
        )}
      </div>
    </>
  )
}

async function choicesFor({ ask, lang, own }: Asked) {
  const { q } = own
  const [routes, actors, countries] = await Promise.all([
    ask.list('/v1/routes', { max: routesMax }),
    ask.list('/v1/actors', { query: { q }, max: shownMax }),
    ask.list('/v1/countries', { max: routesMax }),
  ])
  const holds = (...names: readonly (string | undefined)[]) =>
    q === undefined || names.some((name) => name?.toLocaleLowerCase(lang).includes(q.toLocaleLowerCase(lang)))
  const named = routes.items.filter(({ names, subject }) => holds(subject, ...Object.values(names ?? {})))
  const choices = {
    routes: named.map(({ subject, names }): Choice => ({ subject, name: titleOf(names, subject, lang) })),
    actors: actors.items.map(
      ({ subject, names }): Choice => ({ subject, name: titleOf(names, subject, lang) }),
    ),
    countries: countries.items
      .filter(({ country }) => holds(country, countryName(country, 'en'), countryName(country, 'ru')))
      .map(({ subject, country }): Choice => ({ subject, name: countryName(country, lang) })),
  }
  const more = routes.more || actors.more || named.length > shownMax
  return { choices: { ...choices, routes: choices.routes.slice(0, shownMax) }, more }
}
