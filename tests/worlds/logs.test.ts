import { expect, it, vi } from 'vitest'
import { log } from '../../functions/telemetry.ts'
import { runSeed } from './run.ts'

it('no function logs a word of a payload, whatever is read, posted and refused', {
  timeout: 60_000,
}, async () => {
  const lines: string[] = []
  const keep = (chunk: unknown) => lines.push(String(chunk)) > 0
  const [out, err] = [process.stdout, process.stderr].map((to) =>
    vi.spyOn(to, 'write').mockImplementation(keep),
  )
  log.setLogLevel('DEBUG')
  try {
    for (const seed of [1, 2, 3]) await runSeed(seed)
  } finally {
    log.setLogLevel('SILENT')
    out?.mockRestore()
    err?.mockRestore()
  }
  expect(lines.filter((line) => line.includes('"message":"Event"')).length).toBeGreaterThan(50)
  // Every free text of the story holds such a word.
  expect(lines.filter((line) => line.includes('kanari'))).toStrictEqual([])
})
