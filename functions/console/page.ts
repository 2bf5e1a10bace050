/** What a page of the console is: a path, the filters that narrow it, and a function from a request to what is shown. */
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Agency } from '../../domain/agency.ts'
import type { Language } from './language.ts'
import type { Ask } from './reading.ts'

/** A piece of a page, as `hono/jsx` makes it. */
export type Node = HtmlEscapedString | Promise<HtmlEscapedString>

/** The one filter bar: the API's own names, in the order in which they are shown. */
export const filterNames = ['substance', 'country', 'agency', 'from', 'to', 'minKg', 'knownAt'] as const
export type FilterName = (typeof filterNames)[number]
export type Filters = Partial<Record<FilterName, string>>

/** Who is signed in. `user`: an opaque id, never a name. */
export type Reader = { agency: Agency; user: string; accessToken: string }

export type Asked = {
  /** Path parameters as sent: what reads with them answers 404 where they name nothing. */
  path: Readonly<Record<string, string>>
  /** Well formed, also those that do not narrow this page. */
  filters: Filters
  /** Parameters of this page alone, such as `focus`, well formed. */
  own: Readonly<Partial<Record<string, string>>>
  lang: Language
  ask: Ask
  reader: Reader | undefined
  now: Date
}

/** A way to take home what is shown: a path of the API with its extension, asked as the reader. */
export type TakeAway = { href: string; label: string }

export type Shown = {
  title: string
  body: Node
  takeAway?: readonly TakeAway[]
  /** Its picture, for `?picture=svg`: one `<svg>`. */
  picture?: Node
  /** A map is there: what its boundaries do not say is said. */
  hasMap?: boolean
  /** Sums are there: what they do not cover is said. */
  hasTotals?: boolean
  /** Asks again while somebody looks. */
  isLive?: boolean
}

/** A parameter that a page has beside the filters. */
export type OwnParameter = {
  name: string
  holds: (value: string) => boolean
  /** A place in a list: another filter begins anew. */
  isPlace?: true
}

export type Page = {
  /** As Hono routes it: `/console/routes/:id`. */
  path: string
  /** The entry of the navigation that it belongs to. */
  under: Section
  /** Filters that narrow it; the others are kept for the pages that follow. */
  filters: readonly FilterName[]
  own?: readonly OwnParameter[]
  /** Only for somebody who has signed in. */
  signedIn?: true
  show: (asked: Asked) => Promise<Shown>
}

export const sections = [
  'overview',
  'map',
  'routes',
  'actors',
  'graph',
  'timeline',
  'seizures',
  'sessions',
  'commitments',
  'countries',
  'submissions',
  'status',
] as const
export type Section = (typeof sections)[number]
