import type { ViewGenerations } from '../../functions/views/generations.ts'
import type { Bookkeeping, Views } from '../../functions/views/views.ts'

/** Views that were never rebuilt. */
export const onlyGeneration = (views: Views & Bookkeeping): ViewGenerations => ({
  active: async () => views,
  fed: async () => [views],
  whole: async () => [views],
})
