/** What a reader asks, drawn from the committed OpenAPI document: a new route or parameter cannot be forgotten. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from '../simulation/random.ts'
import { agencies } from '../simulation/story.ts'
import { submissionIdOf } from '../support/intake.ts'
import { idOf, type Post, subjectOf } from '../support/posts.ts'
import { root } from '../support/sources.ts'
import { startMs } from '../support/world.ts'
import { cursorIn, type Question, type Told } from './doors.ts'
import { postQuestion } from './posting.ts'

type Operation = {
  parameters?: { name?: string; $ref?: string }[]
  responses: Record<string, { content?: Record<string, unknown> }>
}
type Document = {
  paths: Record<string, Record<string, Operation>>
  components: {
    parameters: Record<string, { name: string; in: string; required?: boolean; schema: { enum?: string[] } }>
  }
}
const document: Document = JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8'))
const known = document.components.parameters

/** Every path that is read. */
export const readPaths = Object.keys(document.paths).filter((path) => document.paths[path]?.get)

/** The media types in which a path answers. */
export const typesOf = (path: string): readonly string[] =>
  Object.keys(document.paths[path]?.get?.responses[200]?.content ?? {})

export type Asker = {
  next(): Question
  /** The answer in the whole world, which is the other's, too. */
  told(question: Question, told: Told): void
  /** What can be spoken of from now on. */
  add(post: Post): void
}

type Needs = {
  random: Random
  agency: string | undefined
  posts: readonly Post[]
  draw: () => Post | undefined
}

export function newAsker({ random, agency, posts, draw }: Needs): Asker {
  const spokenOf = [...posts]
  const subjects = new Set([...posts.map(subjectOf), 'countries/kz', 'countries/uz', 'agencies/kz-moi'])
  const etags: string[] = ['"nothing"']
  const pages: { question: Question; n: number }[] = []
  const posted: string[] = []
  let asked = 0

  const idsOf = (kind: string) => [
    ...[...subjects].filter((subject) => subject.startsWith(`${kind}/`)).map((s) => s.slice(kind.length + 1)),
    kind === 'submissions' ? submissionIdOf(1 + random.below(3)) : 'nobody-knows',
  ]
  const some = <T>(list: readonly T[]): T => random.pick(list)
  const instant = () => new Date(startMs + random.below(70_000)).toISOString()
  const values: Record<string, () => string> = {
    substance: () => some(['heroin', 'opium', 'mdma']),
    country: () => some(['KZ', 'KG', 'UZ', 'TJ']),
    status: () => some(['reported', 'retracted']),
    route: () => some(idsOf('routes')),
    agency: () => some(['kz-moi', 'ru-authority', 'observer-one', 'centre']),
    session: () => some(idsOf('sessions')),
    theme: () => 'cooperation',
    delegation: () => 'KZ',
    by: () => 'KZ',
    q: () => some(['network', 'alias', 'kanari']),
    from: () => some(['2023', '2024-03', '2024-03-14']),
    to: () => some(['2024', '2024-03-14']),
    fromMonth: () => '2023-01',
    toMonth: () => some(['2024-03', '2024-12']),
    fromVersion: () => String(1 + random.below(4)),
    fromSize: () => String(1 + random.below(3)),
    eventId: () => (spokenOf.length > 0 ? idOf(some(spokenOf)) : '0fd48e30-d621-57e9-a07e-89787cbee125'),
    readFrom: () => some(['2023', '2024-03']),
    readTo: () => some(['2024', '2024-03-20']),
    subject: () => some([...subjects]),
    purpose: () => 'case 7',
    minKg: () => String(random.below(6)),
    focus: () => some([...subjects]),
    knownAt: instant,
    atLeast: () => String(1 + random.below(6)),
    limit: () => String(1 + random.below(4)),
    ifNoneMatch: () => some(etags),
  }
  const anyValue = (parameter: string): string => {
    const among = known[parameter]?.schema.enum
    const make = values[parameter] ?? (among && (() => some(among)))
    if (!make) throw new Error(`Say what to ask with the new parameter \`${parameter}\``)
    return make()
  }
  const inPath: Record<string, (path: string) => string> = {
    id: (path) => some(idsOf(/^\/v1\/(\w+)\//.exec(path)?.[1] ?? '')),
    type: () => 'SeizureReported',
    version: () => '1',
    slug: () => 'not-found',
  }
  const filled = (path: string): string => {
    const whole = path.replace('{kind}/{id}', () => some([...subjects, 'routes/nobody-knows']))
    return whole.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const make = inPath[name]
      if (!make) throw new Error(`Say what to ask with the new path parameter \`${name}\``)
      return encodeURIComponent(make(path))
    })
  }
  const read = (): Question => {
    const path = some(readPaths)
    const operation = document.paths[path]?.get
    if (!operation) throw new Error(`${path} is not read`)
    const { parameters = [], responses } = operation
    const query = new URLSearchParams()
    const headers: Record<string, string> = {}
    for (const name of parameters.flatMap(({ $ref }) => ($ref ? [$ref.split('/').at(-1) ?? ''] : []))) {
      const parameter = known[name]
      if (name === 'cursor' || !parameter || (!parameter.required && !random.chance(0.3))) continue
      if (parameter.in === 'header') headers[parameter.name.toLowerCase()] = anyValue(name)
      else query.set(parameter.name, anyValue(name))
    }
    const types = Object.keys(responses[200]?.content ?? {})
    if (types.length > 1) headers.accept = some(types)
    const method = random.chance(0.02) ? 'PUT' : random.chance(0.05) ? 'HEAD' : 'GET'
    return { method, template: path, path: `${filled(path)}${query.size > 0 ? `?${query}` : ''}`, headers }
  }
  const further = (): Question | undefined => {
    const page = pages.pop()
    if (!page) return undefined
    const { question, n } = page
    const [path = '', query = ''] = question.path.split('?')
    const kept = new URLSearchParams(query)
    kept.delete('cursor')
    const cursor = random.chance(0.3)
      ? { cursorTo: some(agencies.filter((a) => a !== agency)) }
      : { cursorOf: n }
    return { ...question, path: `${path}?${kept}${kept.size > 0 ? '&' : ''}cursor=<cursor>`, ...cursor }
  }
  return {
    next: () => {
      const asksFurther = random.chance(0.6) && further()
      if (asksFurther) return asksFurther
      if (agency === undefined || random.chance(0.6)) return read()
      return postQuestion({ random, agency, draw, etags, posted }) ?? read()
    },
    told: (question, told) => {
      const etag = told.headers.get('etag')
      if (etag) etags.push(etag)
      if (told.status === 201 && question.body !== undefined) posted.push(question.body)
      if (question.method === 'GET' && cursorIn(told)) pages.push({ question, n: asked })
      asked += 1
    },
    add: (post) => {
      spokenOf.push(post)
      subjects.add(subjectOf(post))
    },
  }
}
