import { beforeEach, describe, expect, it } from 'vitest'
import type { GenerationStore } from '../../functions/views/generations.ts'

/** What every pointer row keeps to. */
export function generationsContract(name: string, open: () => Promise<GenerationStore>): void {
  describe(`${name} as the row of generations`, () => {
    let store: GenerationStore
    beforeEach(async () => {
      store = await open()
    })

    it('names the first generation in a store that nobody has rebuilt', async () => {
      expect(await store.read()).toStrictEqual({ active: 1 })
    })

    it('keeps what was written, and tells it to whoever reads next', async () => {
      const building = { active: 1, building: 2, newest: 2 }
      expect(await store.replace({ active: 1 }, building)).toBe(true)
      expect(await store.read()).toStrictEqual(building)
      expect(await store.replace({ newest: 2, building: 2, active: 1 }, { active: 2, previous: 1 })).toBe(
        true,
      )
      expect(await store.read()).toStrictEqual({ active: 2, previous: 1 })
    })

    it('changes nothing for who has read another state', async () => {
      await store.replace({ active: 1 }, { active: 1, building: 2 })
      for (const before of [{ active: 1 }, { active: 2, previous: 1 }, { active: 1, building: 2, newest: 2 }])
        expect(await store.replace(before, { active: 9 })).toBe(false)
      expect(await store.read()).toStrictEqual({ active: 1, building: 2 })
    })

    it('lets one of two that read the same state through', async () => {
      const outcomes = await Promise.all(
        [2, 3, 4].map((building) => store.replace({ active: 1 }, { active: 1, building })),
      )
      expect(outcomes.filter((replaced) => replaced)).toHaveLength(1)
    })
  })
}
