import { expect, it } from 'vitest'
import { idleFaults, type Tally, tallyRange } from './tally.ts'

const seeds = 200

it('nothing is lost, nothing is told to whom it is hidden, whatever goes wrong', async () => {
  const tally: Tally = await tallyRange(1, seeds)
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
