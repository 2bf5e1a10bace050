/** Seizures as a table: in the register, and as evidence for a route. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { linkTo } from '../filters.ts'
import { period } from '../language.ts'
import type { Asked } from '../page.ts'
import { type Column, Table } from '../table.tsx'
import { seizuresTexts } from '../texts/seizures.ts'
import { placeName } from './places.ts'
import { equivalent, quantity } from './quantity.ts'
import { SubjectLinks } from './subject-links.tsx'
import { statusName, substanceName } from './value-names.ts'

type Seizure = Schemas['SeizureItem']

type Props = {
  seizures: readonly Seizure[]
  asked: Pick<Asked, 'lang' | 'filters'>
  caption: string
  /** In place of what each is attributed to. */
  instead?: Column<Seizure>
}

export function SeizureTable({ seizures, asked, caption, instead }: Props) {
  const { lang, filters } = asked
  const t = seizuresTexts[lang]
  const columns: Column<Seizure>[] = [
    {
      head: t.when,
      cell: ({ subject, occurred, status }) => (
        <>
          <a href={linkTo(`/console/${subject}`, filters)}>{whenOf(occurred, lang)}</a>
          {status === 'retracted' && <span class="tag">{statusName(status, lang)}</span>}
        </>
      ),
    },
    { head: t.place, cell: ({ place }) => placeName(place, lang) },
    { head: t.seized, cell: ({ items }) => <Items items={items} lang={lang} /> },
    {
      head: t.kilograms,
      isAmount: true,
      cell: ({ kilogramEquivalent }) => equivalent(kilogramEquivalent, lang),
    },
    { head: t.by, cell: ({ postedBy }) => postedBy },
    instead ?? { head: t.attributed, cell: (seizure) => <Attributed seizure={seizure} asked={asked} /> },
  ]
  return (
    <div class="wide">
      <Table caption={caption} columns={columns} rows={seizures} />
    </div>
  )
}

export function whenOf(occurred: Seizure['occurred'], lang: Asked['lang']): string {
  return occurred.from === undefined ? seizuresTexts[lang].undated : period(occurred, lang)
}

const itemsMax = 5

function Items({ items, lang }: { items: Seizure['items']; lang: Asked['lang'] }) {
  return (
    <ul class="said">
      {items.slice(0, itemsMax).map((item) => (
        <li>
          {substanceName(item.substance, lang)}: {quantity(item.quantity, lang)}
        </li>
      ))}
      {items.length > itemsMax && <li>+ {items.length - itemsMax}</li>}
    </ul>
  )
}

function Attributed({ seizure, asked }: { seizure: Seizure; asked: Props['asked'] }) {
  const subjects = attributedTo(seizure)
  return subjects.length === 0 ? (
    <>—</>
  ) : (
    <SubjectLinks subjects={subjects} names={seizure.related} asked={asked} />
  )
}

const attributedTo = ({ routes, actors }: Pick<Seizure, 'routes' | 'actors'>): string[] => [
  ...new Set([
    ...routes.map(({ routeId }) => `routes/${routeId}`),
    ...actors.map(({ actorId }) => `actors/${actorId}`),
  ]),
]
