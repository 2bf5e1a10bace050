/** Amounts: as reported, and what they come to in kilograms. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { decimal, type Language } from '../language.ts'
import { circumstances } from '../texts/circumstances.ts'
import { nameOf } from '../texts/codes.ts'
import { networks } from '../texts/networks.ts'

type Quantity = { value: string; unit: string; approximate?: boolean; basis?: string }

/** Digit for digit, in the unit that was reported. */
export function quantity({ value, unit, approximate, basis }: Quantity, lang: Language): string {
  const names = circumstances[lang]
  const amount = `${approximate ? '≈ ' : ''}${decimal(value, lang)} ${nameOf(names.unit, unit)}`
  return basis === undefined ? amount : `${amount}, ${nameOf(names.basis, basis)}`
}

type Scale = { min?: string; max?: string; unit: string; per?: string }

/** "100–200 kg a load"; a bound that was not given is left open. */
export function scale({ min, max, unit, per }: Scale, lang: Language): string {
  const [low, high] = [min, max].map((bound) => (bound === undefined ? '…' : decimal(bound, lang)))
  const amount = `${low}–${high} ${nameOf(circumstances[lang].unit, unit)}`
  return per === undefined ? amount : `${amount} ${nameOf(networks[lang].per, per)}`
}

/** Exact, a range, both, or a dash: never a middle that nobody weighed. */
export function equivalent(found: Schemas['KilogramEquivalent'] | null, lang: Language): string {
  if (found === null) return '—'
  const { kg, low, high } = found
  const unit = circumstances[lang].unit.kg
  const range =
    low === undefined || high === undefined ? [] : [`${decimal(low, lang)}–${decimal(high, lang)}`]
  const exact = kg === null ? [] : [decimal(kg, lang)]
  if (range.length > 0) return `${range[0]} ${unit}`
  return `${exact[0] ?? '—'} ${unit}`
}
