import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type Body, type Event, itemsOf } from './api.ts'
import { leg, route, seizure } from './events.ts'
import { type Journey, startAmongPartners } from './journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await startAmongPartners()
})
afterAll(() => journey.end())

const type = 'application/x-ndjson'
const ndjson = (events: readonly unknown[]): string =>
  events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event))).join('\n')
const seizures = (count: number): Event[] => Array.from({ length: count }, () => seizure('kz-moi'))
const send = (events: readonly unknown[], headers: Record<string, string> = {}): Promise<Answer> =>
  journey.post(ndjson(events), { as: 'kz-moi', type, headers })
const statuses = (answer: Answer) => itemsOf(answer).map(({ status }) => status)

async function settled(location: string): Promise<Answer> {
  for (const until = Date.now() + 30_000; ; ) {
    const answer = await journey.get(location, 'kz-moi')
    expect(answer.status).toBe(200)
    if (answer.body.status !== 'pending') return answer
    if (Date.now() > until) throw new Error(`${location} is still pending`)
    await wait(50)
  }
}

describe('NDJSON', () => {
  it.each([1, 100])('of %i lines is answered at once, line by line', async (count) => {
    const events = seizures(count)
    const answer = await send(events)
    expect(answer.status).toBe(207)
    expect(answer.body).toMatchObject({ accepted: count, duplicates: 0, rejected: 0 })
    expect(itemsOf(answer).map(({ index, id, status }) => [index, id, status])).toStrictEqual(
      events.map(({ id }, index) => [index, id, 201]),
    )
    const again = await send(events)
    expect(again.body).toMatchObject({ accepted: 0, duplicates: count, rejected: 0 })
    expect(itemsOf(again).map(({ receipt }) => receipt)).toStrictEqual(
      itemsOf(answer).map(({ receipt }) => receipt),
    )
  })

  it('of 101 lines is a submission: pending, then recorded, with a result for each line', async () => {
    const good = seizures(98)
    const bad = { ...seizure('kz-moi'), colour: 'red' }
    const others = seizure('tj-authority')
    const before = await journey.recorded()
    const answer = await send([...good, bad, '{"half":', others])
    expect(answer.status).toBe(202)
    const location = String(answer.headers.get('location'))
    expect(location).toMatch(/^\/v1\/submissions\/[0-9a-f-]{36}$/)
    expect(answer.body).toMatchObject({ status: 'pending', location })
    const done = await settled(location)
    expect(done.body).toMatchObject({
      status: 'recorded',
      events: 101,
      accepted: 98,
      duplicates: 0,
      rejected: 3,
    })
    expect(statuses(done)).toStrictEqual([...Array(98).fill(201), 422, 400, 403])
    expect(itemsOf(done).map(({ index }) => index)).toStrictEqual(Array.from({ length: 101 }, (_, i) => i))
    const [first] = itemsOf(done)
    expect(first?.receipt).toMatchObject({ id: good[0]?.id, version: 1, audience: ['public'] })
    expect(await journey.recorded()).toBe(before + 98)
    const repeated = await journey.post(good[0] as Event)
    expect([repeated.status, repeated.body]).toStrictEqual([200, first?.receipt])
  })

  it('of 1,000 lines is taken, of 1,001 refused; nothing of the latter is stored', async () => {
    const events = seizures(1_000)
    const answer = await send(events)
    expect(answer.status).toBe(202)
    const done = await settled(String(answer.headers.get('location')))
    expect(done.body).toMatchObject({ status: 'recorded', accepted: 1_000, rejected: 0 })
    const before = await journey.recorded()
    expect((await send([...events, seizure('kz-moi')])).status).toBe(413)
    expect(await journey.recorded()).toBe(before)
  })

  it('keeps the order of what may rest on what stands before it', async () => {
    const legs = [
      ['AF', 'TJ'],
      ['TJ', 'KG'],
    ] as const
    const events = [
      route('kz-moi', 'in-order'),
      ...legs.map((ends) => leg('kz-moi', 'in-order', ends)),
      ...seizures(100),
    ]
    const done = await settled(String((await send(events)).headers.get('location')))
    expect(done.body).toMatchObject({ accepted: 103, rejected: 0 })
    expect(
      itemsOf(done)
        .slice(0, 3)
        .map(({ receipt }) => (receipt as Body).version),
    ).toStrictEqual([1, 2, 3])
  })
})

describe('Prefer: respond-async', () => {
  const prefer = { prefer: 'respond-async' }

  it('turns one event into a submission', async () => {
    const answer = await journey.post(seizure('kz-moi'), { headers: prefer })
    expect(answer.status).toBe(202)
    const done = await settled(String(answer.headers.get('location')))
    expect(done.body).toMatchObject({ status: 'recorded', accepted: 1 })
  })

  it('says refused where nothing of it was recorded', async () => {
    const answer = await journey.post({ ...seizure('kz-moi'), type: 'SeizureUpdated' }, { headers: prefer })
    const done = await settled(String(answer.headers.get('location')))
    expect(done.body).toMatchObject({ status: 'refused', accepted: 0, rejected: 1 })
    expect(itemsOf(done)[0]).toMatchObject({ status: 422, problem: { type: '/problems/invalid-event' } })
  })
})

it('shows a submission to the agency that made it alone', async () => {
  const { headers } = await send(seizures(101))
  const location = String(headers.get('location'))
  await settled(location)
  const missing = location.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
  for (const other of ['tj-authority', 'centre', 'observer-one']) {
    const [there, nowhere] = [await journey.get(location, other), await journey.get(missing, other)]
    expect([there.status, there.body.detail]).toStrictEqual([404, nowhere.body.detail])
    expect(itemsOf(await journey.get('/v1/submissions', other))).toStrictEqual([])
  }
  expect((await journey.get(location)).status).toBe(401)
  const own = itemsOf(await journey.get('/v1/submissions?status=recorded', 'kz-moi'))
  expect(own.map(({ submissionId }) => `/v1/submissions/${submissionId}`)).toContain(location)
})
