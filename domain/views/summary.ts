/** One line of a subject's history: what happened, in words, with the one or two details that tell it from others. */
import type { Seen } from '../../events/recorded.ts'

/** Fields worth naming, in order; ids and codes only, never free text. */
const details = [
  'legId',
  'routeId',
  'actorId',
  'into',
  'role',
  'relation',
  'substance',
  'metric',
  'cause',
  'status',
  'delegation',
  'tlp',
] as const

export function summaryOf({ type, data }: Seen): string {
  const words = type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
  const what = words.charAt(0).toUpperCase() + words.slice(1)
  if (data === undefined) return `${what} (redacted)`
  const fields = {
    ...data,
    ...(isMarkingChange(type) && 'marking' in data ? { tlp: data.marking?.tlp } : {}),
  } as Record<string, unknown>
  const named = details.flatMap((field) => (typeof fields[field] === 'string' ? [fields[field]] : []))
  return named.length > 0 ? `${what}: ${named.join(', ')}` : what
}

function isMarkingChange(type: string): boolean {
  return type === 'MarkingRaised' || type === 'MarkingLowered'
}
