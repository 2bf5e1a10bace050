import { request } from 'node:http'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Draft, put } from '../events/examples.ts'
import { type Body, type Event, itemsOf } from './api.ts'
import { route, seizure } from './events.ts'
import type { Journey } from './journey.ts'
import { requests } from './neighbour-requests.ts'
import { acceptedAt, refusedAt } from './neighbours.ts'
import { sharedJourney } from './shared-journey.ts'

describe('the neighbours of bad inputs', () => {
  let journey: Journey
  let before: number
  beforeAll(async () => {
    journey = await sharedJourney()
    await journey.record(route('kz-moi', 'open', {}, { tlp: 'CLEAR' }))
    await journey.quiet()
    before = await journey.recorded()
  })

  const full = () => {
    const sources = [{ kind: 'other', id: 'itself' }]
    const more = { note: 'x', arrestsCount: 1, sources }
    const place = { country: 'KZ', locality: 'x', point: { lon: 76, lat: 43 }, precision: 'exact' }
    return seizure('kz-moi', { ...more, place })
  }
  const withEach = (pointer: string, values: readonly unknown[]): Event[] =>
    values.map((value) => put(structuredClone(full()) as Draft, pointer, value) as Event)

  it.each(Object.entries(refusedAt))(
    '%s: each is refused there, and nothing is stored',
    async (pointer, values) => {
      const answer = await journey.post(withEach(pointer, values), { as: 'kz-moi' })
      const told = itemsOf(answer).map(({ status, problem }, n) => {
        const errors = ((problem as Body | undefined)?.errors ?? []) as { pointer: string }[]
        return { value: values[n], status, there: errors.some((error) => error.pointer.startsWith(pointer)) }
      })
      expect(told).toStrictEqual(values.map((value) => ({ value, status: 422, there: true })))
      expect(await journey.recorded()).toBe(before)
    },
  )

  it.each(Object.entries(acceptedAt))('%s: each of these is right', async (pointer, values) => {
    const asked = { as: 'kz-moi', query: '?validateOnly=true' }
    const answer = await journey.post(withEach(pointer, values), asked)
    expect(itemsOf(answer).map(({ status }, n) => [values[n], status])).toStrictEqual(
      values.map((value) => [value, 200]),
    )
    expect(await journey.recorded()).toBe(before)
  })

  it.each([
    ['1e400', 422],
    ['-0', 422],
    ['100001', 422],
    ['9007199254740993', 422],
    ['0x10', 400],
    ['01', 400],
    ['1.', 400],
    ['NaN', 400],
    ["'1'", 400],
    ['1,', 400],
    ['1 /* one */', 400],
  ])('a number written as %s', async (written, status) => {
    const text = JSON.stringify(full()).replace('"arrestsCount":1', `"arrestsCount":${written}`)
    expect((await journey.post(text, { as: 'kz-moi' })).status).toBe(status)
    expect(await journey.recorded()).toBe(before)
  })

  it.each(requests)('%s %s is %i %j', async (method, path, status, headers = {}) => {
    expect((await sent(method, path, headers)).status).toBe(status)
    expect(await journey.recorded()).toBe(before)
  })

  /** The path as it is: no client's idea of what it should be. */
  async function sent(method: string, path: string, headers: Record<string, string>) {
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number }>()
    const authorization = `Bearer ${await journey.token('kz-moi')}`
    const { hostname, port } = new URL(journey.url)
    const asked = request({ hostname, port, method, path, headers: { authorization, ...headers } })
    asked.on('response', (answer) => {
      answer.resume()
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0 }))
    })
    asked.on('error', reject)
    asked.end()
    return promise
  }

  it.each([
    '/v1/./routes',
    '/v1/x/../routes',
    '/v1/routes/..',
    '/v1/routes/%2e%2e/agencies',
    '/v1/%2E/routes',
  ])('%s leads nowhere', async (path) => expect((await sent('GET', path, {})).status).toBe(404))

  it.each<[string, (line: string) => string, number[]]>([
    ['CRLF', (line) => `${line}\r\n`, [200]],
    ['blank lines', (line) => `\n\n \t\n${line}\n\n`, [200]],
    ['a byte order mark in front', (line) => `\ufeff${line}`, [400]],
    ['a byte order mark later', (line) => `${line}\n\ufeff${line}`, [200, 400]],
    ['a lone CR', (line) => `${line}\r${line}`, [400]],
    ['a comma', (line) => `${line},\n${line}`, [400, 200]],
    ['an array on a line', (line) => `[${line}]`, [422]],
    ['two on a line', (line) => `${line} ${line}`, [400]],
    ['a line cut short', (line) => `${line}\n${line.slice(0, 50)}`, [200, 400]],
    ['a line too long', (line) => `${line}\n{"a":"${'x'.repeat(256 * 1024)}"}`, [200, 413]],
    ['a line separator of Unicode', (line) => `${line}\u2028${line}`, [400]],
  ])('NDJSON with %s', async (_, made, statuses) => {
    const line = JSON.stringify({ ...seizure('kz-moi'), id: 'posted-once' })
    if ((await journey.post(line, { as: 'kz-moi' })).status === 201) before += 1
    const answer = await journey.post(made(line), { as: 'kz-moi', type: 'application/x-ndjson' })
    expect(itemsOf(answer).map(({ status }) => status)).toStrictEqual(statuses)
    expect(await journey.recorded()).toBe(before)
  })

  it('the same id twice in a batch is one event, or a conflict', async () => {
    const one = seizure('kz-moi')
    const other = { ...one, data: { ...one.data, arrestsCount: 9 } }
    const answer = await journey.post([one, one, other])
    expect(
      itemsOf(answer)
        .map(({ status }) => status)
        .sort(),
    ).toStrictEqual([200, 201, 409])
    before += 1
    expect(await journey.recorded()).toBe(before)
  })
})
