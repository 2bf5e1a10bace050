import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Unavailable } from '../../../functions/ledger/ledger.ts'
import { type Door, openDoor } from '../../support/intake.ts'
import { leg, post, raised, red, route, seizure, subjectOf } from '../../support/posts.ts'
import { type Issuer, newIssuer } from '../../support/tokens.ts'
import { newWorld, type World } from '../../support/world.ts'

let issuer: Issuer
let world: World
let door: Door
beforeAll(async () => {
  issuer = await newIssuer()
})
beforeEach(async () => {
  world = await newWorld()
  door = openDoor(world, issuer)
})
const slug = ({ body }: { body: Record<string, never> }) => String(body.type).replace('/problems/', '')

describe('one event', () => {
  it.each(['application/cloudevents+json', 'application/json', 'application/json; charset=UTF-8'])(
    'in %s is answered with its receipt',
    async (type) => {
      const event = route('north')
      const answer = await door.post(event, { type })
      expect(answer.status).toBe(201)
      expect(answer.headers.get('location')).toBe('/v1/routes/north')
      expect(answer.headers.get('etag')).toMatch(/^"[\w-]{22}"$/)
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
      expect(answer.body).toMatchObject({
        id: event.id,
        subject: 'routes/north',
        version: 1,
        audience: ['public'],
      })
      const repeat = await door.post(event, { type })
      expect([repeat.status, repeat.text]).toStrictEqual([200, answer.text])
      expect(repeat.headers.get('location')).toBe('/v1/routes/north')
    },
  )

  it.each<[string, Record<string, string>]>([
    ['text/plain', {}],
    ['', {}],
    ['application/xml', {}],
    ['application/vnd.api+json', {}],
    ['application/json; charset=latin1', {}],
    ['application/json', { 'content-encoding': 'gzip' }],
    ['__proto__', {}],
  ])('in %s %s is 415', async (type, headers) => {
    const answer = await door.post(route('north'), { type, headers })
    expect([answer.status, slug(answer)]).toStrictEqual([415, 'unsupported-media-type'])
  })

  it.each<[string, string | Uint8Array]>([
    ['cut short', '{"a":'],
    ['empty', ''],
    ['with a key twice', '{"a":1,"\\u0061":2}'],
    ['with __proto__', '{"__proto__":{}}'],
    ['with a byte order mark', '\uFEFF{}'],
    ['that is not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['too deep', '['.repeat(17) + ']'.repeat(17)],
    ['with NaN', '{"a":NaN}'],
    ['followed by more', '{} {}'],
  ])('%s is 400', async (_, body) => {
    const answer = await door.post(body)
    expect([answer.status, slug(answer)]).toStrictEqual([400, 'malformed'])
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })

  it.each(['null', '7', '"text"', '[]', '{}'])('that is %s is 422 with every error', async (body) => {
    const answer = await door.post(body)
    expect([answer.status, slug(answer)]).toStrictEqual([422, 'invalid-event'])
    expect(answer.body.errors).not.toStrictEqual([])
  })

  it('of more than 256 KiB is 413, of exactly as much is looked at', async () => {
    const padded = (bytes: number) => {
      const bare = JSON.stringify(route('north'))
      return bare + ' '.repeat(bytes - bare.length)
    }
    expect((await door.post(padded(256 * 1024 + 1))).status).toBe(413)
    expect((await door.post(padded(256 * 1024))).status).toBe(201)
  })

  it('takes If-Match from the header, and refuses one that cannot be read', async () => {
    const identified = route('north')
    const { headers } = await door.post(identified)
    const etag = headers.get('etag') ?? ''
    const event = raised(identified, red())
    expect((await door.post(event)).status).toBe(428)
    expect((await door.post(event, { headers: { 'if-match': '"stale"' } })).status).toBe(412)
    expect((await door.post(event, { headers: { 'if-match': 'stale' } })).status).toBe(400)
    expect((await door.post(event, { headers: { 'if-match': etag } })).status).toBe(201)
  })

  it('is only looked at under validateOnly', async () => {
    const event = seizure()
    const answer = await door.post(event, { query: '?validateOnly=true' })
    expect(answer.status).toBe(200)
    expect(Object.keys(answer.body)).toStrictEqual([
      'id',
      'source',
      'type',
      'subject',
      'eventId',
      'audience',
      'warnings',
      'derived',
    ])
    expect(await world.ledger.load(subjectOf(event))).toStrictEqual([])
    expect((await door.post(event, { query: '?validateOnly=false' })).status).toBe(201)
  })

  it.each([
    '?validateonly=true',
    '?validateOnly=1',
    '?validateOnly=',
    '?x=1',
    '?validateOnly=true&validateOnly=true',
  ])('with %s is 400', async (query) => expect((await door.post(seizure(), { query })).status).toBe(400))

  it('names no value that was sent in an error', async () => {
    const answer = await door.post({
      ...route('north'),
      subject: 'routes/SECRET-VALUE',
      surprise: 'SECRET-VALUE',
    })
    expect(answer.status).toBe(422)
    expect(answer.text).not.toContain('SECRET-VALUE')
  })

  it('meets 503 with Retry-After when the store does not answer', async () => {
    const broken = { ...world.ledger, append: () => Promise.reject(new Unavailable('late')) }
    const answer = await openDoor({ ...world, needs: { ...world.needs, ledger: broken } }, issuer).post(
      route('north'),
    )
    expect([answer.status, slug(answer), answer.headers.get('retry-after')]).toStrictEqual([
      503,
      'unavailable',
      '1',
    ])
  })
})

describe('who may post', () => {
  it('is asked first: 401 before size, media type and JSON', async () => {
    const invalid = 'Bearer error="invalid_token"'
    for (const { challenge, ...about } of [
      { as: '', challenge: 'Bearer' },
      { as: 'nobody-registered', challenge: invalid },
      { as: '', headers: { authorization: 'Bearer x' }, challenge: invalid },
    ]) {
      const answer = await door.post('{'.repeat(5 * 1024 * 1024), { type: 'text/plain', ...about })
      expect([answer.status, answer.headers.get('www-authenticate')]).toStrictEqual([401, challenge])
    }
  })

  it('is never said by a header, a cookie or the URL', async () => {
    const headers = { 'x-agency': 'kz-moi', 'x-user-id': 'centre', cookie: 'agency=centre' }
    expect((await door.post(route('north'), { as: '', headers })).status).toBe(401)
    const query = `?access_token=${await issuer.token('kz-moi')}`
    expect((await door.post(route('north'), { as: '', query })).status).toBe(401)
    expect((await door.post(route('north'), { query })).status).toBe(401)
  })

  it('ends with a suspension, within five seconds', async () => {
    expect((await door.post(route('north'))).status).toBe(201)
    const suspended = post(
      'AgencySuspended',
      { reason: 'x' },
      { by: 'centre', subject: 'agencies/kz-moi', ifmatch: '*' },
    )
    expect((await door.post(suspended, { as: 'centre' })).status).toBe(201)
    world.clock.nowMs += 5_000
    const answer = await door.post(leg('north', 'a'))
    expect([answer.status, slug(answer)]).toStrictEqual([403, 'forbidden'])
  })

  it('is bounded by its rate: 429 with Retry-After, for that agency alone', async () => {
    const { ratePerMinute } = await import('../../../functions/http/rate-limit.ts')
    const limited = openDoor(
      world,
      issuer,
      ratePerMinute(2, () => world.clock.nowMs),
    )
    const statuses = async (...as: string[]) => {
      const found = []
      for (const agency of as)
        found.push((await limited.post(route('north', { by: agency }), { as: agency })).status)
      return found
    }
    expect(await statuses('kz-moi', 'kz-moi', 'kz-moi', 'ru-authority')).toStrictEqual([201, 201, 429, 201])
    const answer = await limited.post(route('north'))
    expect([slug(answer), answer.headers.get('retry-after')]).toStrictEqual(['rate-limited', '30'])
    world.clock.nowMs += 30_000
    expect(await statuses('kz-moi', 'kz-moi')).toStrictEqual([201, 429])
  })
})
