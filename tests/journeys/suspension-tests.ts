import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { putAs } from './bus-door.ts'
import { event, seizure } from './events.ts'
import type { Journey } from './journey.ts'
import { sharedJourney } from './shared-journey.ts'

/** An agency that loses its rights, and gets them back, while it goes on reading and posting at both doors. */

const agency = 'revoked-authority'
const account = '999900001111'
const inForceMs = 5_000

// In the catalogue: agency-suspended.
describe('a suspension', () => {
  let journey: Journey
  beforeAll(async () => {
    journey = await sharedJourney()
    const registration = {
      names: { en: 'An authority that loses its rights' },
      clientIds: [agency, `account:${account}`],
      kind: 'participating-state',
      country: 'KZ',
      authorityType: 'customs',
      postingScopes: ['seizures'],
      marking: { tlp: 'CLEAR' },
    }
    await journey.record(event('centre', 'AgencyRegistered', `agencies/${agency}`, registration))
    await journey.quiet()
  })

  async function change(type: 'AgencySuspended' | 'AgencyReinstated'): Promise<number> {
    const { headers } = await journey.get(`/v1/agencies/${agency}`, 'centre')
    const changed = event('centre', type, `agencies/${agency}`, { reason: 'A lost key.' })
    await journey.record(changed, { 'if-match': String(headers.get('etag')) })
    return Date.now()
  }

  /** Whether the event came in by the bus door. */
  async function arrives(): Promise<boolean> {
    const before = await journey.recorded()
    putAs(journey, account, seizure(agency))
    await journey.quiet()
    return (await journey.recorded()) === before + 1
  }

  const read = async () => (await journey.get('/v1/routes', agency)).status
  const post = async () => (await journey.post(seizure(agency))).status

  /** Milliseconds since `sinceMs` until `ask` answers so; it is asked without a pause. */
  async function until(ask: () => Promise<number>, status: number, sinceMs: number): Promise<number> {
    while ((await ask()) !== status)
      if (Date.now() - sinceMs > 2 * inForceMs) throw new Error(`No ${status} after ${2 * inForceMs} ms`)
    return Date.now() - sinceMs
  }

  it('is in force for reads, posts and the bus within 5 seconds, and so is its end', async () => {
    expect([await read(), await post(), await arrives()]).toStrictEqual([200, 201, true])

    const suspendedMs = await change('AgencySuspended')
    const gone = await Promise.all([until(read, 403, suspendedMs), until(post, 403, suspendedMs)])
    expect(Math.max(...gone)).toBeLessThan(inForceMs)
    await wait(Math.max(0, suspendedMs + inForceMs - Date.now()))
    const before = await journey.recorded()
    expect([await read(), await post(), await arrives()]).toStrictEqual([403, 403, false])
    const asked = await journey.post([seizure(agency), seizure(agency)])
    expect((asked.body.items as { status: number }[]).map(({ status }) => status)).toStrictEqual([403, 403])
    expect(await journey.recorded()).toBe(before)

    const reinstatedMs = await change('AgencyReinstated')
    const back = await Promise.all([until(read, 200, reinstatedMs), until(post, 201, reinstatedMs)])
    expect(Math.max(...back)).toBeLessThan(inForceMs)
    await expect.poll(arrives, { timeout: inForceMs, interval: 200 }).toBe(true)
  })
})
