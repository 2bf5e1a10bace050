import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Bookkeeping, Page, StoredRow, Views } from '../../functions/views/views.ts'

type Opened = Views & Bookkeeping

/** What every views table keeps to. */
export function viewsContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name} as views`, () => {
    let views: Opened
    beforeEach(async () => {
      views = await open()
    })

    it('gives back a row as it was written', async () => {
      const row = { ...rowAt('b'), body: { names: { en: 'Ä' }, list: [1, null] }, etag: 'abc' }
      expect(await views.put(row)).toBe('written')
      expect(await views.get([row])).toStrictEqual([row])
    })

    it('refuses what is as old as what stands, or older', async () => {
      await views.put({ ...rowAt('a', 5), body: 'five' })
      expect(await views.put({ ...rowAt('a', 5), body: 'again' })).toBe('refused')
      expect(await views.put({ ...rowAt('a', 4), body: 'late' })).toBe('refused')
      expect((await views.get([rowAt('a')]))[0]?.body).toBe('five')
      expect(await views.put({ ...rowAt('a', 6), body: 'six' })).toBe('written')
      expect((await views.get([rowAt('a')]))[0]?.body).toBe('six')
    })

    it('keeps a tombstone where a late writer cannot undo it', async () => {
      await views.put(rowAt('a', 1))
      await views.put({ ...rowAt('a', 3), state: 'gone', body: null })
      expect(await views.put(rowAt('a', 2))).toBe('refused')
      expect((await views.get([rowAt('a')]))[0]?.state).toBe('gone')
      expect((await listed(views, { limit: 5 })).rows.map(({ state }) => state)).toStrictEqual(['gone'])
    })

    it('tells a row that is elsewhere from one that is gone', async () => {
      await views.put({ ...rowAt('a'), state: 'not-here', body: null })
      expect((await views.get([rowAt('a')]))[0]?.state).toBe('not-here')
    })

    it('keeps labels and partitions apart, whatever a partition is called', async () => {
      const odd = ['list/x', 'list/x|y', 'list/x|y|public', 'list']
      const keys = odd.flatMap((partition) =>
        ['public', 'community'].map((label) => ({ partition, label, sort: 'a' })),
      )
      for (const key of keys) await views.put({ ...key, state: 'row', body: key, fence: 1 })
      const rows = await views.get(keys)
      expect(rows).toHaveLength(8)
      for (const row of rows)
        expect(row.body).toStrictEqual({ partition: row.partition, label: row.label, sort: 'a' })
    })

    it('gets more than a hundred keys at once and leaves out those that are missing', async () => {
      const sorts = Array.from({ length: 130 }, (_, n) => `s${n}`)
      await Promise.all(sorts.map((sort) => views.put(rowAt(sort))))
      const found = await views.get([...sorts, 'missing'].map((sort) => rowAt(sort)))
      expect(found.map(({ sort }) => sort).sort()).toStrictEqual(sorts.sort())
    })

    it('takes the same key twice for the same row', async () => {
      await views.put(rowAt('a'))
      expect(await views.get([rowAt('a'), rowAt('b'), rowAt('a')])).toStrictEqual([rowAt('a')])
      expect(await views.get([])).toStrictEqual([])
      await views.advance('routes/a', 3)
      expect((await views.watermarks(['routes/a', 'routes/a'])).get('routes/a')).toBe(3)
    })

    it('lists what lies in a range, either way, on from a key', async () => {
      const sorts = ['a', 'b', 'ba', 'bb', 'c', 'd']
      for (const sort of sorts) await views.put(rowAt(sort))
      await views.put({ ...rowAt('b'), label: 'community' })
      const bound = fc.option(fc.constantFrom('a', 'b', 'bab', 'bb', 'cc', 'd', 'z'), { nil: undefined })
      await fc.assert(
        fc.asyncProperty(
          bound,
          bound,
          bound,
          fc.option(fc.constantFrom('a', 'b', 'ba', 'x'), { nil: undefined }),
          fc.boolean(),
          fc.integer({ min: 1, max: 7 }),
          async (after, from, to, prefix, descending, limit) => {
            const wanted = sorts
              .filter((sort) => prefix === undefined || sort.startsWith(prefix))
              .filter((sort) => (from ?? '') <= sort && sort <= (to ?? 'zz'))
              .filter((sort) => after === undefined || (descending ? sort < after : sort > after))
            if (descending) wanted.reverse()
            const bounds = { ...(after && { after }), ...(from && { from }), ...(to && { to }) }
            const page = await listed(views, { ...bounds, ...(prefix && { prefix }), descending, limit })
            expect(page.rows.map(({ sort }) => sort)).toStrictEqual(wanted.slice(0, limit))
            if (wanted.length > limit) expect(page.more).toBe(true)
          },
        ),
        { numRuns: 200 },
      )
    })

    it('lists everything, page after page, and then says that there is no more', async () => {
      const sorts = Array.from({ length: 23 }, (_, n) => `s${String(n).padStart(2, '0')}`)
      for (const sort of sorts) await views.put(rowAt(sort))
      for (const descending of [false, true]) {
        const rows: StoredRow[] = []
        let page: Page = { rows: [], more: true }
        while (page.more) {
          const after = rows.at(-1)?.sort
          page = await listed(views, { descending, limit: 5, ...(after && { after }) })
          rows.push(...page.rows)
        }
        const inOrder = descending ? sorts.toReversed() : sorts
        expect(rows.map(({ sort }) => sort)).toStrictEqual(inOrder)
      }
    })

    it('says that there is more when a page of the store is full', async () => {
      const body = 'x'.repeat(300_000)
      for (const sort of ['a', 'b', 'c', 'd', 'e', 'f']) await views.put({ ...rowAt(sort), body })
      const rows: StoredRow[] = []
      let page = await listed(views, { limit: 100 })
      rows.push(...page.rows)
      while (page.more) {
        page = await listed(views, { limit: 100, after: rows.at(-1)?.sort ?? '' })
        rows.push(...page.rows)
      }
      expect(rows.map(({ sort }) => sort)).toStrictEqual(['a', 'b', 'c', 'd', 'e', 'f'])
    })
  })
}

export function rowAt(sort: string, fence = 1): StoredRow {
  return { partition: 'list/routes', label: 'public', sort, state: 'row', body: { sort }, fence }
}

function listed(views: Views, query: Partial<Parameters<Views['list']>[0]> & { limit: number }) {
  return views.list({ partition: 'list/routes', label: 'public', ...query })
}
