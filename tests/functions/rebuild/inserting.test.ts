import { beforeEach, describe, expect, it } from 'vitest'
import { inserting } from '../../../functions/rebuild/inserting.ts'
import { memoryViews } from '../../../functions/views/memory.ts'

describe('writing into what is mostly empty', () => {
  const row = { partition: 'p', label: 'public', sort: 'a', state: 'row' as const, body: { n: 1 }, fence: 3 }
  let views: ReturnType<typeof memoryViews>
  let inserted: unknown[]
  let isEmpty: boolean
  const filling = () =>
    inserting(views, 2, async (item) => {
      if (isEmpty) inserted.push(item)
      return isEmpty
    })
  beforeEach(() => {
    ;[views, inserted, isEmpty] = [memoryViews(), [], true]
  })

  it('inserts rows, watermarks, keys and referrers as they would be written', async () => {
    expect(await filling().put(row)).toBe('written')
    await filling().advance('routes/a', 4)
    await filling().remember('routes/b', ['k'])
    await filling().addReferrer('routes/a', 'seizures/s')
    const kept = (partition: string, sort: string) => ({ partition: { S: partition }, sort: { S: sort } })
    expect(inserted).toStrictEqual([
      { ...kept('v2|p|public', 'a'), state: { S: 'row' }, body: { S: '{"n":1}' }, fence: { N: '3' } },
      { ...kept('v2|watermark/routes/a|internal', 'watermark'), head: { N: '4' } },
      { ...kept('v2|watermark/routes/b|internal', 'watermark'), keys: { SS: ['k'] } },
      kept('v2|referrers/routes/a|internal', 'seizures/s'),
    ])
    expect(views.rows()).toStrictEqual([])
  })

  it('writes what is there already under its own condition', async () => {
    isEmpty = false
    await views.put({ ...row, fence: 2 })
    expect(await filling().put(row)).toBe('written')
    expect(await filling().put({ ...row, fence: 1 })).toBe('refused')
    await filling().remember('routes/a', ['k'])
    await filling().advance('routes/a', 4)
    await filling().addReferrer('routes/a', 'seizures/s')
    expect(views.rows()).toStrictEqual([row])
    expect(await views.watermark('routes/a')).toStrictEqual({ head: 4, keys: ['k'] })
    expect(await views.referrers('routes/a')).toStrictEqual({ subjects: ['seizures/s'] })
  })

  it('inserts no tombstone, which has to expire, and no watermark beside keys or over what is stale', async () => {
    const ours = filling()
    await ours.put({ ...row, state: 'gone', body: null })
    await ours.remember('routes/a', ['k'])
    await ours.advance('routes/a', 4)
    await views.makeStale('routes/b', 'x')
    await ours.advance('routes/b', 4, 'x')
    expect(inserted).toHaveLength(1)
    expect((await views.watermark('routes/b')).head).toBe(4)
  })
})
