/** Places and regions (DOMAIN §3, §5). */
import * as z from 'zod'
import { country } from './codes/countries.ts'
import { regionSlug } from './codes/regions.ts'
import { adminRegion } from './codes/subdivisions.ts'
import { refusal, strict, together } from './strict.ts'
import { name } from './text.ts'

const degrees = (max: number) =>
  z
    .number()
    .min(-max)
    .max(max)
    .refine((n) => !Object.is(n, -0), refusal({ code: 'negative-zero', detail: 'must not be -0' }))

/** WGS 84. The null island 0, 0 is a real place at sea. */
const point = strict({ lon: degrees(180), lat: degrees(90) })

const unlocode = z.string().regex(/^[A-Z]{2}[A-Z2-9]{3}$/, { error: 'must be a UN/LOCODE such as KZALA' })
const placePrecision = z.enum(['exact', 'locality', 'adminRegion', 'country'])

const placeShape = {
  country,
  adminRegion: adminRegion.optional(),
  locality: name.optional(),
  unlocode: unlocode.optional(),
  point: point.optional(),
  precision: placePrecision.optional(),
}

type PlaceFields = z.output<z.ZodObject<typeof placeShape>>

export const place = strict(placeShape).check(
  together<PlaceFields>(
    ['country', 'adminRegion'],
    (one) => one.adminRegion === undefined || one.adminRegion.startsWith(`${one.country}-`),
    'adminRegion',
    { code: 'outside-country', detail: 'lies outside the country' },
  ),
  together<PlaceFields>(
    ['country', 'unlocode'],
    (one) => one.unlocode === undefined || one.unlocode.startsWith(one.country),
    'unlocode',
    { code: 'outside-country', detail: 'lies outside the country' },
  ),
)

/** The same fields in a merge patch: anything may be absent, null removes. */
export const placePatch = strict({
  country: country.optional(),
  adminRegion: adminRegion.nullish(),
  locality: name.nullish(),
  unlocode: unlocode.nullish(),
  point: strict({ lon: degrees(180).optional(), lat: degrees(90).optional() }).nullish(),
  precision: placePrecision.nullish(),
})

const region = strict({ region: regionSlug })
export const placeOrRegion = z.union([place, region])

/** A merge patch of either: which of the two results is checked on the merged report. */
export const placeOrRegionPatch = strict({ ...placePatch.shape, region: regionSlug.nullish() })

/** `RU`, `western-europe` or `{region: "western-europe"}`. */
export const countryOrRegion = z.union([country, regionSlug, region])
