/**
 * How pages read: through the API's own app, in this process, as the reader. What a page may show is what the API
 * answers this reader: the same audiences, the same `knownAt`, the same audit.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Label } from '../../events/recorded.ts'
import type { Reads } from '../../infra/client/api.generated.ts'
import type { Access, Audit } from '../audit/audit.ts'
import type { Problem } from '../http/problems.ts'
import { type ProblemSlug, problemKinds } from '../http/problems.ts'

type Path = keyof Reads
type Query<P extends Path> = { [K in keyof Reads[P]['query']]?: Reads[P]['query'][K] | undefined }
type Options<P extends Path> = (Reads[P]['path'] extends Record<string, never>
  ? unknown
  : { path: Reads[P]['path'] }) & {
  query?: Query<P>
}
type Items<P extends Path> = Reads[P]['answer'] extends { items: readonly (infer I)[] } ? I : never
/** Paths that answer with pages of items. */
type ListPath = {
  [P in Path]: Reads[P]['answer'] extends { items: readonly unknown[]; next?: string } ? P : never
}[Path]

export type Ask = {
  /** Throws `Declined` for whatever the API answers beside 200. */
  get<P extends Path>(path: P, options?: Options<P>): Promise<Reads[P]['answer']>
  /** Undefined where there is nothing, as far as the reader can see. */
  find<P extends Path>(path: P, options?: Options<P>): Promise<Reads[P]['answer'] | undefined>
  /** Follows `next` for up to `max` items. `more`: there may be others. */
  list<P extends ListPath>(
    path: P,
    options: Options<P> & { max: number },
  ): Promise<{ items: Items<P>[]; more: boolean }>
}

/** The API's answer where it is not the one that was asked for. */
export class Declined extends Error {
  readonly code = 'declined'
  readonly status: number
  readonly problem: Pick<Problem, 'slug' | 'detail'>
  constructor(status: number, problem: Pick<Problem, 'slug' | 'detail'>) {
    super(problem.detail)
    this.status = status
    this.problem = problem
  }

  static async from(response: Response): Promise<Declined> {
    const { type = '', detail = '' } = (await response.json().catch(() => ({}))) as {
      type?: string
      detail?: string
    }
    const slug = type.replace('/problems/', '')
    return new Declined(response.status, {
      slug: slug in problemKinds ? (slug as ProblemSlug) : 'internal-error',
      detail,
    })
  }
}

/** @param fetch the query app's; @param token the reader's, if somebody has signed in. */
export function asking(fetch: (request: Request) => Promise<Response>, token: string | undefined): Ask {
  const read = async (path: string, options: { path?: object; query?: object } = {}): Promise<unknown> => {
    const url = new URL(filled(path, (options.path ?? {}) as Record<string, string>), 'http://console')
    for (const [name, value] of Object.entries(options.query ?? {}))
      if (value !== undefined) url.searchParams.set(name, String(value))
    const headers = {
      accept: 'application/json',
      purpose: 'console',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    }
    const response = await fetch(new Request(url, { headers }))
    if (response.status !== 200) throw await Declined.from(response)
    return response.json()
  }
  return {
    get: (path, options) => read(path, options) as never,
    find: async (path, options) => {
      try {
        return (await read(path, options)) as never
      } catch (error) {
        if (error instanceof Declined && error.status === 404) return undefined
        throw error
      }
    },
    list: async (path, options) => {
      const items: unknown[] = []
      let cursor: string | undefined
      do {
        const limit = Math.min(500, options.max - items.length)
        const query = { ...options.query, limit, cursor }
        const page = (await read(path, { ...options, query })) as { items: unknown[]; next?: string }
        items.push(...page.items)
        cursor = page.next
      } while (cursor !== undefined && items.length < options.max)
      return { items, more: cursor !== undefined } as never
    },
  }
}

const filled = (path: string, values: Record<string, string>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))

/** What one page's reading disclosed above GREEN, by the labels that its audit entries tell. */
export type Disclosing = {
  audit: Audit
  during<T>(work: () => Promise<T>): Promise<{ found: T; labels: ReadonlySet<Label> }>
}

export function disclosing(audit: Audit): Disclosing {
  const current = new AsyncLocalStorage<Set<Label>>()
  return {
    audit: {
      ...audit,
      add: async (row) => {
        const { subjects = [] } = row.body as Partial<Access>
        for (const { audience } of subjects) for (const label of audience) current.getStore()?.add(label)
        await audit.add(row)
      },
    },
    during: async (work) => {
      const labels = new Set<Label>()
      return { found: await current.run(labels, work), labels }
    },
  }
}
