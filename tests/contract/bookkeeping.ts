import { beforeEach, describe, expect, it } from 'vitest'
import type { Bookkeeping } from '../../functions/views/views.ts'

/** What a projector may rely on beside the rows. */
export function bookkeepingContract(name: string, open: () => Promise<Bookkeeping>): void {
  describe(`${name} as bookkeeping`, () => {
    let views: Bookkeeping
    beforeEach(async () => {
      views = await open()
    })

    it('begins with nothing done', async () => {
      expect(await views.watermark('routes/a')).toStrictEqual({ head: 0, keys: [] })
      expect((await views.watermarks(['routes/a'])).get('routes/a') ?? 0).toBe(0)
    })

    it('moves a watermark on and never back', async () => {
      await views.advance('routes/a', 3)
      await views.advance('routes/a', 2)
      expect((await views.watermark('routes/a')).head).toBe(3)
      await views.advance('routes/a', 4)
      expect((await views.watermark('routes/a')).head).toBe(4)
    })

    it('is behind once stale, until it advances by who has read why', async () => {
      await views.advance('routes/a', 3)
      await views.makeStale('routes/a', 'sources/s 2')
      expect((await views.watermarks(['routes/a'])).get('routes/a')).toBe(0)
      await views.advance('routes/a', 3)
      await views.advance('routes/a', 4, 'sources/s 1')
      expect(await views.watermark('routes/a')).toMatchObject({ head: 3, staleBy: 'sources/s 2' })
      await views.advance('routes/a', 3, 'sources/s 2')
      expect(await views.watermark('routes/a')).toStrictEqual({ head: 3, keys: [] })
      expect((await views.watermarks(['routes/a'])).get('routes/a')).toBe(3)
    })

    it('tells many watermarks at once', async () => {
      const subjects = Array.from({ length: 120 }, (_, n) => `routes/r${n}`)
      await Promise.all(subjects.slice(0, 110).map((subject, n) => views.advance(subject, n + 1)))
      const marks = await views.watermarks(subjects)
      expect(subjects.map((subject) => marks.get(subject) ?? 0)).toStrictEqual(
        subjects.map((_, n) => (n < 110 ? n + 1 : 0)),
      )
    })

    it('remembers every key that was ever written, across writers and watermarks', async () => {
      await Promise.all([views.remember('routes/a', ['k1', 'k2']), views.remember('routes/a', ['k2', 'k3'])])
      await views.advance('routes/a', 2)
      await views.remember('routes/a', ['k4'])
      const { head, keys } = await views.watermark('routes/a')
      expect([head, keys.toSorted()]).toStrictEqual([2, ['k1', 'k2', 'k3', 'k4']])
      expect((await views.watermark('routes/b')).keys).toStrictEqual([])
    })

    it('tells who refers to a subject, each once, a page at a time', async () => {
      const referrers = Array.from({ length: 30 }, (_, n) => `seizures/s${String(n).padStart(2, '0')}`)
      for (const referrer of [...referrers, ...referrers.slice(0, 3)])
        await views.addReferrer('routes/a', referrer)
      await views.addReferrer('routes/b', 'seizures/other')
      const found: string[] = []
      for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
        const page: Awaited<ReturnType<Bookkeeping['referrers']>> = await views.referrers('routes/a', after)
        found.push(...page.subjects)
        after = page.next
      }
      expect(found).toStrictEqual(referrers)
    })

    it('replaces a total only from the revision that was read', async () => {
      const key = { partition: 'totals/country', label: 'public', sort: 'KZ#*#2024-03' }
      const fresh = await views.total(key)
      expect(fresh).toStrictEqual({ ...key, body: null, revision: 0 })
      expect(await views.replace({ ...fresh, body: { seizures: 1 } })).toBe('written')
      expect(await views.replace({ ...fresh, body: { seizures: 9 } })).toBe('refused')
      const second = await views.total(key)
      expect(second).toStrictEqual({ ...key, body: { seizures: 1 }, revision: 1 })
      expect(await views.replace({ ...second, body: null })).toBe('written')
      expect(await views.replace({ ...second, body: { seizures: 9 } })).toBe('refused')
      expect(await views.total(key)).toStrictEqual({ ...key, body: null, revision: 2 })
    })

    it('lets one of two writers that read the same revision through', async () => {
      const key = { partition: 'totals/country', label: 'public', sort: 'KG#*#2024-03' }
      const fresh = await views.total(key)
      const outcomes = await Promise.all([1, 2, 3].map((body) => views.replace({ ...fresh, body })))
      expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1)
    })
  })
}
