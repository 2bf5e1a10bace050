import { beforeEach, describe, expect, it } from 'vitest'
import { type AuditRow, openingsOf } from '../../../functions/audit/audit.ts'
import { memoryAudit } from '../../../functions/audit/memory.ts'
import { amber, type Post, red, route } from '../../support/posts.ts'
import { newWorld, registration } from '../../support/world.ts'
import { type Reading, reading } from './reading.ts'

const northern = '/v1/routes/northern'
let audit: ReturnType<typeof memoryAudit>
let world: Reading

beforeEach(async () => {
  audit = memoryAudit()
  world = await reading(await newWorld(), { audit })
  await world.recorded(registration('tj-authority'))
})

/** What was posted, and is in the views. */
async function told(event: Post): Promise<void> {
  await world.recorded(event)
  await world.project()
}
const rows = (partition: string): readonly AuditRow[] =>
  audit.rows().filter((row) => row.partition === partition)
const centres = async (query = '') => (await world.ask(`/v1/audit${query}`, { by: 'centre' })).body

describe('who posted', () => {
  const readers = (by: string, of = 'routes/northern') => world.ask(`/v1/subjects/${of}/readers`, { by })

  it('learns how many read it and how often, and not who', async () => {
    await told(route('northern', { marking: amber }))
    expect((await readers('kz-moi')).body).toStrictEqual({
      subject: 'routes/northern',
      agencies: 0,
      reads: 0,
    })
    for (const by of ['ru-authority', 'ru-authority', 'tj-authority', 'kz-moi', 'centre'])
      await world.ask(northern, { by })
    expect((await readers('kz-moi')).body).toStrictEqual({
      subject: 'routes/northern',
      agencies: 3,
      reads: 4,
    })
    expect(rows(openingsOf('routes/northern'))).toHaveLength(5)
  })

  it('and who did not, is told what it is told of what is not there', async () => {
    await told(route('northern', { marking: amber }))
    const [others, missing] = [await readers('ru-authority'), await readers('ru-authority', 'routes/none')]
    expect([others.status, missing.status]).toStrictEqual([404, 404])
    expect(others.body.detail).toStrictEqual(missing.body.detail)
    expect((await readers('observer-one')).status).toBe(404)
    expect((await world.ask('/v1/subjects/routes/northern/readers')).status).toBe(401)
  })

  it('does not learn that others read what it may not see', async () => {
    await told(route('northern', {}))
    await told(route('northern', { by: 'tj-authority', marking: red('ru-authority') }))
    await world.ask(northern, { by: 'ru-authority' })
    expect((await readers('kz-moi')).body).toMatchObject({ agencies: 0, reads: 0 })
    expect((await readers('tj-authority')).body).toMatchObject({ agencies: 1, reads: 1 })
  })
})

describe('the audit', () => {
  it('is for the centre alone', async () => {
    expect((await world.ask('/v1/audit')).status).toBe(401)
    expect((await world.ask('/v1/audit', { by: 'kz-moi' })).status).toBe(403)
    expect((await world.ask('/v1/audit', { by: 'centre', scopes: 'routewatch/events.write' })).status).toBe(
      403,
    )
  })

  it('is read in pages, newest first, over months, by agency, subject and date', async () => {
    await told(route('northern', { marking: amber }))
    await told(route('southern', { marking: amber }))
    const days = [0, 10, 20, 30, 40]
    const start = world.clock.nowMs
    for (const day of days) {
      world.clock.nowMs = start + day * 24 * 3_600_000
      await world.ask(day === 20 ? '/v1/routes/southern' : northern, {
        by: day === 10 ? 'tj-authority' : 'ru-authority',
      })
    }
    const at = (day: number) => new Date(start + day * 24 * 3_600_000).toISOString()
    const times = async (query: string) => (await centres(query)).items.map(({ at }) => String(at))
    expect(await times('')).toStrictEqual(days.map(at).toReversed())
    expect(await times('?agency=tj-authority')).toStrictEqual([at(10)])
    expect(await times('?subject=routes/southern')).toStrictEqual([at(20)])
    expect(await times('?from=2024-04&to=2024-04-19')).toStrictEqual([at(30), at(20)])
    expect(await times('?to=2023')).toStrictEqual([])
    const paged: string[] = []
    for (let query = '?limit=2'; ; ) {
      const { items, next } = await centres(query)
      paged.push(...items.map(({ at }) => String(at)))
      if (next === undefined) break
      expect(items).toHaveLength(2)
      query = `?limit=2&cursor=${next}`
    }
    expect(paged).toStrictEqual(days.map(at).toReversed())
    expect((await world.ask('/v1/audit?q=x', { by: 'centre' })).status).toBe(400)
  })
})
