import { beforeEach, describe, expect, it } from 'vitest'
import { memoryLedger } from '../../../functions/ledger/memory.ts'
import { amber, clear, leg, lowered, raised, red, route, seizure, subjectOf } from '../../support/posts.ts'
import { newWorld, refusal, startMs, type World } from '../../support/world.ts'

describe('a receipt', () => {
  let world: World
  beforeEach(async () => {
    world = await newWorld()
  })

  it('is answered again, byte for byte, however the event is spelled', async () => {
    const event = seizure({ note: 'as reported' }, { id: 'r1' })
    const { etag: _, ...first } = await world.recorded(event)
    world.clock.nowMs += 5_000
    const again = await world.post(reversed(event))
    expect(again.outcome).toBe('duplicate')
    expect('receipt' in again && JSON.stringify(again.receipt)).toBe(JSON.stringify(first))
    expect(await world.ledger.load(subjectOf(event))).toHaveLength(1)
  })

  it('says what was posted, where it lies and who may read it', async () => {
    const event = route('north', { id: 'north', marking: amber })
    const { etag, hash, eventId, ...receipt } = await world.recorded(event)
    expect(receipt).toStrictEqual({
      id: 'north',
      source: '/agencies/kz-moi',
      type: 'RouteIdentified',
      subject: 'routes/north',
      version: 1,
      recordedAt: new Date(startMs).toISOString(),
      audience: ['participants'],
      warnings: [],
    })
    expect([etag, hash, eventId].map((text) => text.length)).toStrictEqual([22, 64, 36])
  })

  it('is frozen: neither later events nor later markings change what was told', async () => {
    const event = route('north', { id: 'north' })
    const first = await world.recorded(event)
    const second = await world.recorded(leg('north', 'a', { by: 'ru-authority' }))
    const { etag } = await world.recorded(raised(event, red(), { ifmatch: `"${second.etag}"` }))
    const repeat = await world.recorded(event)
    expect({ ...repeat, etag: '' }).toStrictEqual({ ...first, etag: '' })
    expect(repeat.etag).toBe(etag)
  })

  it('tells of another content under the same id', async () => {
    await world.recorded(route('north', { id: 'north' }))
    for (const other of [
      route('north', { id: 'north', marking: amber }),
      { ...route('north', { id: 'north' }), time: '2024-03-20T06:00:00Z' },
      { ...leg('north', 'a'), id: 'north' },
    ])
      expect(refusal(await world.post(other))).toBe('event-id-reused')
  })

  it('belongs to one source, id and subject: elsewhere the same id is another event', async () => {
    const mine = await world.recorded(route('north', { id: 'r1' }))
    const theirs = await world.recorded(route('north', { id: 'r1', by: 'ru-authority' }))
    const elsewhere = await world.recorded(route('south', { id: 'r1' }))
    expect(new Set([mine, theirs, elsewhere].map(({ eventId }) => eventId)).size).toBe(3)
    expect([mine, theirs, elsewhere].map(({ version }) => version)).toStrictEqual([1, 2, 1])
    const [a, b] = [seizure({}, { id: 'r1' }), seizure({}, { id: 'r1', by: 'ru-authority' })]
    expect((await world.recorded(a)).subject).not.toBe((await world.recorded(b)).subject)
  })

  it('carries warnings and what was derived, also on repeat', async () => {
    const event = seizure({
      grading: { scale: 'admiralty-6x6', source: 'A', information: '1' },
      items: [
        { substance: 'heroin', quantity: { value: '1500', unit: 'g' } },
        { substance: 'cannabis-resin', quantity: { value: '3', unit: 'package' } },
      ],
    })
    const first = await world.recorded(event)
    expect(first.warnings.map(({ rule, pointer }) => [rule, pointer])).toStrictEqual([
      ['credibility-capped', '/data/grading/information'],
    ])
    expect(first.derived).toMatchObject({ kilograms: [{ kg: '1.5', method: 'mass' }, null] })
    expect(await world.recorded(event)).toStrictEqual(first)
  })

  it('warns of a case number that the agency has used before, and only that agency', async () => {
    const reported = (by: string) => seizure({ reportRef: 'KZ/2024/17' }, { by })
    const rules = (receipt: { warnings: readonly { rule: string }[] }) =>
      receipt.warnings.map(({ rule }) => rule)
    const first = await world.recorded(reported('kz-moi'))
    await world.needs.project(first.subject)
    expect(rules(await world.recorded(reported('kz-moi')))).toStrictEqual(['report-ref-seen'])
    expect(rules(await world.recorded(reported('ru-authority')))).toStrictEqual([])
  })

  it('keeps the order of time when the clock does not', async () => {
    const times = []
    for (const [n, step] of [0, 4_000, -90_000, 0, 200_000].entries()) {
      world.clock.nowMs += step
      times.push((await world.recorded(route('north', { id: `r${n}` }))).recordedAt)
    }
    expect(times).toStrictEqual(times.toSorted())
    expect(times[2]).toBe(times[1])
  })

  it('is foretold by validateOnly, which appends nothing', async () => {
    const event = seizure({ grading: { scale: 'admiralty-6x6', source: 'A', information: '1' } })
    const outcome = await world.post(event, { validateOnly: true })
    expect(await world.ledger.load(subjectOf(event))).toStrictEqual([])
    const { version: _v, hash: _h, recordedAt: _r, etag: _e, ...given } = await world.recorded(event)
    expect(outcome).toStrictEqual({ outcome: 'valid', receipt: given })
    expect(refusal(await world.post(seizure({ place: { country: 'XX' } }), { validateOnly: true }))).toBe(
      'invalid-event',
    )
  })

  it('is recorded, not lost, when the write met its own first attempt', async () => {
    const memory = memoryLedger()
    const stuttering = {
      ...memory,
      append: async (commit: Parameters<typeof memory.append>[0]) => {
        await memory.append(commit)
        return 'taken' as const
      },
    }
    const event = route('north')
    expect((await world.post(event, { ledger: stuttering })).outcome).toBe('recorded')
    expect(await memory.load('routes/north')).toHaveLength(1)
  })

  it('tells the audience that a lowered marking opens to', async () => {
    const event = route('north', { marking: red() })
    const { etag } = await world.recorded(event)
    const receipt = await world.recorded(lowered(event, clear, { ifmatch: `"${etag}"` }))
    expect([receipt.audience, receipt.version]).toStrictEqual([['public'], 2])
  })
})

function reversed<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, reversed(inner)] as const)
  return Object.fromEntries(entries.toReversed()) as T
}
