import { beforeEach, describe, expect, it } from 'vitest'
import type { Audit, AuditRow } from '../../functions/audit/audit.ts'

/** What "it is in the audit" rests on. */
export function auditContract(name: string, open: () => Promise<Audit>): void {
  describe(`${name} as an audit`, () => {
    let audit: Audit
    beforeEach(async () => {
      audit = await open()
    })
    const row = (sort: string, body: unknown = { sort }): AuditRow => ({ partition: 'p', sort, body })

    it('lists what was added, newest first, a page at a time', async () => {
      for (const sort of ['2', '1', '3']) await audit.add(row(sort))
      await audit.add({ partition: 'other', sort: '4', body: 'not of this one' })
      const first = await audit.list({ partition: 'p', limit: 2 })
      expect(first).toStrictEqual({ rows: [row('3'), row('2')], more: true })
      const rest = await audit.list({ partition: 'p', limit: 2, before: '2' })
      expect(rest).toStrictEqual({ rows: [row('1')], more: false })
    })

    it('lists what sorts within, and nothing of a range that is empty', async () => {
      for (const sort of ['1', '2', '3']) await audit.add(row(sort))
      const within = await audit.list({ partition: 'p', from: '2', before: '3', limit: 9 })
      expect(within).toStrictEqual({ rows: [row('2')], more: false })
      const none = { rows: [], more: false }
      expect(await audit.list({ partition: 'p', from: '3', before: '2', limit: 9 })).toStrictEqual(none)
      expect(await audit.list({ partition: 'none', limit: 9 })).toStrictEqual(none)
    })

    it('overwrites nothing: what stood there first stands', async () => {
      await audit.add(row('1', 'the first'))
      await audit.add(row('1', 'another'))
      const { rows } = await audit.list({ partition: 'p', limit: 9 })
      expect(rows).toStrictEqual([row('1', 'the first')])
    })

    it('holds the longest row there is', async () => {
      const long = Array.from({ length: 1_000 }, (_, i) => `seizures/${i}-${'0'.repeat(80)}`)
      await audit.add(row('1', long))
      expect((await audit.list({ partition: 'p', limit: 1 })).rows).toStrictEqual([row('1', long)])
    })
  })
}
