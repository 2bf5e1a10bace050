import { describe, expect, it } from 'vitest'
import { intakeApp } from '../../../functions/intake/app.ts'
import { queryApp } from '../../../functions/query/app.ts'
import { endpoints } from '../../../functions/query/endpoints.ts'
import { openapiDocument, openapiText } from '../../../functions/query/openapi/document.ts'
import { read } from '../../support/sources.ts'
import { addresses } from './addresses.ts'
import { reading } from './reading.ts'
import { moreEvents, sampleEvents, tell } from './sample.ts'

const paths: Record<string, Record<string, { operationId: string; tags: string[] }>> = openapiDocument().paths
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
)

describe('the document', () => {
  it('is what the code makes: `npm run openapi` after a change', () => {
    expect(read('docs/openapi.json') === openapiText()).toBe(true)
  })

  it('has every route of the apps, and no other', async () => {
    const { querying } = await reading()
    const routed = [...queryApp(querying).routes, ...intakeApp({} as never).routes]
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    const described = operations.map(({ method, path }) => `${method} ${path}`)
    // The token is the issuer's to give: no function answers for it.
    expect(described.filter((one) => one !== 'post /oauth2/token').sort()).toStrictEqual(routed.sort())
  })

  it('names each operation once, under a chapter that there is', () => {
    const ids = operations.map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
    const chapters = openapiDocument().tags.map(({ name }) => name)
    expect(
      operations.flatMap(({ tags }) => tags).filter((tag) => !chapters.includes(tag ?? '')),
    ).toStrictEqual([])
  })

  it('refers to nothing that is not there, and has nothing that nobody refers to', () => {
    const text = openapiText()
    const references = new Set(
      [...text.matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)].map(([, kind, id]) => `${kind}/${id}`),
    )
    const components = Object.entries(openapiDocument().components)
      .filter(([kind]) => kind !== 'securitySchemes')
      .flatMap(([kind, some]) => Object.keys(some).map((id) => `${kind}/${id}`))
    expect([...references].sort()).toStrictEqual(components.sort())
  })
})

describe('answers', () => {
  const readers = [undefined, 'observer-one', 'kz-moi', 'centre']

  it.each(readers)(
    'are as documented for %s',
    async (by) => {
      const world = await reading()
      await tell(world, [...sampleEvents, ...moreEvents])
      await world.project()
      const statuses = new Map<number, number>()
      for (const address of addresses([...sampleEvents, ...moreEvents])) {
        const { status } = await world.ask(address, by === undefined ? {} : { by })
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
      expect(statuses.get(200)).toBeGreaterThan(100)
      expect(
        [...statuses.keys()].filter((status) => ![200, 401, 403, 404, 503].includes(status)),
      ).toStrictEqual([])
    },
    60_000,
  )

  it('come from every endpoint of the table', () => {
    const asked = addresses([...sampleEvents, ...moreEvents]).map((address) => address.split('?')[0] ?? '')
    const missed = endpoints.filter(
      ({ path }) =>
        !asked.some((address) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(address)),
    )
    expect(missed).toStrictEqual([])
  })
})
