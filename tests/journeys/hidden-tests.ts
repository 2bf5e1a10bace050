import { beforeAll, describe, expect, it } from 'vitest'
import { type Answer, anonymous, type Event, itemsOf } from './api.ts'
import { actor, claim, leg, route, seizure, session, statement, volume } from './events.ts'
import { named, pairs, refers } from './hidden-table.ts'
import type { Journey } from './journey.ts'
import { sharedJourney } from './shared-journey.ts'

/** kz-moi keeps things for itself; tj-authority tries every way to find out that they are there. */

const red = { tlp: 'RED' }
const amber = { tlp: 'AMBER' }

describe('what is hidden', () => {
  let journey: Journey
  let hidden: Record<'seizures' | 'statements', string>
  beforeAll(async () => {
    journey = await sharedJourney()
    const { record } = journey
    await record(session('kz-moi', 'open-session'))
    await record(actor('kz-moi', 'known'))
    await record(route('kz-moi', 'hidden', {}, red))
    await record(leg('kz-moi', 'hidden', ['AF', 'TJ'], red))
    await record(actor('kz-moi', 'hidden', {}, red))
    await record(session('kz-moi', 'hidden', {}, red))
    hidden = {
      seizures: (await record(seizure('kz-moi', {}, red))).subject,
      statements: (await record(statement('kz-moi', 'open-session', {}, red))).subject,
    }
    await journey.quiet()
  })

  const problemOf = ({ status, body }: Answer) => [status, body.type, body.detail, body.errors]
  const versions = (answer: Answer) => itemsOf(answer).map(({ version }) => version)

  describe('what another agency is answered about something hidden', () => {
    const reported = () => ({
      seen: hidden.seizures,
      gone: hidden.seizures.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    })
    it.each(pairs)('%s', async (_, made, status) => {
      const [there, nowhere] = [await journey.post(made('hidden')), await journey.post(made('nowher'))]
      expect(problemOf(there)).toStrictEqual(problemOf(nowhere))
      expect(anonymous(there, '')).toBe(anonymous(nowhere, ''))
      expect(there.status).toBe(status)
    })

    it('an attribution, a retraction and an assertion about a seizure that is hidden', async () => {
      const { seen, gone } = reported()
      const said = await journey.record(statement('tj-authority', 'open-session'))
      const about = (subject: string) =>
        refers('StatementAssertionExtracted', said.subject, { text: 'Mentioned.', about: [subject] })
      const made: ((subject: string) => Event)[] = [
        (subject) => refers('SeizureAttributedToActor', subject, { actorId: 'known' }),
        (subject) => ({
          ...refers('SeizureRetracted', subject, {}),
          data: { reason: 'error' },
          ifmatch: '*',
        }),
        about,
      ]
      for (const make of made)
        expect(problemOf(await journey.post(make(seen)))).toStrictEqual(
          problemOf(await journey.post(make(gone))),
        )
    })

    it.each([
      '/v1/seizures?route=:id',
      '/v1/actors?route=:id',
      '/v1/statements?session=:id',
      '/v1/commitments?session=:id',
      '/v1/statistics/seizures?by=route&route=:id',
      '/v1/statistics/seizures?by=leg,substance&route=:id',
      '/v1/routes/:id?knownAt=2099-01-01T00:00:00Z',
      '/v1/routes/:id/evidence?limit=1',
      '/v1/subjects/routes/:id/events?from=2',
      '/v1/graph?focus=actors/:id',
      '/v1/routes/:id?atLeast=1',
    ])('GET %s', async (path) => {
      const [there, nowhere] = ['hidden', 'nowher'].map((id) => path.replace(':id', id))
      const answers = await Promise.all([there, nowhere].map((one = '') => journey.get(one, 'tj-authority')))
      const [one = '', other = ''] = [there, nowhere].map((where) => where?.split('?')[0])
      expect(anonymous(answers[0] as Answer, one)).toBe(anonymous(answers[1] as Answer, other))
    })

    it('If-None-Match and HEAD', async () => {
      for (const init of [{ headers: { 'if-none-match': '*' } }, { method: 'HEAD' }]) {
        const statuses = await Promise.all(
          ['hidden', 'nowher'].map(
            async (id) => (await fetch(`${journey.url}/v1/routes/${id}`, init)).status,
          ),
        )
        expect(statuses).toStrictEqual([404, 404])
      }
    })
  })

  it('numbers what is visible without a gap, and keeps the ETag while hidden events come in', async () => {
    const { record, get } = journey
    await record(route('kz-moi', 'mixed', {}, amber))
    await record(volume('kz-moi', 'mixed', '1', {}, red))
    await record(leg('kz-moi', 'mixed', ['TJ', 'KG'], amber))
    await record(leg('kz-moi', 'mixed', ['KG', 'KZ'], red))
    await record(volume('kz-moi', 'mixed', '2', {}, amber))
    await journey.quiet()
    const before = await get('/v1/routes/mixed', 'tj-authority')
    expect(before.body).toMatchObject({ version: 3, legs: [{ legId: 'tj-kg' }], estimates: [{ min: '2' }] })
    await record(volume('kz-moi', 'mixed', '3', {}, red))
    await journey.quiet()
    const after = await get('/v1/routes/mixed', 'tj-authority')
    expect([after.text, after.headers.get('etag')]).toStrictEqual([before.text, before.headers.get('etag')])
    for (const view of ['events', 'history']) {
      const path = `/v1/subjects/routes/mixed/${view}`
      expect(versions(await get(path, 'tj-authority'))).toStrictEqual([1, 2, 3])
      expect(versions(await get(path, 'kz-moi'))).toStrictEqual([1, 2, 3, 4, 5, 6])
      expect(versions(await get(`${path}?from=2&limit=1`, 'tj-authority'))).toStrictEqual([2])
    }
    // The same validator is still good for a change that another agency decides on.
    const dormant = claim(
      'tj-authority',
      'RouteDeclaredDormant',
      'routes/mixed',
      { reviewedFrom: '2020', reason: 'Quiet.' },
      amber,
    )
    const receipt = await record(dormant, { 'if-match': String(before.headers.get('etag')) })
    expect(receipt.version).toBe(4)
  })

  describe('a name that something hidden has', () => {
    it.each(named)('may be used again for %s, and the receipt tells nothing', async (kind, make) => {
      await journey.record(make('kz-moi', 'taken', red))
      await journey.quiet()
      const receipts = []
      for (const id of ['taken', 'vacan'])
        receipts.push(await journey.record(make('tj-authority', id, amber)))
      const told = receipts.map(({ version, warnings, audience, type }) => ({
        version,
        warnings,
        audience,
        type,
      }))
      expect(told[0]).toStrictEqual({ ...told[1], version: 1 })
      await journey.quiet()
      const mine = (agency: string) => journey.get(`/v1/subjects/${kind}/taken/events`, agency)
      expect(versions(await mine('tj-authority'))).toStrictEqual([1])
      expect(versions(await mine('kz-moi'))).toStrictEqual([1, 2])
      const card = await journey.get(`/v1/${kind}/taken`, 'tj-authority')
      expect(card.body).toMatchObject({ version: 1 })
      expect(card.text).not.toContain('kz-moi')
    })
  })
})
