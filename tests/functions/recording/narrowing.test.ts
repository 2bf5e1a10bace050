import { describe, expect, it } from 'vitest'
import { Unavailable } from '../../../functions/ledger/ledger.ts'
import { readRows } from '../../../functions/views/reading.ts'
import { idOf, leg, lowered, type Post, post, raised, red, redacted, route } from '../../support/posts.ts'
import { newWorld, type World } from '../../support/world.ts'

const cardFor = async (world: World, reader: string) =>
  (await readRows(world.views, [{ partition: 'card/routes/north', sort: 'card' }], reader))[0]?.body as
    | { version: number; legs: object[] }
    | undefined

async function published(): Promise<{ world: World; north: Post; added: Post; etag: string }> {
  const world = await newWorld()
  const [north, added] = [route('north'), leg('north', 'a')]
  await world.recorded(north)
  const { etag } = await world.recorded(added)
  await world.needs.project('routes/north')
  expect((await cardFor(world, 'public'))?.legs).toHaveLength(1)
  return { world, north, added, etag }
}

describe('narrowing', () => {
  it.each<[string, (of: Post, ifmatch: string) => Post]>([
    ['a raised marking', (of, ifmatch) => raised(of, red(), { ifmatch })],
    [
      'a retracted claim',
      (of, ifmatch) =>
        post('ClaimRetracted', { claimId: idOf(of), reason: 'x' }, { subject: 'routes/north', ifmatch }),
    ],
    ['a redaction', (of, ifmatch) => redacted(of, { ifmatch })],
  ])('is in force before its answer: %s', async (_, narrow) => {
    const { world, added, etag } = await published()
    await world.recorded(narrow(added, `"${etag}"`))
    expect((await cardFor(world, 'public'))?.legs).toStrictEqual([])
  })

  it('takes the whole card away when the subject itself is raised, and gives it back when lowered', async () => {
    const { world, north, etag } = await published()
    const raise = await world.recorded(raised(north, red(), { ifmatch: `"${etag}"` }))
    expect(await cardFor(world, 'public')).toBeUndefined()
    expect((await cardFor(world, 'participants/kz-moi'))?.version).toBe(3)
    await world.recorded(lowered(north, { tlp: 'GREEN' }, { ifmatch: `"${raise.etag}"` }))
    await world.needs.project('routes/north')
    expect(await cardFor(world, 'public')).toBeUndefined()
    expect(await cardFor(world, 'community/observer-one')).toBeDefined()
  })

  it('that cannot be projected is recorded but not answered; the repeat completes it', async () => {
    const { world, added, etag } = await published()
    const raise = raised(added, red(), { ifmatch: `"${etag}"` })
    const broken = { project: () => Promise.reject(new Unavailable('no views')) }
    await expect(world.post(raise, broken)).rejects.toBeInstanceOf(Unavailable)
    expect(await world.ledger.load('routes/north')).toHaveLength(3)
    expect((await cardFor(world, 'public'))?.legs).toHaveLength(1)
    await expect(world.post(raise, broken)).rejects.toBeInstanceOf(Unavailable)
    expect((await world.post(raise)).outcome).toBe('duplicate')
    expect((await cardFor(world, 'public'))?.legs).toStrictEqual([])
  })

  it('does not happen where nothing narrows: a claim is left to the queue', async () => {
    const { world } = await published()
    const untouched = { project: () => Promise.reject(new Error('not needed')) }
    expect((await world.post(leg('north', 'b'), untouched)).outcome).toBe('recorded')
  })
})
