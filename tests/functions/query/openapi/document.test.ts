import { createConfig, lintFromString } from '@redocly/openapi-core'
import spectral from '@stoplight/spectral-core'
import rulesets from '@stoplight/spectral-rulesets'
import Ajv from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { expect, it } from 'vitest'
import { type ProblemSlug, problemKinds } from '../../../../functions/http/problems.ts'
import { openapiDocument, openapiText } from '../../../../functions/query/openapi/document.ts'
import { problemExample } from '../../../../functions/query/openapi/problem-examples.ts'

type Media = { schema?: object; examples?: Record<string, { value: unknown }> }
type Response = { $ref?: string; content?: Record<string, Media> }
type Operation = {
  operationId: string
  requestBody?: { content: Record<string, Media> }
  responses: Record<string, Response>
}

const document = openapiDocument()
const text = openapiText()
const operations = Object.values(
  document.paths as unknown as Record<string, Record<string, Operation>>,
).flatMap((methods) => Object.values(methods))

/** Everything that has content, by a name for the failure. */
function contents(): readonly { name: string; media: Media }[] {
  const of = (name: string, content: Record<string, Media> = {}) =>
    Object.entries(content).map(([type, media]) => ({ name: `${name} ${type}`, media }))
  return [
    ...operations.flatMap(({ operationId, requestBody, responses }) => [
      ...of(`${operationId} request`, requestBody?.content),
      ...Object.entries(responses).flatMap(([status, { content }]) =>
        of(`${operationId} ${status}`, content),
      ),
    ]),
    ...Object.entries(document.components.responses as Record<string, Response>).flatMap(
      ([id, { content }]) => of(id, content),
    ),
  ]
}

const ajv = formats.default(new Ajv.default({ strict: false, allErrors: true })) as InstanceType<
  typeof Ajv.default
>
ajv.addSchema({ $id: 'https://rw.example/openapi', components: document.components })
const resolved = (schema: object) =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"https://rw.example/openapi#/'))

it('has examples wherever there is content, and each is as its schema says', () => {
  const wrong = contents().flatMap(({ name, media: { schema = {}, examples = {} } }) => {
    const validate = ajv.compile(resolved(schema))
    const faults = Object.entries(examples).flatMap(([id, { value }]) =>
      validate(value) ? [] : [`${name}, ${id}: ${ajv.errorsText(validate.errors)}`],
    )
    return Object.keys(examples).length > 0 ? faults : [`${name} has no example`]
  })
  expect(wrong).toStrictEqual([])
})

it('names every media type that the door takes', () => {
  const { detail } = problemExample('unsupported-media-type')
  const described = Object.keys(document.paths['/v1/events'].post.requestBody.content)
  const taken = [...detail.matchAll(/[a-z]+\/[a-z+-]+/g)].map(([type]) => type)
  expect(described.sort()).toStrictEqual(taken.sort())
})

it('has an example of every problem that an operation may answer with', () => {
  const shown = contents().flatMap(({ media }) => Object.entries(media.examples ?? {}))
  const slugs = Object.keys(problemKinds) as ProblemSlug[]
  // Another method than those of a path, and what the gateway says by itself, belong to no operation.
  const ofNone = ['method-not-allowed', 'request-timeout', 'headers-too-large']
  const missing = slugs.filter(
    (slug) =>
      !shown.some(
        ([id, { value }]) => id === slug && JSON.stringify(value) === JSON.stringify(problemExample(slug)),
      ),
  )
  expect(missing.sort()).toStrictEqual(ofNone.sort())
})

it("is clean under redocly's recommended rules", async () => {
  const lint = async (source: string) => {
    const config = await createConfig({ extends: ['recommended'] })
    const found = await lintFromString({ source, absoluteRef: '/openapi.json', config })
    return found.map(({ severity, ruleId, location }) => `${severity} ${ruleId} ${location[0]?.pointer}`)
  }
  expect(await lint(text)).toStrictEqual([])
  expect(await lint('{"openapi":"3.1.0"}')).not.toStrictEqual([])
}, 60_000)

it("is clean under spectral's rules for OpenAPI", async () => {
  const linter = new spectral.Spectral()
  linter.setRuleset({ extends: [rulesets.oas as never] })
  const lint = async (source: string) =>
    (await linter.run(source)).map(({ severity, code, path }) => `${severity} ${code} ${path.join('.')}`)
  expect(await lint(text)).toStrictEqual([])
  expect(await lint('{"openapi":"3.1.0"}')).not.toStrictEqual([])
}, 120_000)
