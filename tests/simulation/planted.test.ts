import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { root } from '../support/sources.ts'

const run = promisify(execFile)

/** All of them, with those that take hundreds of seeds: `npm run simulate:planted`. */
it('finds defects that are put in on purpose, and none where there is none', async () => {
  const simulate = ['--disable-warning=ExperimentalWarning', 'tests/simulation/simulate.ts']
  const { stdout } = await run(process.execPath, [...simulate, '--planted', 'quick'], { cwd: root }).catch(
    (error: { stdout: string }) => error,
  )
  const [nothing, ...planted] = stdout.trimEnd().split('\n')
  expect(nothing).toBe('nothing: nothing found')
  expect(planted.filter((line) => !line.includes(': found with seed'))).toStrictEqual([])
  expect(planted.length).toBeGreaterThanOrEqual(12)
})
