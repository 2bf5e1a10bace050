import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Bus, BusEntry } from '../../../functions/bus/bus.ts'
import { projectOrThrow } from '../../../functions/projector/project.ts'
import { redactFrom } from '../../../functions/redactor/redact.ts'
import { memoryViews } from '../../../functions/views/memory.ts'
import type { Bookkeeping, Views } from '../../../functions/views/views.ts'
import { listen } from '../../support/lines.ts'
import { leg, redacted, route, seizure } from '../../support/posts.ts'
import { redactableLedger } from '../../support/redactable-ledger.ts'
import { newWorld } from '../../support/world.ts'

const sent: BusEntry[] = []
const bus = (...failed: number[]): Bus => ({
  put: async (entries) => {
    sent.push(...entries)
    return failed
  },
})
beforeEach(() => {
  sent.length = 0
})
const fed = (...generations: (Views & Bookkeeping)[]) => ({ fed: async () => generations })
const hint = {
  source: 'routewatch.facts',
  detailType: 'ReferenceChanged',
  detail: { subject: 'routes/north' },
}

describe('the redactor', () => {
  it('takes payload and salt from exactly the commits that a redaction names, once', async () => {
    const ledger = redactableLedger()
    const world = await newWorld({ ledger })
    const [north, kept, gone] = [route('north'), leg('north', 'a'), leg('north', 'b', { by: 'ru-authority' })]
    for (const event of [north, kept]) await world.recorded(event)
    const { eventId } = await world.recorded(gone)
    await world.recorded(redacted(gone, { ifmatch: '*' }))
    const heard = listen()
    const redact = vi.fn(ledger.redact)
    await redactFrom('routes/north', { ledger, redactor: { redact }, views: fed(world.views), facts: bus() })
    await redactFrom('routes/north', { ledger, redactor: { redact }, views: fed(world.views), facts: bus() })
    expect(redact.mock.calls.map(([subject, sequence]) => [subject, sequence])).toStrictEqual([
      ['routes/north', 3],
    ])
    expect(sent).toStrictEqual([hint, hint])
    expect(heard.lines).toStrictEqual([
      ['info', 'Redacted', { eventId, subject: 'routes/north', sequence: 3 }],
    ])
    const commits = await ledger.load('routes/north')
    expect(commits.map(({ payload, salt }) => payload !== undefined && salt !== undefined)).toStrictEqual([
      true,
      true,
      false,
      true,
    ])
    expect(commits[2]?.commitment).toHaveLength(32)
  })

  it('tells the projector once the payload is gone, and fails its message where it cannot', async () => {
    const ledger = redactableLedger()
    const world = await newWorld({ ledger })
    const [north, gone] = [route('north'), leg('north', 'a')]
    for (const event of [north, gone]) await world.recorded(event)
    await world.recorded(redacted(gone, { ifmatch: '*' }))
    const order: string[] = []
    const facts: Bus = { put: async () => (order.push('hint') > 2 ? [] : [0]) }
    const redact = async (...args: Parameters<typeof ledger.redact>) => {
      order.push('redact')
      return ledger.redact(...args)
    }
    await expect(
      redactFrom('routes/north', { ledger, redactor: { redact }, views: fed(world.views), facts }),
    ).rejects.toThrow('could not be told')
    await redactFrom('routes/north', { ledger, redactor: { redact }, views: fed(world.views), facts })
    expect(order).toStrictEqual(['redact', 'hint', 'hint'])
  })

  it('lets a generation that was named meanwhile find again what it was fed before', async () => {
    const ledger = redactableLedger()
    const world = await newWorld({ ledger })
    const report = seizure({ place: { country: 'KG' } })
    const { subject } = await world.recorded(report)
    const building = memoryViews()
    await projectOrThrow([subject], { ledger, views: building })
    await world.recorded(redacted(report, { subject, ifmatch: '*' }))
    const needs = { ledger, redactor: ledger, views: fed(world.views, building), facts: bus() }
    await redactFrom(subject, needs)
    await projectOrThrow([subject], { ledger, views: building })
    const { rows } = await building.list({ partition: 'list/seizures', label: 'public', limit: 10 })
    expect(rows.map(({ state }) => state)).toStrictEqual(['gone'])
  })

  it('does nothing to a subject of which nothing was redacted', async () => {
    const ledger = redactableLedger()
    const world = await newWorld({ ledger })
    await world.recorded(route('north'))
    const redact = vi.fn(ledger.redact)
    await redactFrom('routes/north', { ledger, redactor: { redact }, views: fed(world.views), facts: bus() })
    await redactFrom('routes/none', { ledger, redactor: { redact }, views: fed(world.views), facts: bus() })
    expect(redact).not.toHaveBeenCalled()
  })
})
