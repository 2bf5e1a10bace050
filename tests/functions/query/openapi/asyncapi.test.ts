import Ajv from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { expect, it } from 'vitest'
import { factOf } from '../../../../functions/bus/facts.ts'
import { asyncapiDocument, asyncapiText, fact } from '../../../../functions/query/openapi/asyncapi.ts'
import { route, seizure } from '../../../support/posts.ts'
import { read } from '../../../support/sources.ts'
import { newWorld } from '../../../support/world.ts'

const document = asyncapiDocument()
const ajv = formats.default(new Ajv.default({ strict: false })) as InstanceType<typeof Ajv.default>
ajv.addSchema({ $id: 'https://rw.example/asyncapi', components: document.components })
const holds = (schema: object, value: unknown) =>
  ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"https://rw.example/asyncapi#/')))(value)

it('is what the code makes: `npm run openapi` after a change', () => {
  expect(read('docs/asyncapi.json') === asyncapiText()).toBe(true)
})

it('has what AsyncAPI 3.0 asks of a document, and refers to nothing that is not there', () => {
  expect(document.asyncapi).toBe('3.0.0')
  expect([document.info.title, document.info.version].every((text) => text !== '')).toBe(true)
  const at = (pointer: string) =>
    pointer
      .slice(2)
      .split('/')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document)
  const references = [...asyncapiText().matchAll(/"\$ref": "([^"]+)"/g)].map(([, pointer = '']) => pointer)
  expect(references.filter((pointer) => at(pointer) === undefined)).toStrictEqual([])
  for (const { action, channel, messages } of Object.values(document.operations)) {
    expect(['send', 'receive']).toContain(action)
    // An operation's messages are those of its channel, by reference.
    for (const { $ref } of messages) expect($ref.startsWith(`${channel.$ref}/messages/`)).toBe(true)
  }
})

it('has examples that are as the schemas say', () => {
  for (const { headers, payload, examples } of Object.values(document.components.messages)) {
    expect(examples.map((example) => holds(headers, example.headers))).toStrictEqual([true])
    expect(examples.map((example) => holds(payload, example.payload))).toStrictEqual([true])
    expect(holds(headers, { source: 'x', 'detail-type': 'ReferenceChanged' })).toBe(false)
    expect(holds(payload, {})).toBe(false)
  }
})

it('describes facts as the publisher puts them', async () => {
  const world = await newWorld()
  await world.recorded(route('northern'))
  await world.recorded(seizure())
  const { commits } = await world.ledger.scan({ index: 0, of: 1 })
  expect(commits.length).toBeGreaterThan(2)
  for (const commit of commits) {
    const { source, detailType, detail } = factOf(commit)
    expect(fact.safeParse(detail).error).toBeUndefined()
    const { headers, payload } = document.components.messages.fact
    expect(holds(headers, { source, 'detail-type': detailType })).toBe(true)
    expect(holds(payload, detail)).toBe(true)
  }
})
