/** The map of routes and seizures, of one period or of two beside each other, month by month. */
import { forms } from '../../query/forms.ts'
import { linkTo } from '../filters.ts'
import { date, type Language, number } from '../language.ts'
import { type MapData, mapData, type Room, roomFor } from '../map-data.ts'
import { MonthByMonth } from '../month-by-month.tsx'
import type { Asked, Filters, OwnParameter, Page } from '../page.ts'
import { areasOf, dotsOf, kilogramsOfLegs, legsOf } from '../pictures/from-api.ts'
import { type MapProps, RouteMap } from '../pictures/map.tsx'
import { MapTable } from '../pictures/map-table.tsx'
import { takeAways } from '../take-away.ts'
import { mapTexts } from '../texts/map.ts'

type Period = Pick<Filters, 'from' | 'to'>

const besideFrom: OwnParameter = { name: 'besideFrom', holds: forms.from.holds }
const besideTo: OwnParameter = { name: 'besideTo', holds: forms.to.holds }

export const mapPage: Page = {
  path: '/console/map',
  under: 'map',
  filters: ['substance', 'country', 'agency', 'from', 'to', 'minKg', 'knownAt'],
  own: [besideFrom, besideTo],
  show: async (asked) => {
    const { lang, filters, own } = asked
    const t = mapTexts[lang]
    const periods: Period[] = [periodOf(filters.from, filters.to)]
    if (own.besideFrom !== undefined || own.besideTo !== undefined)
      periods.push(periodOf(own.besideFrom, own.besideTo))
    const room = roomFor(periods.length)
    const data = await Promise.all(periods.map((period) => mapData(asked, period, room)))
    const maps = data.map((one, index) => ({
      data: one,
      ...propsOf(one, titleOf(periods[index] ?? {}, lang), asked, room),
    }))
    const [first] = maps
    if (!first) throw new Error('A map without a period')
    const { from, to, substance, country, agency, minKg } = filters
    return {
      title: t.title,
      hasMap: true,
      hasTotals: true,
      picture: <RouteMap {...first.props} />,
      takeAway: [
        { href: linkTo('/console/map', filters, { ...own, picture: 'svg' }), label: 'SVG' },
        ...takeAways('/v1/routes', { substance, country }, ['geojson', 'graphml']),
        ...takeAways('/v1/seizures', { substance, country, agency, from, to, minKg }, [
          'csv',
          'geojson',
          'stix',
        ]),
      ],
      body: (
        <>
          <Notes
            data={data}
            asked={asked}
            room={room}
            legsLeft={Math.max(...maps.map((map) => map.legsLeft))}
          />
          <div class={maps.length > 1 ? 'columns maps' : 'maps'}>
            {maps.map(({ props }) => (
              <section aria-label={props.title}>
                {maps.length > 1 && <h2>{props.title}</h2>}
                <figure class="picture">
                  <RouteMap {...props} />
                </figure>
                <MapTable {...props} />
              </section>
            ))}
          </div>
          <Beside asked={asked} />
          <MonthByMonth items={first.data.byMonth} asked={asked} />
        </>
      ),
    }
  },
}

const periodOf = (from: string | undefined, to: string | undefined): Period => ({
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
})

function titleOf({ from, to }: Period, lang: Language): string {
  const t = mapTexts[lang]
  if (from === undefined) return t.pictureOf(to === undefined ? t.allTime : t.until(date(to, lang)))
  if (to === undefined) return t.pictureOf(t.since(date(from, lang)))
  return t.pictureOf(from === to ? date(from, lang) : `${date(from, lang)} – ${date(to, lang)}`)
}

/** Legs on which most was seized come first: where not all find room, they are those that stay. */
function propsOf(
  { routes, byLeg, byCountry, seizures }: MapData,
  title: string,
  { lang, filters }: Asked,
  room: Room,
): { props: MapProps; legsLeft: number } {
  const to = (path: string) => linkTo(`/console/${path}`, filters)
  const legs = legsOf(routes, lang, kilogramsOfLegs(byLeg), to)
  const props = {
    title,
    lang,
    legs: legs.toSorted((one, other) => other.kg - one.kg).slice(0, room.legs),
    areas: areasOf(byCountry, lang, (country) => to(`countries/${country.toLowerCase()}`)),
    dots: dotsOf(seizures, lang, to),
  }
  return { props, legsLeft: legs.length - props.legs.length }
}

type Told = { data: readonly MapData[]; asked: Asked; room: Room; legsLeft: number }

function Notes({ data, asked: { lang, filters }, room, legsLeft }: Told) {
  const t = mapTexts[lang]
  const isEmpty = data.every(
    ({ routes, byCountry, seizures }) => routes.length + byCountry.length + seizures.length === 0,
  )
  const isFine = (day: string | undefined) => day !== undefined && day.length > 7
  const notes = [
    isEmpty ? t.empty : undefined,
    data.some(({ moreSeizures }) => moreSeizures) ? t.more(number(room.seizures, lang)) : undefined,
    data.some(({ moreRoutes }) => moreRoutes) ? t.moreRoutes : undefined,
    legsLeft > 0 ? t.legsLeft(number(legsLeft, lang)) : undefined,
    isFine(filters.from) || isFine(filters.to) || filters.agency || filters.minKg ? t.months : undefined,
    filters.knownAt === undefined ? undefined : t.present,
  ]
  return (
    <>
      {notes.map((note) => note !== undefined && <p class={note === t.empty ? 'empty' : 'note'}>{note}</p>)}
    </>
  )
}

/** A second period, kept in the URL like the first. */
function Beside({ asked: { lang, filters, own } }: { asked: Asked }) {
  const t = mapTexts[lang]
  const isBeside = own.besideFrom !== undefined || own.besideTo !== undefined
  return (
    <form class="filters beside" method="get" action="/console/map" aria-label={t.beside}>
      {Object.entries(filters).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <p class="field">
        <label for="beside-from">
          {t.beside}: {t.besideFrom}
        </label>
        <input
          id="beside-from"
          name="besideFrom"
          value={own.besideFrom ?? ''}
          placeholder="2014-03"
          size={10}
        />
      </p>
      <p class="field">
        <label for="beside-to">{t.besideTo}</label>
        <input id="beside-to" name="besideTo" value={own.besideTo ?? ''} placeholder="2014-12" size={10} />
      </p>
      <p class="buttons">
        <button type="submit">{t.compare}</button>{' '}
        {isBeside && <a href={linkTo('/console/map', filters)}>{t.alone}</a>}
      </p>
    </form>
  )
}
