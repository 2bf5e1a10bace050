import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EventType } from '../../events/catalog.ts'
import { validateEvent } from '../../events/cloudevent.ts'
import type { FieldError } from '../../events/issues.ts'
import { read, root } from '../support/sources.ts'

// Tests write wrong events on purpose, so the document is open to any change.
export type Draft = { [attribute: string]: unknown; data: Record<string, never> }

const texts = new Map<EventType, string>()

/** A full valid event of this type, fresh for every test. */
export function example(type: EventType): Draft {
  const text = texts.get(type) ?? read(`tests/golden/${type}.v1.json`)
  texts.set(type, text)
  return JSON.parse(text)
}

const inside = (node: unknown, key: string) => (node as Record<string, unknown>)[key]

/** Sets what a JSON pointer names; undefined takes it away. */
export function put(event: Draft, pointer: string, value: unknown): Draft {
  const keys = pointer.split('/').slice(1)
  const last = keys.pop() ?? ''
  const parent = keys.reduce<unknown>(inside, event) as Record<string, unknown>
  if (value === undefined) delete parent[last]
  else parent[last] = value
  return event
}

export const errorsOf = (value: unknown): readonly FieldError[] => {
  const result = validateEvent(value)
  return result.ok ? [] : result.errors
}

/** Pointer and code of each error that one change brings. */
export const refusals = (type: EventType, changes: Record<string, unknown>): string[] => {
  const event = Object.entries(changes).reduce(
    (draft, [pointer, value]) => put(draft, pointer, value),
    example(type),
  )
  return errorsOf(event).map(({ pointer, code }) => `${pointer} ${code}`)
}

/** Material that lies beside the repository where it was made; elsewhere its tests are skipped, saying so. */
export function shared(name: string): string | undefined {
  const path = join(root, '..', 'shared', 'data', name)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
