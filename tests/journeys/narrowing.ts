import type { Api, Body, Receipt } from './api.ts'
import { raise } from './events.ts'

/**
 * A marking is raised, and the reading starts with the answer in hand: nothing waits for the queues. Whoever may no
 * longer see the material finds none of its words, ids or amounts anywhere, nor in a picture of an earlier time.
 */

export const red = { tlp: 'RED' }
const later = '2099-01-01T00:00:00Z'
export const kz = 'kz-moi'

/** Raises with the validator of the card as its poster sees it. */
export async function raised(
  journey: Api,
  subject: string,
  eventId: string,
  marking: Body = red,
  by = kz,
): Promise<Receipt> {
  const card = await journey.get(`/v1/${subject}`, by)
  return journey.record(raise(by, subject, eventId, marking), {
    'if-match': String(card.headers.get('etag')),
  })
}

export type Place = readonly [path: string, accept?: string]
export const places = (...subjects: string[]): Place[] => [
  ['/v1/seizures?limit=500'],
  ['/v1/seizures?limit=500', 'text/csv'],
  ['/v1/seizures?limit=500', 'application/geo+json'],
  ['/v1/seizures?country=KZ'],
  ['/v1/routes'],
  ['/v1/routes', 'application/geo+json'],
  ['/v1/routes?country=KZ'],
  ['/v1/actors'],
  ['/v1/statements'],
  ['/v1/commitments'],
  ['/v1/sessions'],
  ['/v1/countries'],
  ['/v1/countries/kz'],
  ['/v1/graph?focus=countries/kz&depth=2'],
  ...['country', 'country,substance,month', 'route', 'route,substance', 'leg', 'leg,month'].flatMap(
    (by): Place[] => [[`/v1/statistics/seizures?by=${by}`], [`/v1/statistics/seizures?by=${by}`, 'text/csv']],
  ),
  ...subjects.flatMap((subject): Place[] => [
    [`/v1/${subject}`],
    [`/v1/${subject}?knownAt=${later}`],
    [`/v1/${subject}?knownAt=${new Date().toISOString()}`],
    [`/v1/subjects/${subject}/events`],
    [`/v1/subjects/${subject}/history`],
    [`/v1/graph?focus=${subject}&depth=2`],
    ...(subject.startsWith('routes/') ? [[`/v1/${subject}/evidence`] as const] : []),
  ]),
]

/** Where anybody finds one of these words. */
export async function found(
  journey: Api,
  words: readonly string[],
  where: readonly Place[],
  as?: string,
): Promise<string[]> {
  const answers = await Promise.all(
    where.map(async ([path, accept]) => {
      const answer = await journey.get(path, as, accept === undefined ? {} : { accept })
      const text = words.reduce(
        (all, word) => (path.includes(word) ? all : all + (answer.text.includes(word) ? ` ${word}` : '')),
        '',
      )
      return text === '' ? [] : [`${path} ${accept ?? ''}:${text}`]
    }),
  )
  return answers.flat()
}
