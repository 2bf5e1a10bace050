import { describe, expect, it } from 'vitest'
import { amber, claimed, green, leg, post, raised, red, route, strict } from '../../support/posts.ts'
import { newWorld, refusal, type World } from '../../support/world.ts'

/** What an agency hears while others write to the same subject behind its back. */
async function journey(world: World, between: () => Promise<unknown>): Promise<object[]> {
  const heard: object[] = []
  const about = { by: 'ru-authority', subject: 'routes/north' }
  const tell = async (event: Parameters<World['post']>[0]) => {
    await between()
    const outcome = await world.post(event)
    const { hash: _, ...receipt } = 'receipt' in outcome ? (outcome.receipt as { hash?: string }) : {}
    heard.push({ ...outcome, receipt })
    return 'etag' in outcome ? outcome.etag : ''
  }
  const identified = route('north', { by: 'ru-authority', id: 'r1' })
  await tell(leg('north', 'a', { by: 'ru-authority', id: 'too-early' }))
  await tell(route('north', { by: 'ru-authority', id: 'r0', ifmatch: '*' }))
  await tell(identified)
  await tell(identified)
  const etag = await tell(leg('north', 'a', { by: 'ru-authority', id: 'leg-a' }))
  await tell(
    claimed(
      'RouteLegRetired',
      { legId: 'hidden', reason: 'x' },
      { ...about, id: 'r2', ifmatch: `"${etag}"` },
    ),
  )
  await tell(
    claimed('RouteLegRetired', { legId: 'a', reason: 'x' }, { ...about, id: 'r3', ifmatch: `"${etag}"` }),
  )
  await tell(
    claimed(
      'RouteDeclaredDormant',
      { reviewedFrom: '2023', reason: 'x' },
      { ...about, id: 'r4', ifmatch: '*' },
    ),
  )
  await tell(raised(identified, red(), { by: 'ru-authority', id: 'r5', ifmatch: `"${etag}"` }))
  return heard
}

describe('a slug that something hidden already has', () => {
  it('answers as if nobody else were there, whatever happens behind', async () => {
    const quiet = await newWorld()
    const alone = await journey(quiet, async () => {})
    const busy = await newWorld()
    await busy.recorded(route('north', { marking: red(), id: 'mine' }))
    let n = 0
    const among = await journey(busy, async () => {
      n += 1
      await busy.recorded(
        leg('north', n === 1 ? 'hidden' : `leg-${n}`, { marking: [red(), strict()][n % 2] as never }),
      )
    })
    expect(among).toStrictEqual(alone)
    expect(alone.map((heard) => refusal(heard as never))).toStrictEqual([
      'not-found',
      'stale-version',
      'recorded',
      'duplicate',
      'recorded',
      'unknown-reference',
      'recorded',
      'recorded',
      'stale-version',
    ])
    expect((await busy.ledger.load('routes/north')).length).toBe(14)
  })

  it('shows neither agency the claims of the other', async () => {
    const world = await newWorld()
    await world.recorded(route('north', { marking: red(), id: 'k1' }))
    await world.recorded(route('north', { marking: red(), id: 'r1', by: 'ru-authority' }))
    const mine = await world.recorded(leg('north', 'a', { marking: red() }))
    const theirs = await world.recorded(leg('north', 'a', { marking: red(), by: 'ru-authority' }))
    expect([mine.version, theirs.version]).toStrictEqual([2, 2])
    const endorsed = (claimId: string) => ({ claimId, marking: { tlp: 'RED' } })
    const outcome = await world.post(
      post('ClaimEndorsed', endorsed(mine.eventId), { by: 'ru-authority', subject: 'routes/north' }),
    )
    expect(refusal(outcome)).toBe('unknown-reference')
    expect(outcome).toStrictEqual(
      await world.post(
        post('ClaimEndorsed', endorsed('0b7c1f3e-2a64-5d1b-8f10-3c9d5e7a2b41'), {
          by: 'ru-authority',
          subject: 'routes/north',
        }),
      ),
    )
  })

  it('counts for each reader what that reader sees', async () => {
    const world = await newWorld()
    await world.recorded(route('north'))
    await world.recorded(leg('north', 'a', { marking: amber }))
    await world.recorded(leg('north', 'b', { marking: green }))
    await world.recorded(leg('north', 'c', { marking: strict('ru-authority') }))
    await world.recorded(leg('north', 'd', { marking: red() }))
    const versions = []
    for (const by of ['kz-moi', 'ru-authority', 'centre'])
      versions.push((await world.recorded(leg('north', `${by}-leg`, { by, marking: red() }))).version)
    expect(versions).toStrictEqual([6, 5, 5])
  })

  it('forgets an agency for whom the last creating event has been raised out of sight', async () => {
    const world = await newWorld()
    const identified = route('north')
    const { etag } = await world.recorded(identified)
    const theirs = await world.recorded(leg('north', 'a', { by: 'ru-authority' }))
    expect(theirs.version).toBe(2)
    const now = await world.recorded(leg('north', 'b'))
    expect(refusal(await world.post(raised(identified, red(), { ifmatch: `"${etag}"` })))).toBe(
      'stale-version',
    )
    await world.recorded(raised(identified, red(), { ifmatch: `"${now.etag}"` }))
    expect(refusal(await world.post(leg('north', 'c', { by: 'ru-authority' })))).toBe('not-found')
    expect((await world.recorded(route('north', { by: 'ru-authority' }))).version).toBe(3)
  })
})
