import { expect, it } from 'vitest'
import { remembering } from '../../../functions/views/remembering.ts'
import type { Key, StoredRow, Views } from '../../../functions/views/views.ts'

const key = (sort: string): Key => ({ partition: 'card/routes/north', label: 'public', sort })
const row = (sort: string, body: number) => ({ ...key(sort), body, fence: 1, state: 'row' }) as StoredRow

it('reads each row once, also when it is asked for twice at a time, and the missing ones, too', async () => {
  const asked: string[] = []
  let body = 0
  const views = remembering({
    get: async (keys: readonly Key[]) => {
      asked.push(...keys.map(({ sort }) => sort))
      body++
      return keys.filter(({ sort }) => sort !== 'missing').map(({ sort }) => row(sort, body))
    },
  })
  const [one, other] = await Promise.all([
    views.get([key('a'), key('missing')]),
    views.get([key('a'), key('b')]),
  ])
  expect([one, other]).toStrictEqual([[row('a', 1)], [row('a', 1), row('b', 2)]])
  expect(await views.get([key('b'), key('missing'), key('a')])).toStrictEqual([row('b', 2), row('a', 1)])
  expect(asked).toStrictEqual(['a', 'missing', 'b'])
})

it('passes a failure on', async () => {
  const views = remembering<Pick<Views, 'get'>>({ get: () => Promise.reject(new Error('away')) })
  await expect(views.get([key('a'), key('b')])).rejects.toThrow('away')
})
