import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type EventType, eventTypes } from '../../events/catalog.ts'
import { validateEvent } from '../../events/cloudevent.ts'
import { canonicalBytes, payloadBytes } from '../../events/commit.ts'
import { jsonSchemaOf } from '../../events/json-schemas.ts'
import { upcast } from '../../events/upcast.ts'
import { files, read } from '../support/sources.ts'
import { example } from './examples.ts'

type Digests = { payload: string; schema: string }
const stored: Record<string, Digests> = JSON.parse(read('tests/golden/digests.json'))

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Fields, shapes and bounds of a schema. Code lists may grow without a new version, so their members are left out. */
const shapeOf = (type: EventType) =>
  JSON.parse(JSON.stringify(jsonSchemaOf(type, 1), (key, value) => (key === 'enum' ? 'a code' : value)))

const released = files('tests/golden/*.v*.json').map(
  (file) => /([A-Za-z]+)\.v(\d+)\.json$/.exec(file)?.slice(1) ?? [],
)

describe('golden events', () => {
  it('there is one for every type', () => {
    expect(released.map(([type]) => type)).toEqual([...eventTypes].sort())
  })

  it.each(eventTypes)('%s is still accepted', (type) => {
    expect(validateEvent(example(type))).toMatchObject({ ok: true })
  })

  it.each(eventTypes)('%s is read as it was sent', (type) => {
    const { data } = example(type)
    expect(upcast(type, 1, data)).toEqual({ type, schemaVersion: 1, data })
  })

  it.each(eventTypes)('%s has the bytes and the schema that were released', (type) => {
    const event = example(type) as unknown as Parameters<typeof payloadBytes>[0]
    const now = { payload: digest(payloadBytes(event)), schema: digest(canonicalBytes(shapeOf(type))) }
    expect({ [type]: now }).toEqual({ [type]: stored[type] })
  })
})
