import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { requestsSource, submissionStored } from '../../../functions/bus/facts.ts'
import { Unavailable } from '../../../functions/ledger/ledger.ts'
import { receive } from '../../../functions/recorder/recorder.ts'
import { memorySubmissions } from '../../../functions/submissions/memory.ts'
import { type Submission, type Submissions, summaryOf } from '../../../functions/submissions/submissions.ts'
import { message, openDoor, ownAccount, recorderNeeds } from '../../support/intake.ts'
import { type Line, listen } from '../../support/lines.ts'
import { leg, post, raised, red, route, seizure, subjectOf } from '../../support/posts.ts'
import { type Issuer, newIssuer } from '../../support/tokens.ts'
import { newWorld, registration, type World } from '../../support/world.ts'

let issuer: Issuer
let world: World
let submissions: Submissions
let heard: { lines: Line[] }
beforeAll(async () => {
  issuer = await newIssuer()
})
beforeEach(async () => {
  world = await newWorld()
  submissions = memorySubmissions()
  heard = listen()
})

const submission = (parts: number, more: Partial<Submission> = {}): Submission => ({
  submissionId: 's1',
  agencyId: 'kz-moi',
  scopes: ['routewatch/events.write'],
  receivedAt: '2024-03-20T06:00:00.000Z',
  parts,
  events: parts,
  ...more,
})
const stored = message(ownAccount, requestsSource, submissionStored, { submissionId: 's1' })
const outcomes = async () =>
  (await submissions.load('s1'))?.results.map((part) => part?.map(({ outcome }) => outcome.outcome))

describe('both doors', () => {
  it('leave byte-equal commits of the same events', async () => {
    const north = route('north')
    const events = [north, leg('north', 'a'), seizure(), raised(north, red(), { ifmatch: '*' }), seizure()]
    const byHttp = await newWorld()
    for (const event of events) expect((await openDoor(byHttp, issuer).post(event)).status).toBe(201)
    const byBatch = await newWorld()
    await openDoor(byBatch, issuer).post(events, { type: 'application/cloudevents-batch+json' })
    await submissions.store(submission(1), [events.map((value) => ({ value }))])
    await receive(stored, recorderNeeds(world, submissions))
    const commits = async ({ ledger }: World) =>
      (await Promise.all(events.map(subjectOf).map((subject) => ledger.load(subject)))).flat()
    const first = await commits(byHttp)
    expect(first).toHaveLength(3 * 3 + 2)
    expect(await commits(world)).toStrictEqual(first)
    expect(await commits(byBatch)).toStrictEqual(first)
  })
})

describe('a submission', () => {
  it('is recorded as its agency, with the scopes that its token had', async () => {
    await submissions.store(submission(1, { scopes: [] }), [[{ value: seizure() }]])
    await receive(stored, recorderNeeds(world, submissions))
    expect((await submissions.load('s1'))?.results[0]?.[0]?.outcome).toMatchObject({
      problem: { slug: 'forbidden' },
    })
    expect(await submissions.pending()).toStrictEqual([])
  })

  it('sent twice keeps its first results', async () => {
    await submissions.store(submission(2), [
      [{ value: route('north') }],
      [{ value: leg('north', 'a') }, { value: 7 }],
    ])
    await receive(stored, recorderNeeds(world, submissions))
    const first = await submissions.load('s1')
    await receive(stored, recorderNeeds(world, submissions))
    expect(await submissions.load('s1')).toStrictEqual(first)
    expect(await outcomes()).toStrictEqual([['recorded'], ['recorded', 'refused']])
  })

  it('goes on where a crash left it', async () => {
    await submissions.store(submission(2), [[{ value: route('north') }], [{ value: leg('north', 'a') }]])
    const settle: Submissions['settle'] = (id, part, results) =>
      part === 1 ? Promise.reject(new Unavailable('late')) : submissions.settle(id, part, results)
    await expect(receive(stored, recorderNeeds(world, { ...submissions, settle }))).rejects.toThrow('late')
    expect(await submissions.pending()).toHaveLength(1)
    await receive(stored, recorderNeeds(world, submissions))
    expect(await outcomes()).toStrictEqual([['recorded'], ['duplicate']])
    const state = await submissions.load('s1')
    expect(state && summaryOf(state).status).toBe('recorded')
    expect(await submissions.pending()).toStrictEqual([])
  })

  it('is not settled while the store does not answer', async () => {
    await submissions.store(submission(1), [[{ value: route('north') }]])
    const ledger = { ...world.ledger, append: () => Promise.reject(new Unavailable('late')) }
    const needs = recorderNeeds({ ...world, needs: { ...world.needs, ledger } }, submissions)
    await expect(receive(stored, needs)).rejects.toBeInstanceOf(Unavailable)
    expect(await outcomes()).toStrictEqual([undefined])
  })

  it('that nobody stored is nothing to do', () => receive(stored, recorderNeeds(world, submissions)))
})

describe('a partner on the bus', () => {
  const partner = '444455556666'
  const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))
  const posted = (account: string, value: unknown) =>
    receive(message(account, 'kz.moi.posts', 'Posted', value), recorderNeeds(world, submissions))
  beforeEach(async () => {
    const bound = registration('kz-moi')
    await world.recorded({
      ...bound,
      id: 'bind',
      data: { ...bound.data, clientIds: ['kz-moi', `account:${partner}`] },
    })
    world.clock.nowMs += 5_000
  })

  it('is the agency that its account is bound to', async () => {
    await posted(partner, route('north'))
    expect(await world.ledger.load('routes/north')).toHaveLength(1)
  })

  it.each<[string, string, object, string]>([
    ['of an account that nobody registered', '777788889999', route('north'), 'unauthenticated'],
    ['for another agency', partner, route('north', { by: 'ru-authority' }), 'forbidden'],
    ['that is malformed', partner, {}, 'invalid-event'],
    ['that is nested too deep', partner, { ...route('north'), deep: nested(16) }, 'malformed'],
    ['that is too large', partner, { ...route('north'), more: 'x'.repeat(256 * 1024) }, 'too-large'],
  ])('is refused %s, with a line that tells no content', async (_, account, value, slug) => {
    await posted(account, value)
    expect(await world.ledger.load('routes/north')).toStrictEqual([])
    const told = JSON.stringify(heard.lines.at(-1))
    expect(told).toContain(`"account":"${account}"`)
    expect(told).toContain(`"slug":"${slug}"`)
    expect(told).not.toContain('Route north')
  })

  it('may not do what only the centre may', async () => {
    await posted(partner, route('north'))
    await posted(
      partner,
      post('AgencySuspended', { reason: 'x' }, { subject: 'agencies/ru-authority', ifmatch: '*' }),
    )
    expect(await world.ledger.load('agencies/ru-authority')).toHaveLength(1)
  })

  it('cannot pass for our own intake, nor our own account for a partner', async () => {
    await submissions.store(submission(1), [[{ value: route('north') }]])
    await receive(
      message(partner, requestsSource, submissionStored, { submissionId: 's1' }),
      recorderNeeds(world, submissions),
    )
    await receive(
      message(ownAccount, 'elsewhere', 'Posted', route('north')),
      recorderNeeds(world, submissions),
    )
    expect(await world.ledger.load('routes/north')).toStrictEqual([])
  })
})
