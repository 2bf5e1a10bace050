/** Which form a caller gets: the one that the extension of the path names, else what `Accept` likes best. */
import { acceptedOf, notAcceptable, type Offer } from '../http/accept.ts'
import type { Endpoint, MediaType } from './endpoint.ts'
import { formatNames, formatOf, formats } from './formats/format.ts'

/** The form that is asked for by `extension` or `accept`; 406 with what there is where it is none of the offered. */
export function negotiated(
  { extension, accept }: { extension: MediaType | undefined; accept: string | undefined },
  produces: Offer<MediaType>,
): MediaType {
  if (extension === undefined) return acceptedOf(accept, produces)
  if (!produces.includes(extension)) throw notAcceptable(produces)
  return extension
}

export type Address = { path: string; extension?: MediaType }

/** Splits `/v1/seizures.csv` into path and form, where views leave in other forms at all; other paths stay as they are. */
export function addressing(endpoints: readonly Endpoint[]): (path: string) => Address {
  const exporting = endpoints
    .filter(({ produces }) => produces.some(formatOf))
    .map(({ path }) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/.]+')}$`))
  return (asked) => {
    const found = suffixes.find(({ suffix }) => asked.endsWith(suffix))
    if (!found) return { path: asked }
    const path = asked.slice(0, -found.suffix.length)
    const isExported = exporting.some((pattern) => pattern.test(path))
    return isExported ? { path, extension: found.type } : { path: asked }
  }
}

/** Longer ones first: `.unodc.csv` is not `.csv` of another subject. */
const suffixes: readonly { type: MediaType; suffix: string }[] = [
  ...formatNames.map((name) => ({ type: formats[name].mediaType, suffix: `.${formats[name].extension}` })),
  { type: 'application/json' as const, suffix: '.json' },
].sort((one, other) => other.suffix.length - one.suffix.length)
