import { beforeEach, describe, expect, it } from 'vitest'
import type { RebuildNotes } from '../../functions/rebuild/notes.ts'

/** What a rebuild may rely on to go on where another process was killed. */
export function rebuildNotesContract(name: string, open: () => Promise<RebuildNotes>): void {
  describe(`${name} as notes of a rebuild`, () => {
    let notes: RebuildNotes
    beforeEach(async () => {
      notes = await open()
    })
    const terms = { since: '2024-03-20T06:00:00.000Z', segments: 4 }

    it('knows nothing of a rebuild that has not begun', async () => {
      expect(await notes.terms(2)).toBeUndefined()
      expect(await notes.positions(2)).toStrictEqual(new Map())
      expect(await notes.totals(2)).toStrictEqual([])
    })

    it('keeps the terms of who began first', async () => {
      expect(await notes.begin(2, terms)).toStrictEqual(terms)
      expect(await notes.begin(2, { since: '2025-01-01T00:00:00.000Z', segments: 9 })).toStrictEqual(terms)
      expect(await notes.terms(2)).toStrictEqual(terms)
      expect(await notes.terms(3)).toBeUndefined()
    })

    it('keeps the last position of each segment', async () => {
      const at = { next: '{"subject":"routes/a"}', isDone: false, subjects: 3, commits: 5 }
      const end = { isDone: true, subjects: 9, commits: 12 }
      await notes.keep(2, 10, at)
      await notes.keep(2, 1, at)
      await notes.keep(2, 1, end)
      await notes.keep(3, 1, at)
      expect(await notes.positions(2)).toStrictEqual(
        new Map([
          [1, end],
          [10, at],
        ]),
      )
    })

    it('keeps the name of each total once', async () => {
      const names = Array.from({ length: 40 }, (_, n) => JSON.stringify(['public', 'country', `K${n}`]))
      await notes.addTotals(2, names.slice(0, 30))
      await notes.addTotals(2, names.slice(20))
      await notes.addTotals(3, names.slice(0, 1))
      expect((await notes.totals(2)).toSorted()).toStrictEqual(names.toSorted())
    })
  })
}
