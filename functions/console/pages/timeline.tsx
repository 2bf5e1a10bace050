/** Swim lanes by route, actor, country or agency; by day, month or year. */
import { linkTo } from '../filters.ts'
import type { Asked, Page } from '../page.ts'
import { Switch } from '../parts/switch.tsx'
import { LanesPicture, type LanesProps, packedFor } from '../pictures/lanes.tsx'
import { LanesTable, leftOutOf } from '../pictures/lanes-table.tsx'
import { beside, type Unit, units } from '../pictures/time-axis.ts'
import { takeAways } from '../take-away.ts'
import { graphTexts } from '../texts/graph.ts'
import { timelineTexts } from '../texts/timeline.ts'
import {
  type LanesBy,
  lanesBy,
  listMax,
  seizuresMax,
  type TimelineData,
  timelineData,
} from '../timeline-data.ts'

const path = '/console/timeline'
const isLanesBy = (value: string | undefined): value is LanesBy => lanesBy.some((by) => by === value)
const isUnit = (value: string | undefined): value is Unit => units.some((unit) => unit === value)

export const timelinePage: Page = {
  path,
  under: 'timeline',
  filters: ['substance', 'country', 'agency', 'from', 'to', 'minKg'],
  own: [
    { name: 'by', holds: isLanesBy },
    { name: 'unit', holds: isUnit },
  ],
  show: async (asked) => {
    const { lang, filters, own, now } = asked
    const t = timelineTexts[lang]
    const by = isLanesBy(own.by) ? own.by : 'route'
    const unit = isUnit(own.unit) ? own.unit : 'month'
    const data = await timelineData(asked, by, unit)
    const packing = packedFor(data.lanes, data.window, now.getTime())
    const props: LanesProps = { packing, window: data.window, nowMs: now.getTime(), lang, by: t.by[by] }
    const { substance, country, agency, from, to, minKg } = filters
    return {
      title: t.title,
      picture: <LanesPicture {...props} />,
      takeAway: [
        { href: linkTo(path, filters, { by, unit, picture: 'svg' }), label: 'SVG' },
        ...takeAways('/v1/seizures', { substance, country, agency, from, to, minKg }, ['csv', 'ndjson']),
      ],
      body: (
        <>
          <Choices by={by} data={data} asked={asked} />
          <Missing said={[leftOutOf(packing, lang)]} data={data} asked={asked} />
          {packing.lanes.length === 0 ? (
            <p class="empty">{t.empty}</p>
          ) : (
            <>
              <figure class="picture">
                <LanesPicture {...props} />
              </figure>
              <details>
                <summary>{graphTexts[lang].asTable}</summary>
                <LanesTable {...props} />
              </details>
            </>
          )}
        </>
      ),
    }
  },
}

type ChoicesProps = { by: LanesBy; data: TimelineData; asked: Pick<Asked, 'lang' | 'filters'> }

function Choices({ by, data: { window }, asked: { lang, filters } }: ChoicesProps) {
  const t = timelineTexts[lang]
  const { unit } = window
  const to = (side: -1 | 1) => linkTo(path, { ...filters, ...beside(window, side) }, { by, unit })
  return (
    <>
      <Switch
        label={t.byName}
        options={lanesBy.map((each) => ({
          name: t.by[each],
          href: linkTo(path, filters, { by: each, unit }),
          isChosen: each === by,
        }))}
      />
      <Switch
        label={t.unitName}
        options={units.map((each) => ({
          name: t.units[each],
          href: linkTo(path, filters, { by, unit: each }),
          isChosen: each === unit,
        }))}
      />
      <ul class="inline">
        <li>
          <a href={to(-1)}>← {t.earlier}</a>
        </li>
        <li>
          <a href={to(1)}>{t.later} →</a>
        </li>
      </ul>
    </>
  )
}

type MissingProps = { said: readonly (string | undefined)[]; data: TimelineData; asked: Pick<Asked, 'lang'> }

function Missing({ said, data: { window, isCounted, isNewest, isPartial }, asked: { lang } }: MissingProps) {
  const t = timelineTexts[lang]
  const notes = [
    ...said,
    window.isCut ? t.cut : undefined,
    isCounted ? t.counted : undefined,
    isNewest ? t.newest(seizuresMax) : undefined,
    isPartial ? t.partial(listMax) : undefined,
  ].filter((note) => note !== undefined)
  return notes.length === 0 ? null : <p class="note">{notes.join(' ')}</p>
}
