import { expect, it } from 'vitest'
import { faultNames } from './faults.ts'
import { addTo, idleFaults, newTally, tallyRange } from './tally.ts'

/** On a slow machine fewer: the whole of it is `npm run simulate:ci`. */
const seedsMax = 250
const seedsMin = 60
const budgetMs = 2_500
const chunk = 25

it('nothing is lost, nothing is told to whom it is hidden, whatever goes wrong', async () => {
  const tally = newTally()
  const startedMs = performance.now()
  while (tally.seeds < seedsMax) {
    if (tally.seeds >= seedsMin && performance.now() - startedMs > budgetMs) break
    addTo(tally, await tallyRange(tally.seeds + 1, chunk))
  }
  const again = tally.failed.map(({ seed, wrong }) => ({
    again: `npm run simulate -- --seed ${seed}`,
    wrong,
  }))
  expect(again).toStrictEqual([])
  expect(idleFaults(tally)).toStrictEqual([])
})

it('one seed is one run: the same steps, the same strikes', async () => {
  const [one, other] = [await tallyRange(7, 3), await tallyRange(7, 3)]
  expect(one).toStrictEqual(other)
})

it('calls it an error where a fault never struck', () => {
  const struck = new Map(faultNames.slice(2).map((fault) => [fault, 1]))
  expect(idleFaults({ ...newTally(), seeds: 1_000, struck })).toStrictEqual(faultNames.slice(0, 2))
})
