/** Whatever a claim, a correction or a card says, in words: nothing that an agency wrote is left out or rephrased. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { linkTo } from '../filters.ts'
import { type Language, period } from '../language.ts'
import type { Filters } from '../page.ts'
import { sessionsTexts } from '../texts/sessions.ts'
import { AllNames, type Names } from './names.tsx'
import { type PlaceOrRegion, placeName } from './places.ts'
import { quantity, scale } from './quantity.ts'
import { inOrder, labelOf, timeFieldName, wordsFor } from './value-names.ts'

/** How things are told: in which language, with which names of other subjects, and where links lead. */
export type Telling = {
  lang: Language
  filters: Filters
  /** By subject, as far as the reader knows them. */
  related: Readonly<Record<string, string>>
}

type Props = {
  /** Which field holds it, by the API's name. */
  field: string
  value: unknown
  telling: Telling
  /** Of the words, where the poster said it. */
  lang?: string | undefined
}

export function Said({ field, value, telling, lang }: Props) {
  if (value === null || value === undefined) return <>—</>
  if (Array.isArray(value)) return <List field={field} values={value} telling={telling} lang={lang} />
  if (typeof value === 'object')
    return <Fields field={field} value={value as Record<string, unknown>} telling={telling} lang={lang} />
  return <One field={field} value={value as string} telling={telling} lang={lang} />
}

/** Names for machines: links lead to what they name. */
const identities = ['claimIds', 'claimId', 'eventId']

const kindOfField: Readonly<Record<string, string>> = {
  routeId: 'routes',
  actorId: 'actors',
  into: 'actors',
  mergedInto: 'actors',
  sessionId: 'sessions',
  statementId: 'statements',
}

function One({ field, value, telling, lang }: Props & { value: string | number | boolean }) {
  const kind = kindOfField[field]
  if (kind !== undefined && typeof value === 'string')
    return <SubjectLink subject={`${kind}/${value}`} telling={telling} />
  const words = wordsFor(field, value, telling.lang)
  // What has become a word of the interface is in its language; the rest is in the poster's.
  return lang !== undefined && words === value ? <span lang={lang}>{words}</span> : <span>{words}</span>
}

export function SubjectLink({ subject, telling }: { subject: string; telling: Telling }) {
  const name = telling.related[subject] ?? subject.slice(subject.indexOf('/') + 1)
  return <a href={linkTo(`/console/${subject}`, telling.filters)}>{name}</a>
}

function List({ field, values, telling, lang }: Omit<Props, 'value'> & { values: readonly unknown[] }) {
  if (values.length === 0) return <>—</>
  if (values.every((value) => typeof value !== 'object' || isPlace(value)))
    return (
      <>
        {values.map((value, index) => (
          <>
            {index > 0 && ', '}
            <Said field={field} value={value} telling={telling} lang={lang} />
          </>
        ))}
      </>
    )
  return (
    <ul class="said">
      {values.map((value) => (
        <li>
          <Said field={field} value={value} telling={telling} lang={lang} />
        </li>
      ))}
    </ul>
  )
}

function Fields({ field, value, telling, lang }: Omit<Props, 'value'> & { value: Record<string, unknown> }) {
  if (field === 'names' && typeof value.en === 'string')
    return <AllNames names={value as Names} lang={telling.lang} />
  if (isPlace(value)) return <>{placeName(value, telling.lang)}</>
  if (isTime(field) && isWhole(value)) return <>{period(value, telling.lang)}</>
  if (typeof value.value === 'string' && typeof value.unit === 'string')
    return <>{quantity(value as Parameters<typeof quantity>[0], telling.lang)}</>
  if (isHeadcount(value)) return <>{sessionsTexts[telling.lang].headcount[value.op](value.n)}</>
  if (field === 'scale') return <>{scale(value as Parameters<typeof scale>[0], telling.lang)}</>
  return (
    <dl class="said">
      {inOrder(Object.entries(value))
        .filter(([name]) => !identities.includes(name))
        .map(([name, inner]) => (
          <div>
            <dt>{isTime(field) ? timeFieldName(name, telling.lang) : labelOf(name, telling.lang)}</dt>
            <dd>
              <Said field={codedAs(field, name)} value={inner} telling={telling} lang={lang} />
            </dd>
          </div>
        ))}
    </dl>
  )
}

/** Elsewhere a reason is in words. */
const codedAs = (field: string, name: string): string =>
  field === 'retraction' && name === 'reason' ? 'retraction.reason' : name

const isPlace = (value: unknown): value is PlaceOrRegion =>
  typeof value === 'object' &&
  value !== null &&
  (typeof (value as { country?: unknown }).country === 'string' ||
    typeof (value as { region?: unknown }).region === 'string') &&
  !('role' in value) &&
  !('unit' in value) &&
  isWhole(value)

type Headcount = NonNullable<Schemas['SessionCard']['attendance']['delegates']>

const isHeadcount = (value: object): value is Headcount => 'op' in value && 'n' in value

const isTime = (field: string): boolean =>
  ['occurred', 'since', 'referencePeriod', 'dates', 'period'].includes(field)

/** A correction holds what has changed alone, and null for what it takes away: no time and no place by itself. */
const isWhole = (value: object): boolean => {
  const parts = Object.entries(value)
  return (
    parts.some(([name, part]) => ['from', 'country', 'region'].includes(name) || part === 'unknown') &&
    parts.every(([, part]) => part !== null)
  )
}
