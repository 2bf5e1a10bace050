import { beforeAll, describe, expect, it } from 'vitest'
import { type Body, type Event, itemsOf } from './api.ts'
import { actor, claim, day, kilograms, leg, route, seizure, session, statement, volume } from './events.ts'
import type { Journey } from './journey.ts'
import { found, kz, places, raised } from './narrowing.ts'
import { sharedJourney } from './shared-journey.ts'

describe('a marking that is raised on a route', () => {
  let journey: Journey
  beforeAll(async () => {
    journey = await sharedJourney()
  })

  async function inBatches(events: readonly Event[]): Promise<Body[]> {
    const answers = []
    for (let start = 0; start < events.length; start += 100)
      answers.push(await journey.post(events.slice(start, start + 100)))
    expect(answers.map(({ body }) => body.rejected)).toStrictEqual(answers.map(() => 0))
    return answers.flatMap(itemsOf)
  }

  describe('a route', () => {
    it('that many seizures, an actor and a statement speak of', async () => {
      const { record, quiet } = journey
      const name = 'Secret valley'
      const identified = await record(route(kz, 'secret-valley', { names: { en: name } }))
      const added = await record(leg(kz, 'secret-valley', ['KG', 'KZ']))
      await record(actor(kz, 'movers'))
      const linked = await record(
        claim(kz, 'ActorLinkedToRoute', 'actors/movers', { routeId: 'secret-valley', relation: 'uses' }),
      )
      await record(session(kz, 'about-routes'))
      const said = await record(statement(kz, 'about-routes'))
      const about = ['routes/secret-valley']
      await record(
        claim(kz, 'StatementAssertionExtracted', said.subject, { text: `Said of the ${name}.`, about }),
      )
      // More than are projected together with the raising event: the others are left out as they are read.
      const count = 105
      const reports = Array.from({ length: count }, () => seizure(kz, { items: kilograms('0.5') }))
      const seized = (await inBatches(reports)).map(({ receipt }) => String((receipt as Body).subject))
      await inBatches(
        seized.map((subject) =>
          claim(kz, 'SeizureAttributedToRoute', subject, { routeId: 'secret-valley', legId: 'kg-kz' }),
        ),
      )
      await quiet()
      const words = ['secret-valley', name, identified.eventId, added.eventId, linked.eventId]
      const where = places('routes/secret-valley', 'actors/movers', said.subject, String(seized[0]))
      expect((await found(journey, words, where)).length).toBeGreaterThan(30)
      await raised(journey, 'routes/secret-valley', identified.eventId)
      expect(await found(journey, words, where)).toStrictEqual([])
      const evidence = await journey.get('/v1/seizures?route=secret-valley')
      expect(evidence.body).toStrictEqual({ items: [] })
      // The seizures themselves stay, and count where they count without the route.
      expect((await journey.get(`/v1/${seized[0]}`)).status).toBe(200)
      await quiet()
      expect(await found(journey, words, where)).toStrictEqual([])
      expect((await journey.get('/v1/routes/secret-valley', kz)).body.evidence).toMatchObject({
        seizures: count,
      })
    })

    it('of which one estimate and one leg are raised', async () => {
      const { record, quiet } = journey
      await record(route(kz, 'told'))
      await record(leg(kz, 'told', ['KG', 'KZ']))
      const added = await record(leg(kz, 'told', ['KZ', 'MN']))
      const seized = await record(seizure(kz, { occurred: day('2024-02-02') }))
      const attributed = await record(
        claim(kz, 'SeizureAttributedToRoute', seized.subject, { routeId: 'told', legId: 'kz-mn' }),
      )
      const estimated = await record(volume(kz, 'told', '4321.5'))
      await quiet()
      const where = places('routes/told', seized.subject)
      expect((await found(journey, ['4321.5', estimated.eventId], where)).length).toBeGreaterThan(3)
      await raised(journey, 'routes/told', estimated.eventId)
      expect(await found(journey, ['4321.5', estimated.eventId], where)).toStrictEqual([])
      const words = ['kz-mn', added.eventId, attributed.eventId, 'countries/mn']
      expect((await found(journey, words, where)).length).toBeGreaterThan(10)
      await raised(journey, 'routes/told', added.eventId)
      expect(await found(journey, words, where)).toStrictEqual([])
      await quiet()
      expect(await found(journey, words, where)).toStrictEqual([])
    })
  })
})
