/** What agencies post, in the shares that a year of reporting has: mostly seizures, in five countries and three months. */
import {
  actor,
  amber,
  claimed,
  clear,
  green,
  idOf,
  leg,
  type Post,
  raised,
  route,
  seizure,
  strict,
  subjectOf,
} from '../support/posts.ts'

const markings = [clear, green, amber, clear, amber, green, strict()]
const countries = ['KZ', 'KG', 'TJ', 'UZ', 'TM']

/** The same events every time; the first two are a route and its first leg. */
export function mixOf(count: number): Post[] {
  const posts: Post[] = []
  const seizures: Post[] = []
  /** Reports that anyone may read; some are marked up later. */
  const open: Post[] = []
  const pick = (n: number) => seizures[(n * 7) % seizures.length] as Post
  for (let n = 0; posts.length < count; n++) {
    const id = `mix-${n}`
    const marking = markings[n % markings.length] ?? clear
    const kind = n % 20
    if (n === 0) posts.push(route('northern', { id, marking: clear }))
    else if (kind === 1) posts.push(leg('northern', `leg-${n}`, { id, marking: clear }))
    else if (kind === 7) posts.push(actor(`network-${n}`, { id, marking }))
    else if (kind === 9 || kind === 17) posts.push(attribution(pick(n), id))
    else if (kind === 13) posts.push(endorsement(pick(n), id))
    else if (kind === 19) posts.push(raised(open.shift() as Post, strict(), { id, ifmatch: '*' }))
    else {
      const report = seizure(reportOf(n), { id, marking })
      if (marking === clear) open.push(report)
      else if (marking !== markings.at(-1)) seizures.push(report)
      posts.push(report)
    }
  }
  return posts
}

const attribution = (of: Post, id: string): Post =>
  claimed('SeizureAttributedToRoute', { routeId: 'northern' }, { id, subject: subjectOf(of), marking: amber })

function endorsement(of: Post, id: string): Post {
  const endorsed = claimed(
    'ClaimEndorsed',
    { claimId: idOf(of) },
    { id, subject: subjectOf(of), by: 'ru-authority' },
  )
  const { grading: _, ...data } = endorsed.data
  return { ...endorsed, data: { ...data, marking: amber } }
}

function reportOf(n: number) {
  const month = 10 + (n % 3)
  return {
    occurred: { from: `2023-${month}-${String(1 + (n % 28)).padStart(2, '0')}`, precision: 'day' },
    place: { country: countries[n % countries.length], locality: 'Customs post of the northern road' },
    items: [
      { substance: n % 4 === 0 ? 'opium' : 'heroin', quantity: { value: `${1 + (n % 40)}.5`, unit: 'kg' } },
    ],
    sources: [{ kind: 'official-report', title: 'Monthly report on seizures', publishedAt: '2024-01' }],
    note: 'Found in a lorry with a load of dried fruit; two packages were hidden behind the cabin.',
  }
}
