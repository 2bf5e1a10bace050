import { describe, expect, it } from 'vitest'
import { eventTypes } from '../../events/catalog.ts'
import { cloudEventSchema, jsonSchemaOf, schemaIndex } from '../../events/json-schemas.ts'

describe('published schemas', () => {
  it.each(eventTypes)('%s has one, closed to unknown fields', (type) => {
    expect(jsonSchemaOf(type, 1)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `/v1/schemas/${type}/1`,
      type: 'object',
      additionalProperties: false,
    })
  })

  it('say length in code points and list the codes', () => {
    const { properties } = jsonSchemaOf('RouteIdentified', 1) as {
      properties: Record<string, { properties?: Record<string, unknown>; items?: { enum?: string[] } }>
    }
    expect(properties.names?.properties?.en).toMatchObject({ type: 'string', minLength: 1, maxLength: 200 })
    expect(properties.substances?.items?.enum).toContain('heroin')
  })

  it('tell what stands around the data', () => {
    expect(cloudEventSchema()).toMatchObject({
      required: ['specversion', 'type', 'source', 'id', 'data'],
      additionalProperties: false,
      properties: { specversion: { const: '1.0' }, id: { minLength: 1, maxLength: 128 } },
    })
  })

  it('are listed, and there are no others', () => {
    expect(schemaIndex).toHaveLength(eventTypes.length)
    expect(schemaIndex[0]).toEqual({
      type: 'AgencyRegistered',
      version: 1,
      path: '/v1/schemas/AgencyRegistered/1',
    })
    expect(jsonSchemaOf('RouteIdentified', 2)).toBeUndefined()
    expect(jsonSchemaOf('toString', 1)).toBeUndefined()
  })
})
