import { describe, expect, it } from 'vitest'
import { chainOf, UnreadableEvent, upcast } from '../../events/upcast.ts'

describe('upcasting', () => {
  const chain = chainOf(
    {
      Weighed: {
        1: ({ pounds, ...rest }) => ({ ...rest, grams: Number(pounds) * 454 }),
        2: ({ grams, ...rest }) => ({ ...rest, kilograms: Number(grams) / 1_000 }),
      },
    },
    (type) => (type === 'Weighed' ? 3 : 0),
  )

  it('takes an old event through every version in between', () => {
    expect(chain('Weighed', 1, { pounds: 1_000, by: 'customs' })).toEqual({ kilograms: 454, by: 'customs' })
    expect(chain('Weighed', 2, { grams: 500 })).toEqual({ kilograms: 0.5 })
    expect(chain('Weighed', 3, { kilograms: 1 })).toEqual({ kilograms: 1 })
  })

  it.each([0, 4, 1.5, Number.NaN])('stops at version %s', (version) => {
    expect(() => chain('Weighed', version, {})).toThrow(UnreadableEvent)
  })

  it('stops where a step is missing', () => {
    expect(() => chainOf({ Weighed: { 2: (data) => data } }, () => 3)('Weighed', 1, {})).toThrow(
      UnreadableEvent,
    )
  })

  it('stops at an unknown type or version of the catalogue', () => {
    expect(() => upcast('SeizureReported', 99, {})).toThrow(
      'Cannot read SeizureReported in schema version 99',
    )
    expect(() => upcast('SeizureUpdated', 1, {})).toThrow(UnreadableEvent)
    expect(() => upcast('constructor', 1, {})).toThrow(UnreadableEvent)
  })
})
