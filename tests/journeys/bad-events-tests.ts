import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer, Body } from './api.ts'
import { badChanges } from './bad-changes.ts'
import { badActors, badRoutes, badStatements } from './bad-events.ts'
import { badSeizures } from './bad-seizures.ts'
import { actor, claim, route, seizure, session } from './events.ts'
import type { Journey } from './journey.ts'
import { sharedJourney } from './shared-journey.ts'

describe('bad events', () => {
  let journey: Journey
  let seized: { subject: string; eventId: string }
  beforeAll(async () => {
    journey = await sharedJourney()
    const { record } = journey
    const red = { tlp: 'RED' }
    await record(session('kz-moi', 'open-session'))
    await record(session('kz-moi', 'closed-session'))
    await record(claim('kz-moi', 'SessionOpened', 'sessions/closed-session', {}))
    await record(claim('kz-moi', 'SessionClosed', 'sessions/closed-session', {}))
    await record(session('kz-moi', 'hidden-session', {}, red))
    await record(route('kz-moi', 'open'))
    await record(route('kz-moi', 'hidden-route', {}, red))
    await record(actor('kz-moi', 'known', { names: { en: 'Khimprom' } }))
    seized = await record(seizure('kz-moi', {}, { tlp: 'GREEN' }))
    await journey.quiet()
  })

  /** Every refusal is a problem that tells what is wrong, and leaves no trace in the ledger. */
  async function judge(
    post: () => Promise<Answer>,
    status: number,
    slug: string | undefined,
  ): Promise<Answer> {
    const before = await journey.recorded()
    const answer = await post()
    expect([answer.status, answer.body.type]).toStrictEqual([
      status,
      slug === undefined ? answer.body.type : `/problems/${slug}`,
    ])
    expect(await journey.recorded()).toBe(status === 201 ? before + 1 : before)
    if (status === 201) return answer
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.body).toMatchObject({
      status,
      title: expect.stringMatching(/./),
      detail: expect.stringMatching(/./),
      instance: '/v1/events',
      requestId: answer.headers.get('apigw-requestid'),
    })
    if (slug === 'invalid-event') {
      const [error] = answer.body.errors as Body[]
      expect(error).toMatchObject({
        pointer: expect.any(String),
        detail: expect.any(String),
        code: expect.any(String),
      })
    }
    return answer
  }

  describe.each([
    ['a seizure', badSeizures],
    ['a statement', badStatements],
    ['a route', badRoutes],
    ['an actor', badActors],
  ])('%s', (_, cases) => {
    it.each(cases)('%s: %s', async (_covers, _what, event, status, slug) => {
      const as = /post-for-other/.test(_covers) ? 'kz-moi' : undefined
      await judge(() => journey.post(event, { as }), status, slug)
    })

    it('is judged alike alone, in a batch, and when only validated', async () => {
      const refused = cases.filter(([, , , status]) => status >= 400)
      const alone = await Promise.all(refused.map(([, , event]) => journey.post(event, { as: 'kz-moi' })))
      const together = await journey.post(
        refused.map(([, , event]) => event),
        { as: 'kz-moi' },
      )
      const validated = await Promise.all(
        refused.map(([, , event]) => journey.post(event, { as: 'kz-moi', query: '?validateOnly=true' })),
      )
      const told = ({ body }: { body: Body }) => [body.status, body.type, body.detail, body.errors]
      const items = (together.body.items as Body[]).map(({ problem }) => ({ body: problem as Body }))
      expect(items.map(told)).toStrictEqual(alone.map(told))
      expect(validated.map(told)).toStrictEqual(alone.map(told))
    })
  })

  describe('a change', () => {
    it.each(badChanges)('%s: %s', async (_covers, _what, made, status, slug) => {
      await judge(() => journey.post(made(seized.subject, seized.eventId)), status, slug)
    })
  })

  it('a tie is never seen more widely than what it leads to', async () => {
    const link = { routeId: 'hidden-route', relation: 'controls' }
    const { eventId } = await journey.record(claim('kz-moi', 'ActorLinkedToRoute', 'actors/known', link))
    await journey.quiet()
    for (const path of [
      '/v1/actors/known',
      '/v1/subjects/actors/known/events',
      '/v1/graph?focus=actors/known',
    ]) {
      const texts = [await journey.get(path, 'tj-authority'), await journey.get(path, 'kz-moi')]
      expect(texts.map(({ text }) => text.includes(eventId))).toStrictEqual([false, true])
    }
  })

  it('tells of a name that another actor has, and records it all the same', async () => {
    await journey.quiet()
    const { warnings } = await journey.record(
      actor('tj-authority', 'same-name', { names: { en: 'KHIMPROM' } }),
    )
    const warning = { rule: 'possible-duplicate', hint: expect.stringContaining('actors/known') }
    expect(warnings).toContainEqual(expect.objectContaining(warning))
  })

  it('suggests the name that was meant, and echoes no value', async () => {
    const answer = await journey.post(seizure('kz-moi', { arestsCount: 'kanary-value', markin: {} }))
    expect(answer.body.errors).toMatchObject([
      { pointer: '/data/arestsCount', hint: 'arrestsCount' },
      { hint: 'marking' },
    ])
    expect(answer.text).not.toContain('kanary-value')
  })
})
