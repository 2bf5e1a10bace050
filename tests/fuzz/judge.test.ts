import { describe, expect, it } from 'vitest'
import { eventTypes } from '../../events/catalog.ts'
import { validateEvent } from '../../events/cloudevent.ts'
import { faultIn, recordedBy } from './judge.ts'
import { validEvent } from './material.ts'
import { type FuzzRequest, requestOf } from './requests.ts'

/** The fuzzer itself: what it would see, and that it sends what it says. */

const post: FuzzRequest = { as: 'kz-moi', method: 'POST', path: '/v1/events', headers: {} }
const problem = (status: number, more: object = {}) => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  text: JSON.stringify({ type: '/problems/x', title: 'x', status, detail: 'x', requestId: 'x', ...more }),
  ms: 1,
  aloneMs: 1,
})

describe('the judge', () => {
  it('lets a whole problem and an answer pass', () => {
    expect(faultIn(post, problem(422))).toBeUndefined()
    expect(faultIn(post, { ...problem(201), text: '{}' })).toBeUndefined()
  })

  it.each([
    ['a 5xx', problem(500)],
    ['a 503 that nobody asked to wait for', problem(503)],
    ['no answer', { ...problem(0), text: '' }],
    ['a 401 that names no scheme', problem(401)],
    ['a 405 without Allow', problem(405)],
    ['another type of document', { ...problem(400), headers: { 'content-type': 'text/plain' } }],
    ['a status that differs', problem(400, { status: 422 })],
    ['an empty detail', problem(400, { detail: '' })],
    ['a stack trace', problem(400, { detail: 'at record (/var/task/index.js:1:2)' })],
  ])('sees %s', (_, answer) => expect(faultIn(post, answer)).toEqual(expect.any(String)))

  it('lets a card wait as long as it was asked to', () => {
    const card: FuzzRequest = { ...post, method: 'GET', path: '/v1/routes/x?atLeast=9' }
    expect(faultIn(card, problem(503))).toBeUndefined()
  })

  it('counts what is told as recorded, and nothing that is only validated', () => {
    const many = { ...problem(207), text: '{"accepted":3}' }
    expect([recordedBy(post, problem(201)), recordedBy(post, many), recordedBy(post, problem(422))]).toEqual([
      1, 3, 0,
    ])
    expect(recordedBy({ ...post, path: '/v1/events?validateOnly=true' }, many)).toBe(0)
  })
})

describe('requests', () => {
  it('are the same for the same seed and number, and others for another', () => {
    const of = (seed: number) => Array.from({ length: 300 }, (_, n) => requestOf(seed, n, []))
    expect(of(1)).toStrictEqual(of(1))
    expect(of(2)).not.toStrictEqual(of(1))
  })

  it('start from a valid event of every type', () => {
    expect(eventTypes.filter((type) => !validateEvent(validEvent(type, 3, 'x')).ok)).toStrictEqual([])
  })
})
