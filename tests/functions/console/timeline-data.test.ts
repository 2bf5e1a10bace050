import { describe, expect, it } from 'vitest'
import type { Asked, Filters } from '../../../functions/console/page.ts'
import { timelineData } from '../../../functions/console/timeline-data.ts'

const one = {
  subject: 'seizures/one',
  status: 'reported',
  occurred: { from: '2024-05-05', precision: 'day' },
  place: { country: 'KZ' },
  kilogramEquivalent: null,
  postedBy: 'kz-moi',
  routes: [],
  actors: [],
}
const retracted = { ...one, subject: 'seizures/two', status: 'retracted' }

/** An API with more seizures than are listed. */
function asking(filters: Filters): { asked: Asked; counted: Record<string, unknown>[] } {
  const counted: Record<string, unknown>[] = []
  const ask = {
    list: async (path: string) =>
      path === '/v1/seizures' ? { items: [one, retracted], more: true } : { items: [], more: false },
    get: async (_path: string, { query }: { query: Record<string, unknown> }) => {
      counted.push(query)
      return {
        items: [
          { country: 'KZ', month: '2024-05', seizures: 1200 },
          { country: 'KZ', month: '2024-Q2', seizures: 3 },
          { country: 'KZ', month: 'unknown', seizures: 2 },
        ],
      }
    },
  } as unknown as Asked['ask']
  const now = new Date('2024-06-15T00:00:00Z')
  return { asked: { path: {}, filters, own: {}, lang: 'en', ask, reader: undefined, now }, counted }
}

describe('where there are more seizures than can be listed', () => {
  it('counts by month tell of all, as precisely as each was reported', async () => {
    const { asked, counted } = asking({ substance: 'heroin', from: '2024' })
    const { lanes, isCounted, isNewest } = await timelineData(asked, 'country', 'month')
    expect([isCounted, isNewest]).toEqual([true, false])
    expect(lanes).toMatchObject([
      { id: 'countries/kz', name: 'Kazakhstan', entries: [{ count: 1200 }, { count: 3 }, { count: 2 }] },
    ])
    expect(lanes[0]?.entries.map(({ span }) => span && (span.endMs - span.startMs) / 86_400_000)).toEqual([
      31,
      91,
      undefined,
    ])
    expect(counted).toEqual([
      { by: 'country,month', substance: 'heroin', country: undefined, from: '2024-01' },
    ])
  })

  it('each is shown where the list reaches beyond what is looked at', async () => {
    const { asked } = asking({ from: '2024-05-06', to: '2024-06-15' })
    const { lanes, isCounted, isNewest } = await timelineData(asked, 'country', 'day')
    expect([isCounted, isNewest]).toEqual([false, true])
    expect(lanes.map(({ entries }) => entries.map(({ id }) => id))).toEqual([['seizures/one']])
  })

  it('the newest are told where counts know nothing of what is asked', async () => {
    const { asked, counted } = asking({ minKg: '100' })
    const { lanes, isCounted, isNewest } = await timelineData(asked, 'country', 'month')
    expect([isCounted, isNewest, counted]).toEqual([false, true, []])
    expect(lanes.map(({ entries }) => entries.map(({ id }) => id))).toEqual([['seizures/one']])
    expect((await timelineData(asking({}).asked, 'agency', 'month')).isNewest).toBe(true)
  })
})
