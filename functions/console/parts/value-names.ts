/** Single values of claims and cards in words, by the field that holds them. What has no word stays as it was written. */
import { groups } from '../../../events/codes/substance-groups.ts'
import { substances } from '../../../events/codes/substances.ts'
import { delegationName } from '../delegations.ts'
import { date, decimal, type Language, moment } from '../language.ts'
import { blockFields } from '../texts/block-fields.ts'
import { circumstances } from '../texts/circumstances.ts'
import { claimTexts } from '../texts/claims.ts'
import { codes, nameOf } from '../texts/codes.ts'
import { commitmentsTexts } from '../texts/commitments.ts'
import { countriesTexts } from '../texts/countries.ts'
import { eventName } from '../texts/events.ts'
import { fields } from '../texts/fields.ts'
import { graphTexts } from '../texts/graph.ts'
import { networks } from '../texts/networks.ts'
import { routeTexts } from '../texts/route.ts'
import { sessionsTexts } from '../texts/sessions.ts'
import { speechFields } from '../texts/speech-fields.ts'
import { placeFields, timeFields } from '../texts/time-and-place.ts'
import { areaName } from './places.ts'

export const labelOf = (field: string, lang: Language): string =>
  nameOf({ ...placeFields[lang], ...blockFields[lang], ...speechFields[lang], ...fields[lang] }, field)

export const timeFieldName = (field: string, lang: Language): string => nameOf(timeFields[lang], field)

/** As people tell them, from before to, not as JSON happens to have them; what has no word comes last. */
export function inOrder<V>(entries: readonly [string, V][]): [string, V][] {
  const order = Object.keys({ ...fields.en, ...speechFields.en })
  const place = ([name]: [string, V]) => (order.includes(name) ? order.indexOf(name) : order.length)
  return entries.toSorted((one, other) => place(one) - place(other))
}

export const substanceName = (code: string, lang: Language): string =>
  Object.hasOwn(substances, code) ? substances[code as keyof typeof substances][lang] : code

export const statusName = (status: string, lang: Language): string =>
  nameOf(
    {
      ...sessionsTexts[lang].statuses,
      ...commitmentsTexts[lang].statuses,
      ...codes[lang].status,
      ...networks[lang].status,
      ...circumstances[lang].status,
      ...claimTexts[lang].status,
    },
    status,
  )

export const relationName = (relation: string, lang: Language): string =>
  nameOf(graphTexts[lang].relations, relation)

type Names = Readonly<Record<string, string>>

/** Fields whose values are codes. */
function codesOf(field: string, lang: Language): Names | undefined {
  const { siteKind, mode, unit, basis, precision, retraction } = circumstances[lang]
  const { legRole, actorRole, actorKind, specificity, metric, cause, per } = networks[lang]
  const byField: Readonly<Record<string, Names>> = {
    siteKind,
    mode,
    modes: mode,
    unit,
    basis,
    precision,
    'retraction.reason': retraction,
    role: { ...legRole, ...codes[lang].countryRole, ...actorRole },
    kind: { ...actorKind, ...claimTexts[lang].sourceKind },
    specificity,
    metric,
    cause,
    referencePeriod: { unknown: routeTexts[lang].unknownPeriod },
    per,
    relation: graphTexts[lang].relations,
    body: sessionsTexts[lang].bodies,
    segment: sessionsTexts[lang].segments,
    trend: countriesTexts[lang].trends,
  }
  return Object.hasOwn(byField, field) ? byField[field] : undefined
}

const areas = ['country', 'basedIn', 'operatesIn', 'places', 'region']
const delegations = ['delegation', 'by', 'onBehalfOf']
const amounts = ['min', 'max', 'value', 'purityPercent']
const dates = ['since', 'reviewedFrom', 'referencePeriod', 'from', 'to', 'occurred']

export function wordsFor(field: string, value: string | number | boolean, lang: Language): string {
  if (typeof value === 'boolean') return claimTexts[lang].truth[value ? 'yes' : 'no']
  const text = String(value)
  // The API counts items from 0.
  if (field === 'index') return String(Number(value) + 1)
  if (field === 'substance' || field === 'substances') return substanceName(text, lang)
  if (field === 'group') return Object.hasOwn(groups, text) ? groups[text as keyof typeof groups][lang] : text
  if (field === 'field') return labelOf(text, lang)
  if (field === 'recordedAt') return moment(text, lang)
  // Of a commitment, or of an event.
  if (field === 'type') return nameOf(commitmentsTexts[lang].types, eventName(text, lang))
  if (field === 'status') return statusName(text, lang)
  if (areas.includes(field)) return areaName(text, lang)
  if (delegations.includes(field)) return delegationName(text, lang)
  if (amounts.includes(field) && /^\d+(\.\d+)?$/.test(text)) return decimal(text, lang)
  if (dates.includes(field) && /^\d{4}(-\d\d){0,2}$/.test(text)) return date(text, lang)
  const names = codesOf(field, lang)
  return names ? nameOf(names, text) : text
}
