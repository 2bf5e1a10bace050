/** Seizures in the columns of UNODC's individual drug seizures data: what goes out in them can come in again. */
import { iso31661 } from 'iso-3166/1.js'
import { countryName } from '../../../events/codes/iso-names.ts'
import { whereaboutsOf } from '../../../events/codes/m49.ts'
import { type RegionSlug, regions } from '../../../events/codes/regions.ts'
import { substances } from '../../../events/codes/substances.ts'
import { type Column, columns } from '../../../events/unodc/columns.ts'
import type { Body } from '../present.ts'
import { type Cells, csvForm } from './csv.ts'

const alpha3 = new Map(iso31661.map((country) => [country.alpha2, country.alpha3]))

type Place = { country?: string; adminRegion?: string; locality?: string }
type Item = { substance: string; quantity: { value: string; unit: string } }
type Claim = { field: string; status: string; postedBy: string; sources?: { title?: string; kind: string }[] }

const exported = [
  'seizedOn',
  'country',
  'iso3',
  'drug',
  'quantity',
  'unit',
  'city',
  'adminRegion',
  'site',
  'mode',
  'source',
  'channel',
  'subregion',
  'region',
] as const satisfies readonly Column[]

/** One line for each item of a seizure. Dates are as coarse as they were reported. */
export const unodc = csvForm(
  exported.map((column) => columns[column]),
  (seizure) => linesOf(seizure).map(named),
  'cards',
)

type Line = Partial<Record<Column, unknown>>

function named(line: Line): Cells {
  return Object.fromEntries(exported.map((column) => [columns[column], line[column]]))
}

function linesOf(seizure: Body): readonly Line[] {
  const { country = '', adminRegion, locality } = (seizure.place ?? {}) as Place
  const where = whereaboutsOf(country)
  const own: Line = {
    seizedOn: (seizure.occurred as { from?: string } | undefined)?.from,
    country: countryName(country),
    iso3: alpha3.get(country),
    city: locality,
    adminRegion,
    site: phrase(seizure.siteKind),
    mode: phrase(seizure.mode),
    ...reportedBy(seizure),
    subregion: nameOf(where?.subregion),
    region: nameOf(where?.region),
  }
  return ((seizure.items ?? []) as readonly Item[]).map(({ substance, quantity }) => ({
    ...own,
    drug: drugOf(substance),
    quantity: quantity.value,
    unit: quantity.unit,
  }))
}

/** The channel is the agency that reported; a first-hand report is its own source. */
function reportedBy({ claims, reporters, postedBy }: Body): Line {
  const report = ((claims ?? []) as readonly Claim[]).find(
    ({ field, status }) => field === 'report' && status !== 'retracted',
  )
  const channel = (reporters as Record<string, string> | undefined)?.[String(postedBy)] ?? postedBy
  const sources = (report?.sources ?? []).map(({ title, kind }) => title ?? phrase(kind))
  return { source: sources.length > 0 ? sources : channel, channel }
}

function drugOf(code: string): string {
  const known: { en: string; ids?: string } | undefined = substances[code as keyof typeof substances]
  return known?.ids ?? known?.en ?? code
}

/** `land-border-crossing` is `Land border crossing`. */
function phrase(code: unknown): string | undefined {
  if (typeof code !== 'string') return undefined
  return `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll('-', ' ')}`
}

function nameOf(region: RegionSlug | undefined): string | undefined {
  return region && regions[region].en
}
