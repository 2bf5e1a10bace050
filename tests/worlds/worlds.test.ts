import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { root } from '../support/sources.ts'
import { runSeed } from './run.ts'
import { addTo, newTally, unasked } from './tally.ts'

/** Two hundred pairs: `npm run worlds`; all leaks: `npm run worlds -- --planted all`. */
const pairs = 8
/** Found within a pair or two. */
const quick = [
  'a proof for whoever asks',
  'a subject is missing only where nobody sees it',
  'the receipt counts what is hidden',
]

/** What the requests must have been answered with. */
const answers = '200 201 202 207 400 401 403 404 405 409 412 422 428 503'.split(' ')

it('answers the same whether or not there is something hidden', { timeout: 120_000 }, async () => {
  const tally = newTally()
  for (let seed = 1; seed <= pairs; seed++) addTo(tally, await runSeed(seed))
  expect(tally.failed.flatMap(({ seed, wrong }) => wrong.map((line) => `${seed}: ${line}`))).toStrictEqual([])
  expect(unasked(tally)).toStrictEqual([])
  expect(tally.hidden).toBeGreaterThan(3 * pairs)
  const statuses = new Set([...tally.answers.keys()].map((kind) => kind.split(' ')[1]))
  expect(answers.filter((status) => !statuses.has(status))).toStrictEqual([])
})

it.each(quick)('finds a leak that is put in on purpose: %s', { timeout: 120_000 }, async (name) => {
  const worlds = ['--disable-warning=ExperimentalWarning', 'tests/worlds/worlds.ts', '--planted', name]
  const { stdout } = await promisify(execFile)(process.execPath, worlds, { cwd: root }).catch(
    (error: { stdout: string }) => error,
  )
  const [nothing, found] = stdout.trimEnd().split('\n')
  expect(nothing).toBe('nothing: nothing found')
  expect(found).toContain(`${name}: found with seed`)
})
