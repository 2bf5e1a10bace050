/** The query string of a page: the filters, which are the API's, and the page's own parameters. Nothing is ignored. */
import type { Form } from '../query/forms.ts'
import { forms } from '../query/forms.ts'
import { type FilterName, type Filters, filterNames, type OwnParameter } from './page.ts'

type Read = { filters: Filters; own: Record<string, string>; refused: readonly string[] }

/** Empty fields of the form mean nothing. `refused` names what is not well formed or not known here, and is left out. */
export function filtersIn(url: URL, own: readonly OwnParameter[] = []): Read {
  const read = { filters: {} as Filters, own: {} as Record<string, string>, refused: [] as string[] }
  for (const [name, sent] of url.searchParams) {
    const value = sent.trim()
    if (value === '') continue
    if (isFilter(name)) {
      const form: Form = forms[name]
      const written = name === 'knownAt' ? momentOf(value) : value
      if (read.filters[name] === undefined && form.holds(written)) read.filters[name] = written
      else read.refused.push(name)
      continue
    }
    const known = own.find((parameter) => parameter.name === name)
    if (known?.holds(value) && read.own[name] === undefined) read.own[name] = value
    else read.refused.push(name)
  }
  const { from, to } = read.filters
  if (from !== undefined && to !== undefined && from > `${to}\uffff`) {
    read.refused.push('from')
    delete read.filters.from
  }
  return { ...read, refused: [...new Set(read.refused)] }
}

const isFilter = (name: string): name is FilterName => filterNames.some((filter) => filter === name)

/** A day, or the minutes that a browser's field holds, as the moment in UTC that the API asks for: a day to its end. */
function momentOf(value: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return `${value}T23:59:59.999Z`
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(value) ? `${value}:59.999Z` : value
}

/** The filters that narrow what is asked of the API: others it would refuse. */
export function narrowing<const N extends FilterName>(
  filters: Filters,
  names: readonly N[],
): Pick<Filters, N> {
  return Object.fromEntries(
    names.flatMap((name) => (filters[name] === undefined ? [] : [[name, filters[name]]])),
  ) as Pick<Filters, N>
}

/** A page's own parameters that stay when the filters change: all but a place in a list. */
export function kept(
  own: Readonly<Record<string, string>>,
  known: readonly OwnParameter[] = [],
): Record<string, string> {
  const isPlace = (name: string) => known.some((parameter) => parameter.name === name && parameter.isPlace)
  return Object.fromEntries(Object.entries(own).filter(([name]) => !isPlace(name)))
}

/** A link within the console: the filters stay. @param own what to add, or to take away with undefined. */
export function linkTo(
  path: string,
  filters: Filters,
  own: Readonly<Record<string, string | undefined>> = {},
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filters, ...own }))
    if (value !== undefined) query.set(name, value)
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}
