/** Which form there is of which view, in the order in which callers are told. Routes and the OpenAPI document follow it. */
import type { SubjectKind } from '../../../events/ids.ts'
import type { MediaType } from '../endpoint.ts'
import { columnsOf } from './columns.ts'
import { type FormatName, type Forms, formats, ndjson } from './format.ts'
import { routesGeoJson, seizuresGeoJson } from './geojson.ts'
import { cardsGraphml } from './graphml.ts'
import { cardsStix } from './stix/bundle.ts'
import { unodc } from './unodc.ts'

const table = (kind: SubjectKind): Forms => ({ csv: columnsOf[kind], ndjson })
const network = { stix: cardsStix, graphml: cardsGraphml }

export const formsOfLists: Readonly<Record<SubjectKind, Forms>> = {
  agencies: table('agencies'),
  sources: table('sources'),
  seizures: { csv: columnsOf.seizures, unodc, geojson: seizuresGeoJson, ndjson, ...network },
  routes: { csv: columnsOf.routes, geojson: routesGeoJson, ndjson, ...network },
  actors: { ...table('actors'), ...network },
  sessions: table('sessions'),
  statements: { ...table('statements'), ...network },
  commitments: table('commitments'),
  countries: table('countries'),
  figures: table('figures'),
}

export const formsOfCards: Readonly<Partial<Record<SubjectKind, Forms>>> = {
  seizures: { geojson: seizuresGeoJson, ...network },
  routes: { geojson: routesGeoJson, ...network },
  actors: network,
  statements: network,
}

export function producesOf(forms: Forms): readonly [MediaType, ...MediaType[]] {
  return ['application/json', ...mediaTypesOf(...(Object.keys(forms) as FormatName[]))]
}

export function mediaTypesOf(...names: readonly FormatName[]): readonly MediaType[] {
  return names.map((name) => formats[name].mediaType)
}
