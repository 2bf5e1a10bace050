import { beforeEach, describe, expect, it } from 'vitest'
import { memoryGenerations } from '../../../functions/views/generation-row.ts'
import { type GenerationStore, pinned, viewGenerations } from '../../../functions/views/generations.ts'
import { memoryViews } from '../../../functions/views/memory.ts'

const place = { partition: 'list/routes', label: 'public', sort: 'north' }

describe('the generations of the views', () => {
  let clock: number
  let reads: number
  let isDown: boolean
  let store: GenerationStore
  const opened = new Map([1, 2, 3].map((generation) => [generation, memoryViews()]))
  const open = (generation: number) => opened.get(generation) as ReturnType<typeof memoryViews>
  const views = () => viewGenerations(counted, open, () => clock)
  const counted = {
    read: async () => {
      reads += 1
      if (isDown) throw new Error('down')
      return store.read()
    },
  }
  beforeEach(async () => {
    ;[clock, reads, isDown, store] = [1_000_000, 0, false, memoryGenerations()]
    for (const [generation, rows] of opened)
      await rows.put({ ...place, state: 'row', body: generation, fence: 1 })
  })

  it('feeds all that are named, the one that is read first', async () => {
    await store.replace({ active: 1 }, { active: 2, building: 3, previous: 1 })
    expect(await views().fed()).toStrictEqual([open(2), open(3), open(1)])
    expect(await views().whole()).toStrictEqual([open(2), open(1)])
    expect(await views().active()).toBe(open(2))
  })

  it('asks for the pointer once a second, also when many ask at once', async () => {
    const ours = views()
    await Promise.all([ours.active(), ours.fed(), ours.active()])
    clock += 999
    await ours.active()
    expect(reads).toBe(1)
    await store.replace({ active: 1 }, { active: 2, previous: 1 })
    clock += 1
    expect(await ours.active()).toBe(open(2))
    expect(reads).toBe(2)
  })

  it('asks again when the clock was set back', async () => {
    const ours = views()
    await ours.active()
    clock -= 3_600_000
    await ours.active()
    expect(reads).toBe(2)
  })

  it('answers nothing while the pointer cannot be read, and goes on when it can', async () => {
    const ours = views()
    await ours.active()
    clock += 1_000
    isDown = true
    await expect(ours.active()).rejects.toThrow('down')
    await expect(ours.fed()).rejects.toThrow('down')
    isDown = false
    expect(await ours.active()).toBe(open(1))
  })

  it('keeps to one generation for the whole of a request', async () => {
    const ours = views()
    const [request, lazy] = [pinned(ours), pinned(ours)]
    expect((await request.get([place]))[0]?.body).toBe(1)
    await store.replace({ active: 1 }, { active: 2, previous: 1 })
    clock += 5_000
    const { partition, label } = place
    expect((await request.list({ partition, label, limit: 1 })).rows[0]?.body).toBe(1)
    expect((await lazy.get([place]))[0]?.body).toBe(2)
    expect((await pinned(ours).get([place]))[0]?.body).toBe(2)
  })
})
