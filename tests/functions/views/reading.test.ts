import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { memoryViews } from '../../../functions/views/memory.ts'
import { read, readRows } from '../../../functions/views/reading.ts'
import type { RowState } from '../../../functions/views/views.ts'

let views: ReturnType<typeof memoryViews>
beforeEach(() => {
  views = memoryViews()
})
const put = (label: string, sort: string, state: RowState = 'row') =>
  views.put({ partition: 'list/routes', label, sort, state, body: state === 'row' ? label : null, fence: 1 })
const labels = ['public', 'community', 'participants', 'participants/kz-moi', 'community/kz-moi']
const chain = ['public', 'community', 'participants', 'participants/kz-moi']
const reader = 'participants/kz-moi'
const key = { partition: 'list/routes', sort: 'a' }

describe('a reader', () => {
  it('gets the narrowest row of its own labels', async () => {
    for (const label of labels) await put(label, 'a')
    expect((await readRows(views, [key], reader))[0]?.body).toBe(reader)
    expect((await readRows(views, [key], 'participants/other'))[0]?.body).toBe('participants')
    expect((await readRows(views, [key], 'public'))[0]?.body).toBe('public')
  })

  it('falls through a tombstone, and is stopped where the row is elsewhere', async () => {
    await put('public', 'a')
    await put('participants', 'a', 'gone')
    expect((await readRows(views, [key], reader))[0]?.body).toBe('public')
    await put(reader, 'a', 'not-here')
    expect((await readRows(views, [key], reader))[0]).toBeUndefined()
    expect((await read(views, { partition: 'list/routes', reader, limit: 5 })).rows).toStrictEqual([])
    expect(
      (await read(views, { partition: 'list/routes', reader: 'community', limit: 5 })).rows,
    ).toHaveLength(1)
  })

  it('gets what it asks for in the order in which it asks, also twice', async () => {
    await put('public', 'a')
    await put('community', 'b')
    const rows = await readRows(views, [{ ...key, sort: 'b' }, key, { ...key, sort: 'c' }, key], 'community')
    expect(rows.map((row) => row?.body)).toStrictEqual(['community', 'public', undefined, 'public'])
  })

  it('pages through every row it may see, in order, whatever stands between them', async () => {
    const anyRow = fc.record({
      label: fc.constantFrom(...labels),
      sort: fc.nat(30).map((n) => String(n).padStart(2, '0')),
      state: fc.constantFrom<RowState>('row', 'row', 'gone', 'not-here'),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRow, { maxLength: 80, size: 'max' }),
        fc.integer({ min: 1, max: 6 }),
        fc.boolean(),
        async (rows, limit, descending) => {
          views = memoryViews()
          for (const { label, sort, state } of rows) await put(label, sort, state)
          const stored = views.rows()
          const narrowest = (sort: string) =>
            chain
              .flatMap(
                (label) =>
                  stored.find((r) => r.label === label && r.sort === sort && r.state !== 'gone') ?? [],
              )
              .at(-1)
          const wanted = [...new Set(stored.map(({ sort }) => sort))]
            .sort()
            .filter((sort) => narrowest(sort)?.state === 'row')
          if (descending) wanted.reverse()
          const found: string[] = []
          for (let more = true; more; ) {
            const after = found.at(-1)
            const page = await read(views, {
              partition: 'list/routes',
              reader,
              limit,
              descending,
              ...(after && { after }),
            })
            expect(page.rows.length === limit || !page.more).toBe(true)
            for (const row of page.rows) expect(row.body).toBe(narrowest(row.sort)?.label)
            found.push(...page.rows.map(({ sort }) => sort))
            more = page.more
          }
          expect(found).toStrictEqual(wanted)
        },
      ),
    )
  })
})
