import { beforeAll, describe, expect, it } from 'vitest'
import { anonymous, type Body, type Event, itemsOf } from './api.ts'
import { putAs } from './bus-door.ts'
import { claim, event, seizure } from './events.ts'
import type { Journey } from './journey.ts'
import { sharedJourney } from './shared-journey.ts'

/** Whatever it says and whichever door it takes: an agency acts as itself alone. */

const account = '999900002222'
const stranger = 'tj-authority'

describe('an agency acts only as itself', () => {
  let journey: Journey
  let seized: { subject: string; eventId: string; etag: string }
  let before: number
  beforeAll(async () => {
    journey = await sharedJourney()
    const { body } = await journey.get(`/v1/agencies/${stranger}`, 'centre')
    const { names, kind, country, authorityType, postingScopes } = body
    const bound = { names, kind, country, authorityType, postingScopes, marking: { tlp: 'CLEAR' } }
    const clientIds = [stranger, `account:${account}`]
    await journey.record(event('centre', 'AgencyRegistered', `agencies/${stranger}`, { ...bound, clientIds }))
    seized = await journey.record(seizure('kz-moi'))
    await journey.quiet()
    before = await journey.recorded()
  })

  const asStranger = (what: Event | Event[] | string, headers: Record<string, string> = {}, type?: string) =>
    journey.post(what, { as: stranger, headers, ...(type && { type }) })

  it('when it posts one event, with or without If-Match, and when it only asks', async () => {
    const answers = [
      await asStranger(seizure('kz-moi')),
      await asStranger({ ...seizure('kz-moi'), ifmatch: '*' }),
      await journey.post(seizure('kz-moi'), { as: stranger, query: '?validateOnly=true' }),
      await asStranger(seizure('centre')),
      await asStranger(seizure('nobody-at-all')),
    ]
    for (const { status, body } of answers)
      expect([status, body.type]).toStrictEqual([403, '/problems/forbidden'])
    expect(await journey.recorded()).toBe(before)
  })

  it('when one row of many names another agency: that row alone is refused', async () => {
    const rows = () => [seizure(stranger), seizure('kz-moi'), seizure(stranger)]
    const batch = await asStranger(rows())
    const lines = rows().map((row) => JSON.stringify(row))
    const ndjson = await asStranger(lines.join('\n'), {}, 'application/x-ndjson')
    for (const { body } of [batch, ndjson]) {
      expect(body).toMatchObject({ accepted: 2, duplicates: 0, rejected: 1 })
      expect((body.items as Body[]).map(({ status }) => status)).toStrictEqual([201, 403, 201])
    }
    before += 4
    expect(await journey.recorded()).toBe(before)
  })

  it('when nobody waits for the answer, and when the bus brings it', async () => {
    const later = await asStranger(seizure('kz-moi'), { prefer: 'respond-async' })
    putAs(journey, account, seizure('kz-moi'), { Source: 'routewatch.intake' })
    putAs(journey, '999900003333', seizure('ru-authority'))
    await journey.quiet()
    expect(await journey.recorded()).toBe(before)
    const told = await journey.get(String(later.headers.get('location')), stranger)
    expect(told.body).toMatchObject({ status: 'refused', accepted: 0, rejected: 1 })
    expect(itemsOf(told)).toMatchObject([{ status: 403, problem: { type: '/problems/forbidden' } }])
  })

  it('on the bus, too, as far as it goes: its own event arrives', async () => {
    putAs(journey, account, seizure(stranger))
    await journey.quiet()
    before += 1
    expect(await journey.recorded()).toBe(before)
  })

  it('when a message claims to be a submission that intake has stored', async () => {
    const stored = await journey.post(seizure('kz-moi'), { headers: { prefer: 'respond-async' } })
    await journey.quiet()
    before += 1
    const about = { Source: 'routewatch.intake', DetailType: 'SubmissionStored' }
    putAs(journey, account, { submissionId: stored.body.submissionId }, about)
    await journey.quiet()
    expect(await journey.recorded()).toBe(before)
  })

  it.each<[string, string, (eventId: string) => Body]>([
    ['corrects', 'SeizureCorrected', () => ({ changes: { place: { country: 'RU' } }, reason: 'x' })],
    ['retracts', 'SeizureRetracted', () => ({ reason: 'error' })],
    ['retracts as a claim', 'ClaimRetracted', (claimId) => ({ claimId, reason: 'x' })],
    [
      'raises the marking of',
      'MarkingRaised',
      (eventId) => ({ eventId, marking: { tlp: 'RED' }, reason: 'x' }),
    ],
    [
      'lowers the marking of',
      'MarkingLowered',
      (eventId) => ({ eventId, marking: { tlp: 'CLEAR' }, reason: 'x' }),
    ],
    ['redacts', 'PayloadRedacted', (eventId) => ({ eventId, reason: 'x' })],
  ])('%s nothing of another', async (_, type, data) => {
    const change = event(stranger, type, seized.subject, data(seized.eventId))
    for (const source of [stranger, 'kz-moi'])
      for (const ifMatch of [seized.etag, '*']) {
        const answer = await asStranger({ ...change, source: `/agencies/${source}` }, { 'if-match': ifMatch })
        expect([answer.status, answer.body.type]).toStrictEqual([403, '/problems/forbidden'])
      }
    expect(await journey.recorded()).toBe(before)
  })

  it('registers, suspends and reinstates nobody', async () => {
    for (const type of ['AgencySuspended', 'AgencyReinstated']) {
      const answer = await asStranger({
        ...event(stranger, type, 'agencies/kz-moi', { reason: 'x' }),
        ifmatch: '*',
      })
      expect([answer.status, answer.body.type]).toStrictEqual([403, '/problems/forbidden'])
    }
    expect(await journey.recorded()).toBe(before)
  })

  it('has ids of its own: what another has used is free, and no repeat', async () => {
    const theirs = seizure('kz-moi')
    const mine = { ...seizure(stranger), id: String(theirs.id) }
    const answers = [await journey.post(theirs), await asStranger(mine), await asStranger(mine)]
    expect(answers.map(({ status }) => status)).toStrictEqual([201, 201, 200])
    expect(answers[0]?.body.subject).not.toBe(answers[1]?.body.subject)
    before += 2
    expect(await journey.recorded()).toBe(before)
  })

  it('does not see that another has submitted anything', async () => {
    const { headers } = await journey.post(
      claim('kz-moi', 'CountryRoleReported', 'countries/kz', { role: 'transit', substance: 'heroin' }),
      { headers: { prefer: 'respond-async' } },
    )
    const path = String(headers.get('location'))
    await journey.quiet()
    const missing = path.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    expect((await journey.get(path, 'kz-moi')).status).toBe(200)
    for (const other of [stranger, 'centre', 'observer-one']) {
      const [hidden, none] = [await journey.get(path, other), await journey.get(missing, other)]
      expect(hidden.status).toBe(404)
      expect(anonymous(hidden, path)).toBe(anonymous(none, missing))
      expect((await journey.get('/v1/submissions?limit=500', other)).text).not.toContain(
        path.split('/').at(-1),
      )
    }
  })
})
