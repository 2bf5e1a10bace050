import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../../support/sources.ts'
import { answered, type Examples } from './examples.ts'

const file = join(root, 'docs/examples.json')

/** The log signs anew, and in another order, each time: its answers stay as they were kept. */
function withKeptLog(fresh: Examples): Examples {
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Examples
  return Object.fromEntries(
    Object.entries(fresh).map(([id, example]) => [
      id,
      /^readLog/.test(id) && kept[id]?.asked === example.asked ? kept[id] : example,
    ]),
  )
}

it('are what the apps answer: `npm run openapi` after a change', async () => {
  const examples = withKeptLog(await answered())
  await expect(`${JSON.stringify(examples, null, 2)}\n`).toMatchFileSnapshot(file)
}, 60_000)
