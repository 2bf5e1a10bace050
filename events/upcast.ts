/** Brings stored data to the newest version of its schema, one version at a time. */
import { catalog, type EventType, isEventType } from './catalog.ts'

type Data = Record<string, unknown>

/** `upcasters[type][v]` turns data of version `v` into data of version `v + 1`. */
export type Upcasters = { [type: string]: { [fromVersion: number]: (data: Data) => Data } }

/** Every type is still in its first version. */
const upcasters: Upcasters = {}

/** A stored event that this build cannot read. Its stream stops there: nothing may be skipped. */
export class UnreadableEvent extends Error {
  readonly code = 'unreadable-event'
  readonly type: string
  readonly schemaVersion: number

  constructor(type: string, schemaVersion: number) {
    super(`Cannot read ${type} in schema version ${schemaVersion}`)
    this.name = 'UnreadableEvent'
    this.type = type
    this.schemaVersion = schemaVersion
  }
}

const newestOf = (type: string) => (isEventType(type) ? catalog[type].schemaVersion : 0)

/** A chain of steps; `newest` tells the version to arrive at. Throws UnreadableEvent where the chain breaks. */
export function chainOf(steps: Upcasters, newest: (type: string) => number) {
  return (type: string, schemaVersion: number, data: Data): Data => {
    const goal = newest(type)
    if (!Number.isInteger(schemaVersion) || schemaVersion < 1 || schemaVersion > goal) {
      throw new UnreadableEvent(type, schemaVersion)
    }
    let current = data
    for (let version = schemaVersion; version < goal; version++) {
      const step = steps[type]?.[version]
      if (!step) throw new UnreadableEvent(type, version)
      current = step(current)
    }
    return current
  }
}

const chain = chainOf(upcasters, newestOf)

/** `{type, schemaVersion, data}` in the newest version. Throws UnreadableEvent on an unknown type or version. */
export function upcast(
  type: string,
  schemaVersion: number,
  data: Data,
): { type: EventType; schemaVersion: number; data: Data } {
  if (!isEventType(type)) throw new UnreadableEvent(type, schemaVersion)
  return { type, schemaVersion: newestOf(type), data: chain(type, schemaVersion, data) }
}
