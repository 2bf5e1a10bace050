import { beforeEach, describe, expect, it } from 'vitest'
import { type Access, type Audit, type AuditRow, accessesIn } from '../../../functions/audit/audit.ts'
import { memoryAudit } from '../../../functions/audit/memory.ts'
import { Unavailable } from '../../../functions/ledger/ledger.ts'
import { endpoints } from '../../../functions/query/endpoints.ts'
import { amber, green, type Post, post, red, route, seizure, strict } from '../../support/posts.ts'
import { newWorld, registration } from '../../support/world.ts'
import { type Reading, reading } from './reading.ts'

const month = '2024-03'
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
const accesses = (shelf: 'centre' | 'others') =>
  rows(accessesIn(shelf, month)).map(({ body }) => body as Access)
const centres = async (query = '') => (await world.ask(`/v1/audit${query}`, { by: 'centre' })).body

describe('a read of AMBER', () => {
  beforeEach(async () => {
    await told(route('northern', { marking: amber }))
  })

  it('leaves one entry that the centre sees: who, what, when, why', async () => {
    const headers = { purpose: 'case 12/7' }
    expect((await world.ask(northern, { by: 'ru-authority', headers })).status).toBe(200)
    const entry = {
      at: new Date(world.clock.nowMs).toISOString(),
      requestId: 'local',
      agencyId: 'ru-authority',
      clientId: 'ru-authority',
      purpose: 'case 12/7',
      operation: 'readRoute',
      status: 200,
      subjects: [{ subject: 'routes/northern', audience: ['participants'] }],
    }
    expect(await centres()).toStrictEqual({ items: [entry] })
    expect(accesses('centre')).toStrictEqual([{ ...entry, request: northern }])
    expect(accesses('others')).toStrictEqual([])
  })

  it.each([
    ['a list', '/v1/routes', 'listRoutes'],
    ['raw events', '/v1/subjects/routes/northern/events', 'listEvents'],
    ['a history', '/v1/subjects/routes/northern/history', 'readHistory'],
    ['a card as of then', `${northern}?knownAt=2024-03-21T00:00:00Z`, 'readRoute'],
    ['a chart', '/v1/graph?focus=routes/northern', 'readGraph'],
  ])('is one in %s too', async (_, path, operation) => {
    expect((await world.ask(path, { by: 'ru-authority' })).status).toBe(200)
    const { items } = await centres()
    expect(items.map(({ operation, subjects }) => ({ operation, subjects }))).toStrictEqual([
      {
        operation,
        subjects: [{ subject: 'routes/northern', audience: expect.arrayContaining(['participants']) }],
      },
    ])
  })

  it('is one when nothing has changed since', async () => {
    const etag = (await world.ask(northern, { by: 'ru-authority' })).headers.get('etag') ?? ''
    await world.ask(northern, { by: 'ru-authority', headers: { 'if-none-match': etag } })
    expect(accesses('centre').map(({ status, subjects }) => [status, subjects.length])).toStrictEqual(
      expect.arrayContaining([
        [200, 1],
        [304, 1],
      ]),
    )
  })

  it('is none where nothing is found, and where nobody may look', async () => {
    expect((await world.ask(northern, { by: 'observer-one' })).status).toBe(404)
    expect((await world.ask(northern)).status).toBe(404)
    expect((await world.ask('/v1/routes', { by: 'observer-one' })).body.items).toStrictEqual([])
    const suspension = post(
      'AgencySuspended',
      { reason: 'a breach' },
      { by: 'centre', subject: 'agencies/tj-authority', ifmatch: '*' },
    )
    await world.recorded(suspension)
    world.clock.nowMs += 5_000
    expect((await world.ask(northern, { by: 'tj-authority' })).status).toBe(403)
    expect(audit.rows()).toStrictEqual([])
  })

  it('does not leave while the audit cannot be written', async () => {
    const failing: Audit = { ...audit, add: () => Promise.reject(new Unavailable('no table')) }
    const without = await reading(world, { audit: failing })
    const { status, headers, text } = await without.ask(northern, { by: 'ru-authority' })
    expect([status, headers.get('retry-after')]).toStrictEqual([503, '1'])
    expect(text).not.toContain('Route northern')
    expect((await without.ask('/v1/health')).status).toBe(200)
  })

  it.each(['', 'x'.repeat(201), 'caf\u00e9', 'ask a.b@example.org'])(
    'is refused for the purpose %j',
    async (purpose) => {
      const { status, body } = await world.ask(northern, { by: 'ru-authority', headers: { purpose } })
      expect([status, body.type]).toStrictEqual([400, '/problems/malformed'])
      expect(audit.rows()).toStrictEqual([])
    },
  )
})

describe('a read of less', () => {
  it('leaves no entry', async () => {
    await told(route('northern', {}))
    await told(route('southern', { marking: green }))
    for (const path of [
      northern,
      '/v1/routes',
      '/v1/routes/southern',
      '/v1/subjects/routes/northern/events',
      '/v1/me',
    ])
      expect((await world.ask(path, { by: 'ru-authority' })).status).toBe(200)
    expect(audit.rows()).toStrictEqual([])
  })

  it('leaves one where it is an export, of nobody in particular too', async () => {
    await told(seizure())
    await world.ask('/v1/seizures', { headers: { accept: 'text/csv' } })
    const { items } = await centres()
    expect(
      items.map(({ exportedAs, operation, subjects }) => ({ exportedAs, operation, subjects })),
    ).toStrictEqual([{ exportedAs: 'text/csv', operation: 'listSeizures', subjects: [] }])
    expect(items[0]).not.toHaveProperty('agencyId')
  })
})

describe('every export of what is AMBER', () => {
  const forms = endpoints
    .filter(({ path }) => /^\/v1\/(seizures|routes)$/.test(path))
    .flatMap(({ path, produces }) => produces.map((accept) => [path, accept] as const))

  it.each(forms)('of %s as %s names it', async (path, accept) => {
    await told(route('northern', { marking: amber }))
    await told(seizure({}, { id: 'seized', marking: amber }))
    const { status } = await world.ask(path, { by: 'ru-authority', headers: { accept } })
    expect(status).toBe(200)
    const named = accesses('centre').map(({ subjects }) => subjects.map(({ subject }) => subject))
    expect(named).toStrictEqual([
      [path === '/v1/routes' ? 'routes/northern' : expect.stringMatching(/^seizures\//)],
    ])
  })
})

describe('numbers', () => {
  it('that hold something AMBER leave an entry that names nothing', async () => {
    await told(seizure({}, { marking: amber }))
    await world.project()
    await world.ask('/v1/statistics/seizures?by=country', { by: 'ru-authority' })
    expect(accesses('centre').map(({ subjects }) => subjects)).toStrictEqual([[]])
    await world.ask('/v1/statistics/seizures?by=country', { by: 'observer-one' })
    expect(accesses('centre')).toHaveLength(1)
  })
})

describe('what is released to one agency', () => {
  it('is seen by the centre where it may see it itself, and never where it is RED', async () => {
    await told(route('strict', { marking: strict('ru-authority') }))
    await told(route('secret', { marking: red('ru-authority') }))
    const asker = { by: 'ru-authority' }
    expect((await world.ask('/v1/routes/strict', asker)).status).toBe(200)
    expect((await world.ask('/v1/routes/secret', asker)).status).toBe(200)
    const { items } = await centres()
    expect(items.map(({ subjects }) => subjects)).toStrictEqual([
      [{ subject: 'routes/strict', audience: ['participants/centre'] }],
    ])
    expect(accesses('others').map(({ request }) => request)).toStrictEqual(['/v1/routes/secret'])
  })

  it('is left out of the entry of a list that holds both', async () => {
    await told(route('amber', { marking: amber }))
    await told(route('secret', { marking: red('ru-authority') }))
    await world.ask('/v1/routes', { by: 'ru-authority' })
    expect(JSON.stringify(await centres())).not.toContain('secret')
    expect(accesses('centre').map(({ subjects }) => subjects.map(({ subject }) => subject))).toStrictEqual([
      ['routes/amber'],
    ])
    expect(accesses('others').map(({ subjects }) => subjects.map(({ subject }) => subject))).toStrictEqual([
      ['routes/secret'],
    ])
  })
})
