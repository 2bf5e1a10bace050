/** The card of one route: its course, the evidence behind each figure, and all that is claimed of it. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { countryName } from '../countries.ts'
import { linkTo } from '../filters.ts'
import type { Asked, Page } from '../page.ts'
import { Claims } from '../parts/claims.tsx'
import { Elsewhere } from '../parts/elsewhere.tsx'
import { Facts } from '../parts/facts.tsx'
import { comparedParameters, HistoryOf, historyOf } from '../parts/history.tsx'
import { cursorParameter } from '../parts/list-pages.tsx'
import { AllNames, titleOf } from '../parts/names.tsx'
import { isRedacted } from '../parts/redacted.tsx'
import { RedactedSubject } from '../parts/redacted-subject.tsx'
import { evidenceOf, legParameter, RouteEvidence } from '../parts/route-evidence.tsx'
import { RouteLegs } from '../parts/route-legs.tsx'
import { Estimates, LifeCycle, RouteActors } from '../parts/route-story.tsx'
import { withSourceTitles } from '../parts/source-titles.ts'
import { labelOf, statusName, substanceName, wordsFor } from '../parts/value-names.ts'
import { dotsOf, legsOf } from '../pictures/from-api.ts'
import { RouteMap } from '../pictures/map.tsx'
import { MapTable } from '../pictures/map-table.tsx'
import { takeAways } from '../take-away.ts'
import { routeTexts } from '../texts/route.ts'

type Card = Schemas['RouteCard']

export const routePage: Page = {
  path: '/console/routes/:id',
  under: 'routes',
  filters: ['substance', 'country', 'knownAt'],
  own: [...comparedParameters, legParameter, cursorParameter],
  show: async (asked) => {
    const { ask, lang, filters } = asked
    const path = { id: asked.path.id ?? '' }
    const card = await withSourceTitles(
      asked,
      await ask.get('/v1/routes/{id}', { path, query: { knownAt: filters.knownAt } }),
    )
    const [history, evidence] = await Promise.all([
      historyOf(asked, card, (knownAt) => ask.find('/v1/routes/{id}', { path, query: { knownAt } })),
      isRedacted(card) ? { items: [] } : evidenceOf(asked, path.id),
    ])
    if (isRedacted(card)) return RedactedSubject({ card, history, asked })
    const title = titleOf(card.names, card.subject, lang)
    const onLeg = new Map(card.evidence.legs.map(({ legId, kilograms }) => [legId, kilograms]))
    const map = {
      title: routeTexts[lang].mapOf(title),
      // The heading names the route: its legs need not.
      legs: legsOf([card], lang, (_, leg) => Number(onLeg.get(leg) ?? 0)).map(({ label: _, ...leg }) => leg),
      dots: dotsOf(evidence.items, lang, (seizure) => linkTo(`/console/${seizure}`, filters)),
      lang,
      frame: 'fit' as const,
    }
    return {
      title,
      hasTotals: true,
      hasMap: true,
      picture: <RouteMap {...map} />,
      takeAway: [
        { href: linkTo(`/console/${card.subject}`, filters, { picture: 'svg' }), label: 'SVG' },
        ...takeAways(`/v1/routes/${path.id}`, { knownAt: filters.knownAt }, ['geojson', 'stix', 'graphml']),
      ],
      body: (
        <>
          {card.status === 'retracted' && (
            <p class="note" role="note">
              <strong>{routeTexts[lang].retracted}</strong>
            </p>
          )}
          <Identified card={card} asked={asked} />
          <section aria-labelledby="map">
            <h2 id="map">{routeTexts[lang].map}</h2>
            <figure class="picture">
              <RouteMap {...map} />
            </figure>
            <MapTable {...map} />
          </section>
          <RouteLegs card={card} asked={asked} />
          <RouteEvidence found={evidence} id={path.id} asked={asked} />
          <Estimates card={card} asked={asked} />
          <RouteActors card={card} asked={asked} />
          <LifeCycle card={card} asked={asked} />
          <Claims card={card} asked={asked} />
          <HistoryOf history={history} asked={asked} related={card.related ?? {}} />
        </>
      ),
    }
  },
}

function Identified({ card, asked }: { card: Card; asked: Asked }) {
  const { lang } = asked
  return (
    <>
      <Facts
        facts={[
          [labelOf('names', lang), card.names && <AllNames names={card.names} lang={lang} />],
          [labelOf('status', lang), <span class="tag">{statusName(card.status, lang)}</span>],
          [
            labelOf('substances', lang),
            card.substances.map((code) => substanceName(code, lang)).join(', ') || '—',
          ],
          [routeTexts[lang].countries, <Countries card={card} asked={asked} />],
        ]}
      />
      <Elsewhere subject={card.subject} asked={asked} />
    </>
  )
}

/** Computed from the legs, not claimed. */
function Countries({ card: { countryRoles }, asked: { lang, filters } }: { card: Card; asked: Asked }) {
  if (countryRoles.length === 0) return <span>—</span>
  return (
    <ul class="inline">
      {countryRoles.map(({ country, role }) => (
        <li>
          <a href={linkTo(`/console/countries/${country.toLowerCase()}`, filters)}>
            {countryName(country, lang)}
          </a>{' '}
          <span class="quiet">{wordsFor('role', role, lang)}</span>
        </li>
      ))}
    </ul>
  )
}
