/** Every address worth asking: each endpoint of the table with each subject that it may be about, and its filters. */

import { problemKinds } from '../../../functions/http/problems.ts'
import { endpoints } from '../../../functions/query/endpoints.ts'
import { type Post, subjectOf } from '../../support/posts.ts'

const filtered = [
  '/v1/routes?country=KZ&substance=opiates-nonspecified&status=active',
  '/v1/routes/northern/evidence?substance=heroin&country=KZ',
  '/v1/actors?q=Химпром',
  '/v1/actors?role=coordination&country=TR',
  '/v1/actors?route=northern',
  '/v1/seizures?country=KZ&minKg=1',
  '/v1/seizures?route=northern',
  '/v1/seizures?from=2024&to=2024-03&agency=kz-moi',
  '/v1/seizures?limit=1',
  '/v1/sessions?body=CND',
  '/v1/statements?session=cnd-67-high-level&delegation=KZ',
  '/v1/commitments?by=KZ&status=made&session=cnd-67-high-level',
  '/v1/statistics/seizures?by=country,substance,month&from=2024-01&to=2024-12',
  '/v1/statistics/seizures?by=country,month&country=KZ',
  '/v1/statistics/seizures?by=route,substance',
  '/v1/statistics/seizures?by=leg&route=northern',
  '/v1/routes/northern?knownAt=2024-03-20T06:00:30Z',
  '/v1/routes/northern?atLeast=2',
  '/v1/routes/northern?atLeast=90',
  '/v1/routes/hidden?atLeast=1',
  '/v1/actors/hidden',
  '/v1/graph?focus=routes/hidden',
  '/v1/graph?focus=routes/northern&depth=2',
  '/v1/subjects/routes/northern/events?from=3&limit=2',
]

export function addresses(events: readonly Post[]): readonly string[] {
  const subjects = [...new Set(events.map(subjectOf))]
  const ids = (kind: string) =>
    subjects.filter((s) => s.startsWith(`${kind}/`)).map((s) => s.slice(kind.length + 1))
  return [
    ...filtered,
    ...endpoints.flatMap(({ path }) => {
      if (path === '/v1/graph') return subjects.map((subject) => `${path}?focus=${subject}`)
      if (path === '/v1/log/proof') return [`${path}?eventId=0fd48e30-d621-57e9-a07e-89787cbee125`]
      if (path === '/v1/statistics/seizures') return [`${path}?by=country`]
      if (path === '/v1/schemas/{type}/{version}') return ['/v1/schemas/RouteIdentified/1']
      if (path === '/v1/submissions/{id}') return ['/v1/submissions/00000000-0000-4000-8000-000000000000']
      if (path === '/problems/{slug}') return Object.keys(problemKinds).map((slug) => `/problems/${slug}`)
      if (path.includes('{kind}')) return subjects.map((subject) => path.replace('{kind}/{id}', subject))
      const kind = path.split('/')[2] ?? ''
      return path.includes('{id}') ? ids(kind).map((id) => path.replace('{id}', id)) : [path]
    }),
  ]
}
