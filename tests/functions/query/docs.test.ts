import { XMLValidator } from 'fast-xml-parser'
import { beforeAll, describe, expect, it } from 'vitest'
import { schemaIndex } from '../../../events/json-schemas.ts'
import { problemKinds } from '../../../functions/http/problems.ts'
import { openapiDocument } from '../../../functions/query/openapi/document.ts'
import { type Reading, reading, type Told } from './reading.ts'

let world: Reading
let docs: Told
beforeAll(async () => {
  world = await reading()
  docs = await world.ask('/docs')
})
const attributes = (name: string) =>
  [...docs.text.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value)

describe('the page', () => {
  it('leads to every operation, schema, problem and event type, and nowhere else', async () => {
    const { paths, components } = openapiDocument()
    const operations = Object.values(paths).flatMap((methods) =>
      Object.values(methods as Record<string, { operationId: string }>),
    )
    const ids = attributes('id')
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining(operations.map(({ operationId }) => operationId)))
    expect(ids).toEqual(
      expect.arrayContaining(Object.keys(components.schemas).map((name) => `schema-${name}`)),
    )
    const links = new Set(attributes('href'))
    expect([...links].filter((link) => link.startsWith('#') && !ids.includes(link.slice(1)))).toStrictEqual(
      [],
    )
    const pages = [...links].filter((link) => !link.startsWith('#'))
    const expected = [
      '/openapi.json',
      '/asyncapi.json',
      '/v1/schemas',
      ...Object.keys(problemKinds).map((slug) => `/problems/${slug}`),
      ...schemaIndex.map(({ path }) => path),
    ]
    expect(pages.sort()).toStrictEqual(expected.sort())
    for (const path of pages) expect((await world.ask(path)).status, path).toBe(200)
  })

  it('shows parameters, examples and problems of an operation', () => {
    const section = /<section id="readRoute">[\s\S]*?<\/section>/.exec(docs.text)?.[0] ?? ''
    for (const part of [
      'knownAt',
      'If-None-Match',
      '#schema-Route"',
      'GET /v1/routes/batken',
      '/problems/projection-behind',
    ])
      expect(section).toContain(part)
    expect(/<section id="schema-Claim">[\s\S]*?<\/section>/.exec(docs.text)?.[0]).toContain(
      'grading.admiralty.source',
    )
  })

  it('is well formed, and loads nothing from anywhere', () => {
    const [, body = ''] = /(<body>[\s\S]*<\/body>)/.exec(docs.text) ?? []
    expect(XMLValidator.validate(body)).toBe(true)
    expect(docs.text).not.toMatch(/<(script|img|link|iframe|object)\b| src=| style=|url\(|@import/)
    const policy = docs.headers.get('content-security-policy')
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+';/)
    expect(docs.text.length).toBeLessThan(1_500_000)
  })
})
