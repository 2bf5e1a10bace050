import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Unavailable } from '../../../functions/ledger/ledger.ts'
import { summaryOf } from '../../../functions/submissions/submissions.ts'
import { type Door, openDoor } from '../../support/intake.ts'
import { leg, raised, red, route, seizure, subjectOf } from '../../support/posts.ts'
import { type Issuer, newIssuer } from '../../support/tokens.ts'
import { newWorld, type World } from '../../support/world.ts'

let issuer: Issuer
let world: World
let door: Door
beforeAll(async () => {
  issuer = await newIssuer()
})
beforeEach(async () => {
  world = await newWorld()
  door = openDoor(world, issuer)
})
const batch = 'application/cloudevents-batch+json'
const ndjson = 'application/x-ndjson'
const lines = (events: readonly object[]) => events.map((event) => JSON.stringify(event)).join('\n')
type Items = {
  index: number
  id: string | null
  status: number
  receipt?: object
  problem?: { type: string }
}[]
const items = ({ body }: { body: Record<string, unknown> }) => body.items as unknown as Items
const reports = (count: number) => Array.from({ length: count }, () => seizure())

describe('a batch', () => {
  it('answers 207 with one item for each event, whatever became of it', async () => {
    const [north, once] = [route('north'), seizure()]
    await door.post(once)
    const events = [
      north,
      once,
      leg('south', 'a'),
      { ...seizure(), data: {} },
      raised(north, red(), { ifmatch: '*' }),
      7,
    ]
    const answer = await door.post(events, { type: batch })
    expect(answer.status).toBe(207)
    expect(answer.body).toMatchObject({ accepted: 2, duplicates: 1, rejected: 3 })
    expect(items(answer).map(({ index, status }) => [index, status])).toStrictEqual([
      [0, 201],
      [1, 200],
      [2, 404],
      [3, 422],
      [4, 201],
      [5, 422],
    ])
    expect(items(answer)[2]?.problem?.type).toBe('/problems/not-found')
    expect(Object.keys(items(answer)[0]?.receipt ?? {})).toContain('hash')
  })

  it('is 207 even if all of it is refused, and counts what validateOnly accepts', async () => {
    expect((await door.post([7, {}], { type: batch })).status).toBe(207)
    const answer = await door.post(reports(3), { type: batch, query: '?validateOnly=true' })
    expect([answer.status, answer.body.accepted]).toStrictEqual([207, 3])
    expect(await world.ledger.scan({ index: 0, of: 1 })).toMatchObject({ commits: { length: 4 } })
  })

  it('is 207 when the store fails for one of its events', async () => {
    const [good, bad] = [seizure(), seizure()]
    const { ledger } = world
    const append: typeof ledger.append = (commit) =>
      commit.subject === subjectOf(bad) ? Promise.reject(new Unavailable('late')) : ledger.append(commit)
    const failing = openDoor({ ...world, needs: { ...world.needs, ledger: { ...ledger, append } } }, issuer)
    const answer = await failing.post([good, bad], { type: batch })
    expect([answer.status, items(answer).map(({ status }) => status)]).toStrictEqual([207, [201, 503]])
  })

  it('is answered before the gateway gives up: what has not begun by then is refused for now', async () => {
    const { ledger, clock } = world
    const append: typeof ledger.append = (commit) => {
      clock.nowMs += 15_000
      return ledger.append(commit)
    }
    const slow = openDoor({ ...world, needs: { ...world.needs, ledger: { ...ledger, append } } }, issuer)
    const routes = [1, 2, 3, 4].map((n) => route(`slow-${n}`))
    const answer = await slow.post(routes, { type: batch })
    expect(items(answer).map(({ status }) => status)).toStrictEqual([201, 201, 503, 503])
    expect(answer.body).toMatchObject({ accepted: 2, rejected: 2 })
  })

  it.each<[string, unknown, number]>([
    ['empty', [], 422],
    ['no array', {}, 422],
    ['more than 100', Array(101).fill(7), 413],
    ['100', Array(100).fill(7), 207],
  ])('of %s events is %i', async (_, body, status) => {
    expect((await door.post(JSON.stringify(body), { type: batch })).status).toBe(status)
  })

  it('of more than 4 MiB is 413, and one event in it of more than 256 KiB is', async () => {
    expect((await door.post(`[${' '.repeat(4 * 1024 * 1024)}]`, { type: batch })).status).toBe(413)
    const large = { ...seizure(), note: 'x'.repeat(256 * 1024) }
    const answer = await door.post([large, seizure()], { type: batch })
    expect(items(answer).map(({ status }) => status)).toStrictEqual([413, 201])
  })

  it('that cannot be read is 400, as is an If-Match that would stand for all', async () => {
    expect((await door.post('[{"a":1,"a":2}]', { type: batch })).status).toBe(400)
    const answer = await door.post([seizure()], { type: batch, headers: { 'if-match': '*' } })
    expect(answer.status).toBe(400)
  })
})

describe('NDJSON', () => {
  it('of a hundred lines is answered at once, malformed ones among them', async () => {
    const text = `${lines(reports(98))}\n{"a":\n\n${JSON.stringify(route('north'))}\n`
    const answer = await door.post(text, { type: ndjson })
    expect(answer.status).toBe(207)
    expect(answer.body).toMatchObject({ accepted: 99, rejected: 1 })
    expect(items(answer)[98]).toMatchObject({ index: 98, id: null, status: 400 })
  })

  it('of more is stored for later, and recorded at the other door', async () => {
    const answer = await door.post(`${lines(reports(101))}\n{"a":`, { type: ndjson })
    expect(answer.status).toBe(202)
    expect(answer.headers.get('location')).toBe(`/v1/submissions/${answer.body.submissionId}`)
    const pending = await door.submissions.load(answer.body.submissionId ?? '')
    expect(pending && summaryOf(pending).status).toBe('pending')
    await door.receive(answer.body.submissionId ?? '')
    const done = await door.submissions.load(answer.body.submissionId ?? '')
    expect(done && summaryOf(done).status).toBe('recorded')
    const outcomes = done?.results.flatMap((part) => part ?? []).map(({ outcome }) => outcome.outcome)
    expect(outcomes).toStrictEqual([...Array(101).fill('recorded'), 'refused'])
  })

  it('of more than a thousand lines, or than 4 MiB, is 413', async () => {
    expect((await door.post('7\n'.repeat(1_001), { type: ndjson })).status).toBe(413)
    expect((await door.post('7\n'.repeat(1_000), { type: ndjson })).status).toBe(202)
    expect((await door.post(' '.repeat(4 * 1024 * 1024 + 1), { type: ndjson })).status).toBe(413)
  })

  it('without a line is 400', async () => {
    expect((await door.post('\n \n', { type: ndjson })).status).toBe(400)
  })

  it('that is only to be validated is never stored for later', async () => {
    const answer = await door.post(lines(reports(101)), { type: ndjson, query: '?validateOnly=true' })
    expect([answer.status, answer.body.accepted]).toStrictEqual([207, 101])
    expect(await door.submissions.pending()).toStrictEqual([])
  })
})

describe('Prefer: respond-async', () => {
  const headers = { prefer: 'wait=5, respond-async' }

  it('may come with parameters, which change nothing', async () => {
    for (const prefer of ['respond-async; wait=5', 'Respond-Async ;a="b"', 'a=b;c, respond-async'])
      expect((await door.post(route('async'), { headers: { prefer } })).status).toBe(202)
    for (const prefer of ['respond-async=true', 'not-respond-async', 'wait; respond-async'])
      expect((await door.post(route(`at-once-${prefer.length}`), { headers: { prefer } })).status).toBe(201)
  })

  it('stores one event for later, its If-Match with it', async () => {
    const north = route('north')
    await door.post(north)
    const answer = await door.post(raised(north, red()), { headers: { ...headers, 'if-match': '"stale"' } })
    expect(answer.status).toBe(202)
    await door.receive(answer.body.submissionId ?? '')
    const done = await door.submissions.load(answer.body.submissionId ?? '')
    expect(done && summaryOf(done).status).toBe('refused')
    expect(done?.results[0]?.[0]?.outcome).toMatchObject({ problem: { slug: 'stale-version' } })
  })

  it('stores nothing that cannot be read, and nothing that is only to be validated', async () => {
    expect((await door.post('{', { headers })).status).toBe(400)
    expect((await door.post(seizure(), { headers, query: '?validateOnly=true' })).status).toBe(400)
    expect(await door.submissions.pending()).toStrictEqual([])
  })

  it('takes a batch, too', async () => {
    const answer = await door.post(reports(3), { type: batch, headers })
    expect(answer.status).toBe(202)
    await door.receive(answer.body.submissionId ?? '')
    expect((await door.submissions.load(answer.body.submissionId ?? ''))?.results[0]).toHaveLength(3)
    expect(await door.submissions.pending()).toStrictEqual([])
  })
})
