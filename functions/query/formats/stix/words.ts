/** What STIX objects say in words: names, descriptions, labels. */
import type { Body } from '../../present.ts'

type Names = Readonly<Record<string, string>>

const actorTypes: Readonly<Record<string, string>> = {
  'criminal-network': 'crime-syndicate',
  'hierarchical-group': 'crime-syndicate',
  'online-marketplace': 'criminal',
  'private-sector-facilitator': 'criminal',
}

/** Names in other languages are aliases. What the actor does are labels: STIX's own roles are those of hackers. */
export function actorFields({ subject, names, aliases, kind, specificity, status, roles }: Body) {
  const { en, ...others } = (names ?? {}) as Names
  const known = [...new Set([...Object.values(others), ...((aliases ?? []) as string[])])].sort()
  const current = ((roles ?? []) as { role: string; ended?: unknown }[]).filter(
    ({ ended }) => ended === undefined,
  )
  const labels = [kind, specificity, status, ...current.map(({ role }) => role)]
  return {
    name: en ?? String(subject),
    ...(known.length > 0 && { aliases: known }),
    threat_actor_types: [actorTypes[String(kind)] ?? 'unknown'],
    labels: [...new Set(labels.filter((label) => label !== undefined).map(String))],
  }
}

type Item = { substance: string; quantity: { value: string; unit: string; approximate?: boolean } }

export function seizureWords({ items, substances, place, occurred, kilogramEquivalent }: Body) {
  const amounts = ((items ?? []) as readonly Item[]).map(
    ({ substance, quantity: { value, unit, approximate } }) =>
      `${approximate ? 'about ' : ''}${value} ${unit} ${substance}`,
  )
  const { kg } = (kilogramEquivalent ?? {}) as { kg?: string | null }
  const equivalent = typeof kg === 'string' ? [`kilogram equivalent ${kg}`] : []
  return {
    name: [
      `Seizure of ${((substances ?? []) as string[]).join(', ')}`,
      (place as { country?: string } | undefined)?.country,
      (occurred as { from?: string } | undefined)?.from?.slice(0, 10) ?? 'date unknown',
    ].join(', '),
    description: [...amounts, ...equivalent].join('; '),
  }
}

/** The words themselves, where there is no summary of them. */
export function statementWords({ delegation, speakerOffice, occurred, summary, text }: Body) {
  const words = summary ?? text
  const { from } = (occurred ?? {}) as { from?: string }
  return {
    name: [delegation, speakerOffice, from?.slice(0, 10)].filter((part) => part !== undefined).join(', '),
    ...(words !== undefined && { description: words }),
  }
}
