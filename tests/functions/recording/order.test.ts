import { beforeEach, describe, expect, it } from 'vitest'
import {
  claimed,
  idOf,
  leg,
  post,
  raised,
  red,
  redacted,
  route,
  seizure,
  subjectOf,
} from '../../support/posts.ts'
import { newWorld, refusal, type World } from '../../support/world.ts'

/** Each event has every fault from its own line on; the first one is what the poster hears of. */
describe('checks answer in the order of the contract', () => {
  let world: World
  const north = route('north', { id: 'north' })
  beforeEach(async () => {
    world = await newWorld()
    await world.recorded(north)
    await world.recorded(route('south', { by: 'ru-authority', marking: red() }))
  })

  it('422 schema, before 403', async () => {
    const event = raised(north, red(), { by: 'ru-authority', subject: 'routes/none' })
    const spoilt = { ...event, data: { ...event.data, reason: 7 } }
    expect(refusal(await world.post(spoilt, { poster: await world.agency('kz-moi') }))).toBe('invalid-event')
  })

  it.each(['routes/none', 'routes/south'])('403, before 404 (%s)', async (subject) => {
    const foreign = raised(north, red(), { by: 'ru-authority', subject })
    expect(refusal(await world.post(foreign, { poster: await world.agency('kz-moi') }))).toBe('forbidden')
    const own = raised(north, red(), { subject })
    expect(refusal(await world.post(own, { scopes: [] }))).toBe('forbidden')
    const poster = { ...(await world.agency('kz-moi')), suspended: true }
    expect(refusal(await world.post(own, { poster }))).toBe('forbidden')
    expect(refusal(await world.post(leg('south', 'a', { by: 'observer-one' })))).toBe('not-found')
    const narrow = { ...(await world.agency('kz-moi')), postingScopes: ['seizures'] }
    expect(refusal(await world.post(own, { poster: narrow }))).toBe('forbidden')
  })

  it('404, the same for what is missing and what is hidden', async () => {
    const outcomes = await Promise.all(
      ['routes/none', 'routes/south'].map((subject) => world.post(raised(north, red(), { subject }))),
    )
    expect(refusal(outcomes[0] as never)).toBe('not-found')
    expect(outcomes[1]).toStrictEqual(outcomes[0])
  })

  it('403 for a claim that another has made, before repeat and 428', async () => {
    expect(refusal(await world.post(raised(north, red(), { by: 'ru-authority' })))).toBe('forbidden')
    expect(refusal(await world.post(redacted(north, { by: 'ru-authority' })))).toBe('forbidden')
  })

  it('repeat, before 428 and 412', async () => {
    const first = leg('north', 'a', { id: 'once' })
    const { etag } = await world.recorded(first)
    const retired = claimed('RouteLegRetired', { legId: 'a', reason: 'none' }, { subject: 'routes/north' })
    expect((await world.post(retired, { ifMatch: `"${etag}"` })).outcome).toBe('recorded')
    expect((await world.post(retired)).outcome).toBe('duplicate')
    expect((await world.post(retired, { ifMatch: '"stale"' })).outcome).toBe('duplicate')
    const other = { ...retired, data: { ...retired.data, reason: 'another' } }
    expect(refusal(await world.post(other))).toBe('event-id-reused')
  })

  it('428, 412, 409, 422 in this order', async () => {
    const about = { subject: 'routes/north', id: 'faulty' }
    const retired = (marking: object) =>
      claimed('RouteLegRetired', { legId: 'a', reason: 'none' }, { ...about, marking: marking as never })
    const { etag: before } = await world.recorded(leg('north', 'a'))
    await world.recorded(
      claimed(
        'RouteLegRetired',
        { legId: 'a', reason: 'none' },
        { subject: 'routes/north', ifmatch: `"${before}"` },
      ),
    )
    // Retired already, and released to nobody who is known.
    const event = retired(red('nobody'))
    expect(refusal(await world.post(event))).toBe('precondition-required')
    expect(refusal(await world.post(event, { ifMatch: `"${before}"` }))).toBe('stale-version')
    expect(refusal(await world.post(event, { ifMatch: '*' }))).toBe('state-conflict')
    expect(refusal(await world.post(leg('north', 'b', { marking: red('nobody') })))).toBe('unknown-reference')
  })

  it('409 state, before 422 for what is unknown', async () => {
    const report = seizure()
    const subject = subjectOf(report)
    const { etag } = await world.recorded(report)
    await world.recorded(post('SeizureRetracted', { reason: 'error' }, { subject, ifmatch: `"${etag}"` }))
    const attributed = claimed('SeizureAttributedToRoute', { routeId: 'none' }, { subject })
    expect(refusal(await world.post(attributed))).toBe('state-conflict')
  })

  it('tells every id that is unknown', async () => {
    const statement = { routeId: 'none', relation: 'uses' }
    await world.recorded(post('ActorReported', actorData, { subject: 'actors/net' }))
    const outcome = await world.post(
      claimed('ActorLinkedToRoute', statement, {
        subject: 'actors/net',
        marking: red('kg-none', 'kz-moi', 'nobody'),
      }),
    )
    expect(
      outcome.outcome === 'refused' && outcome.problem.errors?.map(({ pointer }) => pointer),
    ).toStrictEqual(['/data/marking/releasableTo/0', '/data/marking/releasableTo/2', '/data/routeId'])
  })

  it('an id inside data that is hidden is as unknown as one that is missing', async () => {
    const report = seizure()
    await world.recorded(report)
    const attribute = (routeId: string) =>
      world.post(claimed('SeizureAttributedToRoute', { routeId }, { subject: subjectOf(report) }))
    const [missing, hidden] = [await attribute('none'), await attribute('south')]
    expect(refusal(missing)).toBe('unknown-reference')
    expect(hidden).toStrictEqual(missing)
  })

  it('stores nothing on a refusal', async () => {
    const before = await world.ledger.load('routes/north')
    await world.post(raised(north, red()))
    await world.post(raised(north, red(), { ifmatch: '"stale"' }))
    await world.post(
      post('ClaimEndorsed', { marking: { tlp: 'CLEAR' }, claimId: idOf(north) }, { subject: 'routes/north' }),
    )
    expect(await world.ledger.load('routes/north')).toStrictEqual(before)
  })
})

const actorData = {
  names: { en: 'Network' },
  kind: 'criminal-network',
  specificity: 'named',
  grading: { scale: 'admiralty-6x6', source: 'B', information: '2' },
  marking: { tlp: 'CLEAR' },
}
