import { beforeEach, describe, expect, it } from 'vitest'
import type { Entry, Result } from '../../functions/recording/batch.ts'
import {
  listKey,
  type Submission,
  type Submissions,
  type Summary,
  summaryOf,
} from '../../functions/submissions/submissions.ts'

/** What a 202 rests on. */
export function submissionsContract(name: string, open: () => Promise<Submissions>): void {
  describe(`${name} as submissions`, () => {
    let submissions: Submissions
    beforeEach(async () => {
      submissions = await open()
    })

    it('keeps every part until it is settled, and then its results', async () => {
      const submission = submissionAt(1, { parts: 2, events: 3 })
      await submissions.store(submission, parts)
      expect(await submissions.load('s1')).toStrictEqual({ ...submission, results: [undefined, undefined] })
      expect(await submissions.part('s1', 0)).toStrictEqual(parts[0])
      expect(await submissions.part('s1', 1)).toStrictEqual(parts[1])
      await submissions.settle('s1', 1, refusedWith('malformed'))
      expect((await submissions.load('s1'))?.results).toStrictEqual([undefined, refusedWith('malformed')])
    })

    it('knows nothing of what was not stored', async () => {
      expect(await submissions.load('none')).toBeUndefined()
      expect(await submissions.part('none', 0)).toStrictEqual([])
    })

    it('keeps the first results of a part', async () => {
      await submissions.store(submissionAt(1), parts.slice(0, 1))
      await submissions.settle('s1', 0, refusedWith('malformed'))
      await submissions.settle('s1', 0, refusedWith('forbidden'))
      expect((await submissions.load('s1'))?.results).toStrictEqual([refusedWith('malformed')])
    })

    it('is pending, then refused or recorded', async () => {
      const status = async () => {
        const state = await submissions.load('s1')
        return state && summaryOf(state).status
      }
      await submissions.store(submissionAt(1, { parts: 2 }), parts)
      expect(await status()).toBe('pending')
      await submissions.settle('s1', 0, refusedWith('malformed'))
      expect(await status()).toBe('pending')
      await submissions.settle('s1', 1, [{ index: 0, id: 'b', outcome: { outcome: 'valid', receipt: {} } }])
      expect(await status()).toBe('recorded')
    })

    it('lists what is pending, the oldest first, until it is complete', async () => {
      for (const n of [2, 1, 3]) await submissions.store(submissionAt(n), [])
      expect((await submissions.pending()).map((s) => s.submissionId)).toStrictEqual(['s1', 's2', 's3'])
      await submissions.complete(submissionAt(1), summary)
      expect((await submissions.pending()).map((s) => s.submissionId)).toStrictEqual(['s2', 's3'])
      expect((await submissions.pending(listKey(submissionAt(2)))).map((s) => s.submissionId)).toStrictEqual([
        's3',
      ])
    })

    it("lists an agency's own, the newest first, on from a key", async () => {
      for (const n of [1, 2, 3, 4]) await submissions.store(submissionAt(n), [])
      await submissions.store({ ...submissionAt(5), agencyId: 'ru-authority' }, [])
      const own = async (after: string | undefined, limit: number) =>
        (await submissions.ofAgency('kz-moi', after, limit)).map((s) => s.submissionId)
      expect(await own(undefined, 3)).toStrictEqual(['s4', 's3', 's2'])
      expect(await own(listKey(submissionAt(2)), 3)).toStrictEqual(['s1'])
      expect(await own(listKey(submissionAt(1)), 3)).toStrictEqual([])
    })

    it('lists it with what became of it once it is complete, and loads it as before', async () => {
      await submissions.store(submissionAt(1), parts.slice(0, 1))
      expect(await submissions.ofAgency('kz-moi', undefined, 9)).toStrictEqual([submissionAt(1)])
      const before = await submissions.load('s1')
      await submissions.complete(submissionAt(1), summary)
      expect(await submissions.ofAgency('kz-moi', undefined, 9)).toStrictEqual([
        { ...submissionAt(1), summary },
      ])
      expect(await submissions.load('s1')).toStrictEqual(before)
    })

    it('takes more than one page of the store', async () => {
      const large: Entry[] = [{ value: 'x'.repeat(300_000) }]
      const submission = submissionAt(1, { parts: 6, events: 6 })
      await submissions.store(submission, Array(6).fill(large))
      for (let part = 0; part < 6; part++) await submissions.settle('s1', part, refusedWith('malformed'))
      expect((await submissions.load('s1'))?.results).toStrictEqual(Array(6).fill(refusedWith('malformed')))
    })
  })
}

const summary: Summary = { status: 'refused', accepted: 0, duplicates: 0, rejected: 1 }

const parts: readonly (readonly Entry[])[] = [
  [{ value: { id: 'a' } }, { problem: { slug: 'malformed', detail: 'The JSON is not valid JSON.' } }],
  [{ value: { id: 'b' } }],
]

function submissionAt(n: number, more: Partial<Submission> = {}): Submission {
  const receivedAt = `2024-03-20T06:00:0${n}.000Z`
  const scopes = ['routewatch/events.write']
  return { submissionId: `s${n}`, agencyId: 'kz-moi', scopes, receivedAt, parts: 1, events: 1, ...more }
}

function refusedWith(slug: 'malformed' | 'forbidden'): readonly Result[] {
  return [{ index: 0, id: 'a', outcome: { outcome: 'refused', problem: { slug, detail: 'no' } } }]
}
