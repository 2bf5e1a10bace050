import { expect, it } from 'vitest'
import { RebuildStopped } from '../../../functions/rebuild/fill.ts'
import { route } from '../../support/posts.ts'
import { type MemoryViews, rebuilding } from '../../support/rebuilding.ts'

it('names all that cannot be projected, at the first try and when it is repeated', async () => {
  const on = await rebuilding()
  const bad = Array.from({ length: 12 }, (_, n) => `routes/bad${String(n).padStart(2, '0')}`)
  const good = Array.from({ length: 100 }, (_, n) => `routes/good${n}`)
  for (const subject of [...bad, ...good])
    await on.write(route(subject.slice('routes/'.length)), on.places, on.instance(on.places))
  const put: MemoryViews['put'] = (row) =>
    bad.some((subject) => row.partition === `card/${subject}`)
      ? Promise.reject(new Error('no room'))
      : on.places.v2.put(row)
  const damaged = { ...on.places, v2: { ...on.places.v2, put } }
  const named = bad.slice(0, 10).map((subject) => `${subject} (no room)`)
  const all = `12 subjects cannot be projected: ${named.join(', ')} and 2 more`
  await expect(on.rebuild(damaged)).rejects.toThrow(new RebuildStopped(all))
  await expect(on.rebuild(damaged)).rejects.toThrow(new RebuildStopped(all))
  expect(await on.rebuild()).toMatchObject({ active: 2 })
})
