import { beforeAll, describe, expect, it } from 'vitest'
import { httpApp } from '../../../functions/http/app.ts'
import { callerWithin, type RateLimit, ratePerMinute } from '../../../functions/http/rate-limit.ts'
import { type Issuer, newIssuer } from '../../support/tokens.ts'
import { newWorld, type World } from '../../support/world.ts'

let nowMs = 0
const limitOf = (perMinute: number): RateLimit => {
  nowMs = 1_000_000
  return ratePerMinute(perMinute, () => nowMs)
}
const asked = (limit: RateLimit, ...whos: string[]) => whos.map((who) => limit.ask(who))

describe('a rate', () => {
  it('lets a minute of requests pass at once, and then one after the other', () => {
    const limit = limitOf(6)
    expect(asked(limit, 'a', 'a', 'a', 'a', 'a', 'a', 'a')).toEqual([0, 0, 0, 0, 0, 0, 10])
    nowMs += 9_999
    expect(limit.ask('a')).toBe(1)
    nowMs += 1
    expect(asked(limit, 'a', 'a')).toEqual([0, 10])
    nowMs += 3_600_000
    expect(asked(limit, 'a', 'a', 'a', 'a', 'a', 'a', 'a')).toEqual([0, 0, 0, 0, 0, 0, 10])
  })

  it('is for each caller alone', () => {
    const limit = limitOf(1)
    expect(asked(limit, 'a', 'a', 'b', 'a', 'b')).toEqual([0, 60, 0, 60, 60])
  })

  it('lets the events of a batch be owed, but no more than a minute of them', () => {
    const limit = limitOf(60)
    limit.charge('a', 90)
    expect(limit.ask('a')).toBe(31)
    limit.charge('a', 100_000)
    expect(limit.ask('a')).toBe(61)
    nowMs += 61_000
    expect(asked(limit, 'a', 'a')).toEqual([0, 1])
  })

  it('gives nothing away, and takes nothing, when the clock is set back', () => {
    const limit = limitOf(2)
    expect(asked(limit, 'a', 'a', 'a')).toEqual([0, 0, 30])
    nowMs -= 500_000
    expect(limit.ask('a')).toBe(30)
    nowMs += 30_000
    expect(asked(limit, 'a', 'a')).toEqual([0, 30])
  })

  it('remembers only so many callers, the latest', () => {
    const limit = limitOf(1)
    limit.ask('a')
    for (let n = 0; n < 9_999; n++) limit.ask(`${n}`)
    expect(limit.ask('a')).toBe(60)
    for (let n = 0; n < 10_000; n++) limit.ask(`other ${n}`)
    expect(limit.ask('a')).toBe(0)
  })
})

describe('a caller', () => {
  let issuer: Issuer
  let world: World
  beforeAll(async () => {
    issuer = await newIssuer()
    world = await newWorld()
  })

  function doorOf(perMinute: number) {
    const app = httpApp()
    const needs = { verify: issuer.verify, register: world.register, rateLimit: limitOf(perMinute) }
    app.get('/', async (c) => c.text((await callerWithin(needs, c)).label))
    return async (headers: Record<string, string>) => {
      const answer = await app.request('/', { headers })
      return [answer.status, answer.headers.get('retry-after')]
    }
  }
  const bearer = async (agency: string) => ({ authorization: `Bearer ${await issuer.token(agency)}` })
  const from = (...forwarded: string[]) => ({ 'x-forwarded-for': forwarded.join(', ') })

  it('with a token is its agency, wherever it calls from', async () => {
    const door = doorOf(1)
    expect(await door({ ...(await bearer('kz-moi')), ...from('1.1.1.1') })).toEqual([200, null])
    expect(await door({ ...(await bearer('kz-moi')), ...from('2.2.2.2') })).toEqual([429, '60'])
    expect(await door({ ...(await bearer('ru-authority')), ...from('1.1.1.1') })).toEqual([200, null])
  })

  it('without a token is the address that the gateway saw, whatever it says itself', async () => {
    const door = doorOf(1)
    expect(await door(from('1.1.1.1'))).toEqual([200, null])
    expect(await door(from('9.9.9.9', '1.1.1.1'))).toEqual([429, '60'])
    expect(await door(from('1.1.1.1', '2.2.2.2'))).toEqual([200, null])
    expect(await door(await bearer('kz-moi'))).toEqual([200, null])
  })

  it('that tries tokens out is stopped, too', async () => {
    const door = doorOf(2)
    const bad = { authorization: 'Bearer a.b.c', ...from('1.1.1.1') }
    expect([await door(bad), await door(bad), await door(bad)]).toEqual([
      [401, null],
      [401, null],
      [429, '30'],
    ])
  })

  it('behind the edge is whom CloudFront saw', async () => {
    process.env.BEHIND_EDGE = 'true'
    try {
      const door = doorOf(1)
      expect(await door(from('9.9.9.9', '1.1.1.1', 'cloudfront'))).toEqual([200, null])
      expect(await door(from('8.8.8.8', '1.1.1.1', 'cloudfront'))).toEqual([429, '60'])
      expect(await door(from('1.1.1.1', '2.2.2.2', 'cloudfront'))).toEqual([200, null])
    } finally {
      delete process.env.BEHIND_EDGE
    }
  })
})
