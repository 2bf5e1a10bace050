import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { catalog, isEventType, refsOf } from '../../../events/catalog.ts'
import { validateEvent } from '../../../events/cloudevent.ts'
import { postSample, readSample, untilReadable } from '../../../infra/cli/sample.ts'
import { type FakeRoutewatch, startFakeRoutewatch } from './fake-routewatch.ts'

const events = await readSample(join(import.meta.dirname, '../../../docs/sample'))

describe('the worked example', () => {
  it('is valid, event by event', () => {
    const faults = events
      .map((event) => ({ id: event.id, result: validateEvent(event) }))
      .filter(({ result }) => !result.ok)
    expect(faults).toStrictEqual([])
  })
  it('is marked CLEAR throughout', () =>
    expect(events.filter(({ data }) => JSON.stringify(data.marking) !== '{"tlp":"CLEAR"}')).toStrictEqual([]))
  it('has ids of its own', () => expect(new Set(events.map(({ id }) => id)).size).toBe(events.length))
  it('refers only to what is posted before', () => {
    const known = new Set(['agencies/centre'])
    const sources = new Set<string>()
    for (const event of events) {
      const checked = validateEvent(event)
      if (!checked.ok || !isEventType(event.type)) throw new Error(event.id)
      const { subject, type, data } = checked.event
      const missing = refsOf(type, data as never, subject).filter((ref) => !known.has(ref.subject))
      const named = ((event.data.sources ?? []) as { id?: string }[]).flatMap(({ id }) => id ?? [])
      expect([event.id, missing, named.filter((id) => !sources.has(id))]).toStrictEqual([event.id, [], []])
      if (!catalog[type].creates) expect(known).toContain(subject)
      known.add(subject)
      if (subject.startsWith('sources/')) sources.add(subject.slice('sources/'.length))
    }
  })
})

describe('posting it', () => {
  let fake: FakeRoutewatch
  beforeEach(async () => {
    fake = await startFakeRoutewatch()
  })
  afterEach(() => fake.stop())

  it('goes through the public API as the agencies concerned, and changes nothing the second time', async () => {
    const first = await postSample(fake.base, events)
    expect(first).toMatchObject({ recorded: events.length, unchanged: 0, agencies: ['centre', 'kz-moi'] })
    expect(await postSample(fake.base, events)).toMatchObject({ recorded: 0, unchanged: events.length })
  })
  it('stops at a refusal', async () => {
    fake.judge = () => ({ status: 422 })
    await expect(postSample(fake.base, events)).rejects.toMatchObject({ exit: 'rejected' })
  })
  it('waits until anyone can read all that was said', async () => {
    const subjects = new Map([
      ['routes/northern', 10],
      ['countries/kz', 5],
    ])
    const sleep = async () => {
      fake.subjects.add('/v1/routes/northern').add('/v1/countries/kz')
    }
    fake.next.push({ status: 503 })
    await untilReadable(fake.base, { recorded: 0, unchanged: 0, agencies: [], subjects }, sleep)
    expect(fake.calls.map(({ path, authorization }) => [path, authorization])).toStrictEqual([
      ['/v1/routes/northern?atLeast=10', undefined],
      ['/v1/routes/northern?atLeast=10', undefined],
      ['/v1/countries/kz?atLeast=5', undefined],
    ])
  })
})
