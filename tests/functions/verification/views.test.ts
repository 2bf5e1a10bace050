import { expect, it } from 'vitest'
import { verifyViews } from '../../../functions/verification/views.ts'
import { lived } from './store.ts'

const noPause = async () => {}

it('finds nothing in views that are as the ledger says', async () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const { ledger, views, posts } = await lived(seed)
    const found = await verifyViews({ ledger, views, rows: views, pause: noPause })
      posts.length,
      found.subjects,
      found.rows,
      found.totals,
      JSON.stringify(posts.map((p) => p.type).filter((t, i, a) => a.indexOf(t) === i)),
    )
    expect(found.findings).toStrictEqual({ count: 0, first: [] })
  }
})
