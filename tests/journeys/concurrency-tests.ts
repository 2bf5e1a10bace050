import { beforeAll, describe, expect, it } from 'vitest'
import { itemsOf } from './api.ts'
import { claim, route, volume } from './events.ts'
import type { Journey } from './journey.ts'
import { sharedJourney } from './shared-journey.ts'

const writers = 20
/** The bench appends 400 to one subject; here the whole door is in the way. */
const each = 6

describe('many writers at once', () => {
  let journey: Journey
  beforeAll(async () => {
    journey = await sharedJourney()
  })

  const ofAll = <T>(one: (writer: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: writers }, (_, writer) => one(writer)))

  describe(`${writers} writers at one route`, () => {
    it(`all succeed with ${each} estimates each, in versions without a gap`, async () => {
      await journey.record(route('kz-moi', 'busy'))
      const answers = await ofAll(async (writer) => {
        const own = []
        for (let nth = 1; nth <= each; nth++)
          own.push(
            await journey.post(
              volume(writer % 2 ? 'kz-moi' : 'tj-authority', 'busy', String(writer * each + nth)),
            ),
          )
        return own
      })
      const statuses = answers.flat().map(({ status }) => status)
      expect([...new Set(statuses)]).toStrictEqual([201])
      const versions = answers.flat().map(({ body }) => Number(body.version))
      const all = Array.from({ length: writers * each }, (_, index) => index + 2)
      expect(versions.sort((a, b) => a - b)).toStrictEqual(all)
      const events = await journey.get('/v1/subjects/routes/busy/events?limit=500')
      expect(itemsOf(events).map(({ version }) => version)).toStrictEqual([1, ...all])
      expect(new Set(itemsOf(events).map(({ id }) => id)).size).toBe(1 + writers * each)
      await journey.quiet()
      const { body } = await journey.get(`/v1/routes/busy?atLeast=${1 + writers * each}`)
      expect(body.claims).toHaveLength(1 + writers * each)
    })

    it('with If-Match: one wins, the others are told that they are late', async () => {
      const { etag } = await journey.record(route('kz-moi', 'fought-over'))
      const answers = await ofAll((writer) =>
        journey.post(volume('kz-moi', 'fought-over', String(writer + 1)), { headers: { 'if-match': etag } }),
      )
      const statuses = answers.map(({ status }) => status).sort()
      expect(statuses).toStrictEqual([201, ...Array(writers - 1).fill(412)])
      const late = answers.find(({ status }) => status === 412)
      expect(late?.body).toMatchObject({ type: '/problems/stale-version' })
      expect(itemsOf(await journey.get('/v1/subjects/routes/fought-over/events'))).toHaveLength(2)
    })

    it('with If-Match on a change that needs it, in batches', async () => {
      const { etag } = await journey.record(route('kz-moi', 'resting'))
      const rest = () => ({
        ...claim('kz-moi', 'RouteDeclaredDormant', 'routes/resting', {
          reviewedFrom: '2020',
          reason: 'Quiet.',
        }),
        ifmatch: etag,
      })
      const answers = await ofAll(() => journey.post([rest()]))
      const statuses = answers.map((answer) => itemsOf(answer)[0]?.status).sort()
      expect(statuses).toStrictEqual([201, ...Array(writers - 1).fill(412)])
    })

    it('who all send one and the same event get one receipt, byte for byte', async () => {
      const same = route('kz-moi', 'sent-often')
      const answers = await ofAll(() => journey.post(same))
      expect(answers.map(({ status }) => status).sort()).toStrictEqual([...Array(writers - 1).fill(200), 201])
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    })
  })
})
