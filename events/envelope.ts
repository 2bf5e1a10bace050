/** What stands beside the fields of a type inside `data` (DOMAIN §3): when, whence, how sure, for whom. */
import * as z from 'zod'
import { countryCodes } from './codes/countries.ts'
import { date, occurred } from './dates.ts'
import { slug } from './ids.ts'
import { hasEmail } from './lint.ts'
import { refusal, strict, together, unique } from './strict.ts'
import { lang, note, title } from './text.ts'

export const sourceKind = z.enum([
  'official-report',
  'liaison-message',
  'open-source-media',
  'ngo-research',
  'un-publication',
  'court-record',
  'laboratory',
  'statistical-return',
  'other',
])

const isAddress = (text: string) => {
  const parsed = URL.canParse(text) ? new URL(text) : undefined
  return (
    parsed !== undefined &&
    /^https?:$/.test(parsed.protocol) &&
    !(parsed.username || parsed.password) &&
    !/[\p{C}\p{Z}]/u.test(text)
  )
}

/** http or https, without user and password: those only serve to mislead a reader. */
export const url = z
  .string()
  .max(2_000)
  .refine(
    isAddress,
    refusal({ code: 'pattern', detail: 'must be an http or https address without credentials' }),
  )
  .refine(
    (text) => !isAddress(text) || !hasEmail(text),
    refusal({ code: 'personal-data', detail: 'contains an e-mail address' }),
  )
  .meta({ format: 'uri' })

const sourceShape = {
  id: slug.optional(),
  kind: sourceKind,
  title: title.optional(),
  url: url.optional(),
  publishedAt: date.optional(),
  derivedFrom: unique(slug, { max: 20 }).optional(),
  wording: note.optional(),
  lang: lang.optional(),
}
type SourceFields = z.output<z.ZodObject<typeof sourceShape>>

/** Where a claim comes from. Two sources that copy a third are one root. */
const source = strict(sourceShape).check(
  together<SourceFields>(
    ['id', 'derivedFrom'],
    ({ id, derivedFrom }) => id === undefined || !derivedFrom?.includes(id),
    'derivedFrom',
    { code: 'self-reference', detail: 'names the source itself' },
  ),
)
/** None, like absent: the agency's own first-hand report. */
export const sources = unique(source, { max: 50 })

const scale = <N extends string>(
  scaleName: N,
  sourceCodes: readonly [string, ...string[]],
  information: readonly [string, ...string[]],
) => strict({ scale: z.literal(scaleName), source: z.enum(sourceCodes), information: z.enum(information) })

/** Stored as sent; the canonical pair is derived. Codes are strings on every scale. */
export const grading = z.discriminatedUnion('scale', [
  scale('admiralty-6x6', ['A', 'B', 'C', 'D', 'E', 'F'], ['1', '2', '3', '4', '5', '6']),
  scale('europol-4x4', ['A', 'B', 'C', 'X'], ['1', '2', '3', '4']),
  scale('uk-5x5x5', ['A', 'B', 'C', 'D', 'E'], ['1', '2', '3', '4', '5']),
  scale('uk-3x5x2', ['1', '2', '3'], ['A', 'B', 'C', 'D', 'E']),
])
export type Grading = z.output<typeof grading>

export const tlps = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const
export type Tlp = (typeof tlps)[number]

const markingShape = { tlp: z.enum(tlps), releasableTo: unique(slug, { max: 50 }).optional() }

/** TLP 2.0. An empty or absent `releasableTo` means nobody besides the poster. */
export const marking = strict(markingShape).check(
  together<z.output<z.ZodObject<typeof markingShape>>>(
    ['tlp', 'releasableTo'],
    ({ tlp, releasableTo }) => releasableTo === undefined || tlp === 'AMBER+STRICT' || tlp === 'RED',
    'releasableTo',
    { code: 'not-allowed-here', detail: 'is allowed only with AMBER+STRICT and RED' },
  ),
)
export type Marking = z.output<typeof marking>

/** A country (`KZ`) or an organisation's slug. A country in lower case is a slip, not an organisation. */
export const delegation = z
  .string()
  .max(64)
  .refine(
    (text) =>
      countryCodes.has(text) || (slug.safeParse(text).success && !countryCodes.has(text.toUpperCase())),
    refusal({
      code: 'pattern',
      detail: 'must be an ISO 3166-1 alpha-2 code in capitals or the slug of an organisation',
    }),
  )

const spoken = { lang: lang.optional(), note: note.optional() }
const provenance = { occurred: occurred.optional(), sources: sources.optional() }

/** Envelope of a factual claim. A type that needs its date says so again. */
export const fullEnvelope = { ...provenance, grading, marking, ...spoken }
/** Envelope of what is marked but not asserted. */
export const markedEnvelope = { ...provenance, grading: grading.optional(), marking, ...spoken }
/** Envelope of events about agencies: an absent marking means the community. */
export const agencyEnvelope = { marking: marking.optional(), ...spoken }
/** Envelope of events that name another event and take its audience. */
export const namingEnvelope = spoken
/** Envelope of what ends a claim. */
export const endingEnvelope = {
  ...provenance,
  grading: grading.optional(),
  marking: marking.optional(),
  ...spoken,
}
/** Envelope of endorsements and disputes. */
export const opinionEnvelope = { marking, ...spoken }
