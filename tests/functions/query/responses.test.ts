import { beforeEach, describe, expect, it } from 'vitest'
import {
  clear,
  grading,
  type Post,
  post,
  red,
  route,
  seizure,
  strict,
  subjectOf,
} from '../../support/posts.ts'
import { type Reading, reading } from './reading.ts'

let world: Reading
beforeEach(async () => {
  world = await reading()
})

const responses = async (by = 'kz-moi', query = '') =>
  (await world.ask(`/v1/responses?${query}`, { by })).body as {
    items: Record<string, unknown>[]
    next?: string
  }
const typesFor = async (by?: string) => (await responses(by)).items.map(({ type }) => type)
const opinion = (
  type: 'ClaimEndorsed' | 'ClaimDisputed',
  claimId: string,
  of: Post,
  marking: object = clear,
) =>
  post(type, { claimId, reason: 'Seen otherwise.', marking }, { by: 'ru-authority', subject: subjectOf(of) })
const attributed = (of: Post, routeId: string, marking: object = clear) =>
  post(
    'SeizureAttributedToRoute',
    { routeId, grading, marking },
    { by: 'ru-authority', subject: subjectOf(of) },
  )
const lab = (of: Post, by = 'ru-authority') =>
  post(
    'SeizureLabConfirmed',
    { items: [{ index: 0, substance: 'heroin', purityPercent: '61' }], grading, marking: clear },
    { by, subject: subjectOf(of) },
  )

describe('what came of the own claims', () => {
  it('is told newest first, with who said what of which claim', async () => {
    const report = seizure()
    const { eventId } = await world.recorded(report)
    for (const event of [opinion('ClaimEndorsed', eventId, report), lab(report)]) {
      world.clock.nowMs += 1_000
      await world.recorded(event)
    }
    await world.project()
    const about = { subject: subjectOf(report), claimId: eventId, postedBy: 'ru-authority' }
    expect((await responses()).items).toMatchObject([
      { ...about, type: 'SeizureLabConfirmed', laboratory: [{ index: 0, purityPercent: '61' }] },
      { ...about, type: 'ClaimEndorsed', reason: 'Seen otherwise.' },
    ])
    const { items, next } = await responses('kz-moi', 'limit=1')
    expect(items).toHaveLength(1)
    expect((await responses('kz-moi', `limit=1&cursor=${next}`)).items).toMatchObject([
      { type: 'ClaimEndorsed' },
    ])
  })
  it('names the route that a report now counts for', async () => {
    const report = seizure()
    await world.recorded(route('north'))
    await world.recorded(report)
    await world.recorded(attributed(report, 'north'))
    await world.project()
    expect((await responses()).items).toMatchObject([
      {
        type: 'SeizureAttributedToRoute',
        moved: [{ routeId: 'north' }],
        related: { 'routes/north': 'Route north' },
      },
    ])
  })
  it('is for the poster of the claim alone, and holds nothing that it did itself', async () => {
    const report = seizure()
    const { eventId } = await world.recorded(report)
    await world.recorded(opinion('ClaimDisputed', eventId, report))
    await world.recorded(lab(report, 'kz-moi'))
    await world.project()
    expect(await typesFor()).toStrictEqual(['ClaimDisputed'])
    for (const other of ['ru-authority', 'observer-one', 'centre'])
      expect(await typesFor(other)).toStrictEqual([])
    expect((await world.ask('/v1/responses')).status).toBe(401)
  })
  it('holds no dispute that the poster may not see', async () => {
    const report = seizure()
    const { eventId } = await world.recorded(report)
    await world.recorded(opinion('ClaimDisputed', eventId, report, red()))
    await world.project()
    expect(await typesFor()).toStrictEqual([])
    await world.recorded(opinion('ClaimEndorsed', eventId, report, strict('kz-moi')))
    await world.project()
    expect(await typesFor()).toStrictEqual(['ClaimEndorsed'])
  })
  it('holds no attribution to a route that the poster may not see', async () => {
    const report = seizure()
    await world.recorded(route('secret', { by: 'ru-authority', marking: red() }))
    await world.recorded(report)
    await world.recorded(attributed(report, 'secret'))
    await world.project()
    const { items, next } = await responses()
    expect([items, next]).toStrictEqual([[], undefined])
  })
  it('holds no attribution to a route whose row is gone, whatever else is projected late', async () => {
    const report = seizure()
    await world.recorded(route('north'))
    await world.recorded(report)
    await world.recorded(attributed(report, 'north'))
    await world.project()
    const { views } = world
    const late = await reading(world, {
      views: {
        ...views,
        get: async (keys) => (await views.get(keys)).filter((row) => row?.partition !== 'card/routes/north'),
      },
    })
    const { body } = await late.ask('/v1/responses', { by: 'kz-moi' })
    expect([body.items, body.next]).toStrictEqual([[], undefined])
  })
})
