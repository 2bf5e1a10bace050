/** The schemas as partners read them: JSON Schema 2020-12 of what may be sent in `data`. */
import * as z from 'zod'
import { catalog, type EventType, eventTypes, isEventType } from './catalog.ts'
import { attributesSchema } from './cloudevent.ts'

export const schemaPath = (type: EventType, version: number): string => `/v1/schemas/${type}/${version}`

/** Every released schema: `{type, version, path}`. */
export const schemaIndex: readonly { type: EventType; version: number; path: string }[] = eventTypes.map(
  (type) => {
    const version = catalog[type].schemaVersion
    return { type, version, path: schemaPath(type, version) }
  },
)

/** The schema of what is posted around `data`. */
export const cloudEventSchema = (): Record<string, unknown> =>
  z.toJSONSchema(attributesSchema(), { io: 'input', target: 'draft-2020-12' })

const made = new Map<EventType, Record<string, unknown>>()

/**
 * The schema of one type, or undefined when there is none of this version. Rules that JSON Schema cannot say
 * (real dates, order of dates and amounts, personal data) are checked all the same when an event is posted.
 */
export function jsonSchemaOf(type: string, version: number): Record<string, unknown> | undefined {
  if (!isEventType(type) || catalog[type].schemaVersion !== version) return undefined
  const known = made.get(type)
  if (known) return known
  const { $schema, ...rest } = z.toJSONSchema(catalog[type].data, { io: 'input', target: 'draft-2020-12' })
  const schema = { $schema, $id: schemaPath(type, version), title: type, ...rest }
  made.set(type, schema)
  return schema
}
