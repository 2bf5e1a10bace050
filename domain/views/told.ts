/** Events whose payload is still there, by type; and their payload without the envelope fields that every claim has. */
import type { DataOf, EventType } from '../../events/catalog.ts'
import type { Seen } from '../../events/recorded.ts'

export type Told<T extends EventType = EventType> = { [K in T]: Seen<K> & { data: DataOf<K> } }[T]

export function toldOf<T extends EventType>(
  events: readonly Seen[],
  ...types: readonly T[]
): readonly Told<T>[] {
  const wanted: readonly EventType[] = types
  // The filter is what makes them Told<T>; a generic indexed type cannot follow it.
  return events.filter(
    ({ type, data }) => data !== undefined && wanted.includes(type),
  ) as readonly unknown[] as readonly Told<T>[]
}

type EnvelopeField = 'occurred' | 'sources' | 'grading' | 'marking' | 'lang' | 'note'

export function withoutEnvelope<D extends object>(data: D): Omit<D, EnvelopeField> {
  const {
    occurred: _o,
    sources: _s,
    grading: _g,
    marking: _m,
    lang: _l,
    note: _n,
    ...own
  } = data as D & Record<string, unknown>
  return own as Omit<D, EnvelopeField>
}

/** Without keys whose value is undefined: bodies are JSON, where an absent field is left out. */
export function present<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
