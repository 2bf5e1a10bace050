/** Roles of a country, those that apply and those that have ended, in one order and in words. */
import { groups } from '../../events/codes/substance-groups.ts'
import type { Schemas } from '../../infra/client/api.generated.ts'
import { date, type Language, period } from './language.ts'
import { substanceName } from './parts/value-names.ts'

type Card = Pick<Schemas['CountryCard'], 'roles' | 'endedRoles'>
export type CountryRole = Card['roles'][number] &
  Partial<Pick<NonNullable<Card['endedRoles']>[number], 'ended'>>

/** Those that apply first. */
export const rolesOf = ({ roles, endedRoles = [] }: Card): readonly CountryRole[] => [...roles, ...endedRoles]

export function whatOf({ substance, group }: CountryRole, lang: Language): string {
  if (substance !== undefined) return substanceName(substance, lang)
  return group === undefined ? '—' : groups[group][lang]
}

/** Undefined where it is not known. */
export function sinceOf({ since }: CountryRole, lang: Language): string | undefined {
  if (since === undefined || (typeof since !== 'string' && since.from === undefined)) return undefined
  return typeof since === 'string' ? date(since, lang) : period(since, lang)
}

/** Where the end itself has no date: by when it was known. */
export function endOf({ ended }: CountryRole, lang: Language): string | undefined {
  if (ended === undefined) return undefined
  return ended.occurred?.from === undefined ? date(ended.recordedAt, lang) : period(ended.occurred, lang)
}
