import { Command } from 'commander'
import { expect, it } from 'vitest'
import { addCommands } from '../../../infra/cli/commands.ts'
import { addOps } from '../../../infra/cli/ops/ops.ts'
import { files, read } from '../../support/sources.ts'

/** Guides and runbooks name only what can be typed. */
const guides = files('README.md', 'docs/*.md', 'docs/runbooks/*.md')
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }

it('name scripts that exist', () => {
  const unknown = guides.flatMap((guide) =>
    [...read(guide).matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)]
      .filter(([, script = '']) => !(script in scripts))
      .map(([command]) => `${guide}: ${command}`),
  )
  expect(unknown).toEqual([])
})

it('name commands and options of operators that exist', () => {
  const program = new Command('rw')
  addCommands(program, () => {})
  addOps(program, () => {})
  const typed = guides.flatMap((guide) =>
    [
      ...read(guide)
        .replaceAll('\\\n', ' ')
        .matchAll(/\brw (?:-- )?(ops [^`\n#|:;)]*)/g),
    ].map(([, words = '']) => ({ guide, words })),
  )
  expect(typed.length).toBeGreaterThan(20)
  expect(
    typed.flatMap(({ guide, words }) => wrongIn(program, words).map((what) => `${guide}: ${what}`)),
  ).toEqual([])
})

/** What of these words the command line does not know. */
function wrongIn(program: Command, words: string): string[] {
  let command = program
  const rest = words.trim().split(/\s+/)
  while (command.commands.length > 0) {
    const name = rest.shift()
    if (name === undefined || name === '…' || name === '--help') return []
    const next = command.commands.find((one) => one.name() === name)
    if (!next) return [`rw ${words.trim()}`]
    command = next
  }
  const known = new Set(command.options.map(({ long }) => long))
  return rest
    .map((word) => /^--[a-z-]+/.exec(word)?.[0])
    .filter((option) => option !== undefined && !known.has(option))
    .map((option) => `rw ${words.trim()}: ${option}`)
}
