/** A ledger of any size with something of everything that a rebuild meets, recorded through the real door. */
import {
  actor,
  amber,
  claimed,
  clear,
  green,
  leg,
  type Post,
  post,
  raised,
  red,
  route,
  seizure,
  subjectOf,
} from './posts.ts'

const posters = ['kz-moi', 'ru-authority', 'centre']
const countries = ['KZ', 'KG', 'TJ', 'UZ', 'TM', 'RU', 'AF', 'IR']
const substances = ['heroin', 'opium', 'mdma', 'cannabis-resin', 'methamphetamine']
const markings = [clear, clear, clear, green, amber, red()]
const routes = 40
const actors = 30

/** Event number `n` of a long history: 100 subjects to refer to, then seizures, some attributed, some narrowed. */
export function* manyEvents(count: number): Generator<Post> {
  const start: Post[] = [
    ...Array.from({ length: routes }, (_, n) => route(`r${n}`, { id: `route-${n}` })),
    ...Array.from({ length: routes }, (_, n) => leg(`r${n}`, 'a', { id: `leg-${n}` })),
    ...Array.from({ length: actors }, (_, n) => actor(`a${n}`, { id: `actor-${n}` })),
    post(
      'SourceRegistered',
      { kind: 'other', title: 'A source', marking: clear },
      { id: 's', subject: 'sources/s' },
    ),
  ]
  yield* start.slice(0, count)
  let last = start[0] as Post
  for (let n = start.length; n < count; n++) {
    last = eventAt(n, last)
    yield last
  }
}

function eventAt(n: number, last: Post): Post {
  const by = posters[n % 3] ?? 'centre'
  const report = last.type === 'SeizureReported' ? last : undefined
  const about = { by: report ? report.source.slice('/agencies/'.length) : by, id: `n-${n}` }
  if (report && n % 5 === 1)
    return claimed(
      'SeizureAttributedToRoute',
      { routeId: `r${n % routes}`, legId: 'a' },
      { ...about, subject: subjectOf(report) },
    )
  if (report && n % 25 === 2)
    return claimed(
      'SeizureAttributedToActor',
      { actorId: `a${n % actors}` },
      { ...about, subject: subjectOf(report) },
    )
  if (report && n % 50 === 3 && report.data.marking === clear)
    return raised(report, amber, { ...about, ifmatch: '*' })
  return seizureAt(n, by)
}

/** Spread over countries, then substances, then months: a total counts as many seizures as one of a real region would. */
export function seizureAt(n: number, by: string, id = `n-${n}`): Post {
  const round = Math.floor(n / countries.length)
  const month = Math.floor(round / substances.length)
  const year = 1998 + (Math.floor(month / 12) % 25)
  return seizure(
    {
      occurred: { from: `${year}-${String(1 + (month % 12)).padStart(2, '0')}-14`, precision: 'day' },
      place: { country: countries[n % countries.length] },
      items: [
        {
          substance: substances[round % substances.length],
          quantity: { value: String(1 + (n % 90)), unit: 'kg' },
        },
      ],
    },
    { marking: markings[n % markings.length] ?? clear, by, id },
  )
}
