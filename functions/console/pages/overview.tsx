/** The first page: what an analyst wants to know on a morning. */
import { linkTo } from '../filters.ts'
import { silentDays } from '../heard.ts'
import { date, kilograms, type Language, moment, number, period } from '../language.ts'
import { type Overview, overviewOf } from '../overview-data.ts'
import type { Asked, Page } from '../page.ts'
import { titleOf } from '../parts/names.tsx'
import { placeName } from '../parts/places.ts'
import { equivalent } from '../parts/quantity.ts'
import { kilogramsOfLegs, legsOf } from '../pictures/from-api.ts'
import { RouteMap } from '../pictures/map.tsx'
import { type Column, Table } from '../table.tsx'
import { eventName } from '../texts/events.ts'
import { overviewTexts } from '../texts/overview.ts'

export const overviewPage: Page = {
  path: '/console',
  under: 'overview',
  filters: ['substance', 'country', 'knownAt'],
  show: async (asked) => {
    const t = overviewTexts[asked.lang]
    const overview = await overviewOf(asked)
    const map = (
      <RouteMap
        title={t.map}
        lang={asked.lang}
        legs={legsOf(overview.routes, asked.lang, kilogramsOfLegs(overview.byLeg), (route) =>
          linkTo(`/console/${route}`, asked.filters),
        )}
      />
    )
    const isEmpty = overview.routes.length === 0 && overview.latest.length === 0
    return {
      title: t.title,
      isLive: asked.filters.knownAt === undefined,
      hasTotals: true,
      hasMap: true,
      picture: map,
      body: (
        <>
          {isEmpty && <p class="empty">{t.empty}</p>}
          <Figures overview={overview} lang={asked.lang} />
          <section class="panel">
            <h2>{t.map}</h2>
            <figure class="picture">{map}</figure>
            <p>
              <a href={linkTo('/console/map', asked.filters)}>{t.toMap}</a>
            </p>
          </section>
          <div class="columns">
            <section class="panel">
              <h2>{t.lately}</h2>
              <Changes overview={overview} asked={asked} />
            </section>
            <section class="panel">
              <h2>{t.latest}</h2>
              <Latest overview={overview} asked={asked} />
            </section>
            <section class="panel">
              <h2>{t.silent}</h2>
              <Silent overview={overview} asked={asked} />
            </section>
          </div>
        </>
      ),
    }
  },
}

function Figures({ overview, lang }: { overview: Overview; lang: Language }) {
  const t = overviewTexts[lang]
  const { seizures, kilograms: seized, routes, open, overdue } = overview
  const having = (status: string) => routes.filter((route) => route.status === status).length
  const figures = [
    [t.seizures, number(seizures.now, lang), t.before(number(seizures.before, lang))],
    [t.kilograms, kilograms(seized.now, lang), t.before(kilograms(seized.before, lang))],
    [t.routes, number(having('active'), lang), t.suspected(number(having('suspected'), lang))],
    [t.commitments, number(open.length, lang), t.overdue(number(overdue, lang))],
  ]
  return (
    <section aria-label={t.figures} class="figures">
      {figures.map(([name, value, trend]) => (
        <p class="panel">
          {name} <b>{value}</b> <span class="quiet">{trend}</span>
        </p>
      ))}
    </section>
  )
}

type Change = Overview['changes'][number]

function Changes({ overview: { changes }, asked: { lang, filters } }: { overview: Overview; asked: Asked }) {
  const t = overviewTexts[lang]
  if (changes.length === 0) return <p>{t.none}</p>
  const columns: Column<Change>[] = [
    { head: t.what, cell: ({ type }) => eventName(type, lang) },
    {
      head: t.route,
      cell: ({ route }) => (
        <a href={linkTo(`/console/${route.subject}`, filters)}>{titleOf(route.names, route.subject, lang)}</a>
      ),
    },
    { head: t.when, cell: ({ at }) => moment(at, lang) },
  ]
  return <Table isHeaded caption={t.lately} columns={columns} rows={changes} />
}

type Seizure = Overview['latest'][number]

function Latest({ overview: { latest }, asked: { lang, filters } }: { overview: Overview; asked: Asked }) {
  const t = overviewTexts[lang]
  if (latest.length === 0) return <p>{t.none}</p>
  const columns: Column<Seizure>[] = [
    {
      head: t.place,
      cell: ({ subject, place }) => (
        <a href={linkTo(`/console/${subject}`, filters)}>{placeName(place, lang)}</a>
      ),
    },
    { head: t.occurred, cell: ({ occurred }) => period(occurred, lang) },
    {
      head: t.seized,
      isAmount: true,
      cell: ({ kilogramEquivalent }) => equivalent(kilogramEquivalent, lang),
    },
  ]
  return <Table isHeaded caption={t.latest} columns={columns} rows={latest} />
}

function Silent({ overview: { silent }, asked: { lang, filters } }: { overview: Overview; asked: Asked }) {
  const t = overviewTexts[lang]
  return (
    <>
      {silent.length === 0 ? (
        <p>{t.noneSilent(silentDays)}</p>
      ) : (
        <ul>
          {silent.map(({ agencyId, seizure }) => (
            <li>
              {agencyId}{' '}
              <span class="quiet">{seizure ? t.lastHeard(date(seizure.day, lang)) : t.neverHeard}</span>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={linkTo('/console/status', filters)}>{t.toStatus}</a>
      </p>
    </>
  )
}
