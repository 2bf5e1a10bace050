/** Seizures in the columns of UNODC's individual drug seizures data: what was reported in them goes out in them. */
import { iso31661 } from 'iso-3166/1.js'
import { iso31662 } from 'iso-3166/2.js'
import { whereaboutsOf } from '../../../events/codes/m49.ts'
import { type RegionSlug, regions } from '../../../events/codes/regions.ts'
import { substances } from '../../../events/codes/substances.ts'
import type { Body } from '../present.ts'
import { type Cells, csvForm } from './csv.ts'

const countries = new Map(iso31661.map((country) => [country.alpha2, country]))
const subdivisions = new Map(iso31662.map(({ code, name }) => [code, name]))

type Place = { country?: string; adminRegion?: string; locality?: string }
type Item = { substance: string; quantity: { value: string; unit: string } }
type Claim = { field: string; status: string; postedBy: string; sources?: { title?: string; kind: string }[] }

/** One line for each item of a seizure. Dates are as coarse as they were reported. */
export const unodc = csvForm(
  [
    'Seizure Date',
    'Country/Territory of Seizure',
    'ISO3',
    'Drug/Substance',
    'Quantity Seized',
    'Measurement Unit',
    'City',
    'Administrative Region',
    'Physical Seizure Location',
    'Trafficking Mode of Transportation',
    'Source',
    'Reporting Channel',
    'Subregion',
    'Region',
  ],
  linesOf,
  'cards',
)

function linesOf(seizure: Body): readonly Cells[] {
  const { country = '', adminRegion = '', locality } = (seizure.place ?? {}) as Place
  const where = whereaboutsOf(country)
  const own = {
    'Seizure Date': (seizure.occurred as { from?: string } | undefined)?.from,
    'Country/Territory of Seizure': countries.get(country)?.name ?? country,
    ISO3: countries.get(country)?.alpha3,
    City: locality,
    'Administrative Region': subdivisions.get(adminRegion) ?? adminRegion,
    'Physical Seizure Location': phrase(seizure.siteKind),
    'Trafficking Mode of Transportation': phrase(seizure.mode),
    ...reportedBy(seizure),
    Subregion: nameOf(where?.subregion),
    Region: nameOf(where?.region),
  }
  return ((seizure.items ?? []) as readonly Item[]).map(({ substance, quantity }) => ({
    ...own,
    'Drug/Substance': drugOf(substance),
    'Quantity Seized': quantity.value,
    'Measurement Unit': quantity.unit,
  }))
}

/** The channel is the agency that reported; a first-hand report is its own source. */
function reportedBy({ claims, reporters, postedBy }: Body): Cells {
  const report = ((claims ?? []) as readonly Claim[]).find(
    ({ field, status }) => field === 'report' && status !== 'retracted',
  )
  const channel = (reporters as Record<string, string> | undefined)?.[String(postedBy)] ?? postedBy
  const sources = (report?.sources ?? []).map(({ title, kind }) => title ?? phrase(kind))
  return { Source: sources.length > 0 ? sources : channel, 'Reporting Channel': channel }
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
