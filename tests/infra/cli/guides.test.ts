import { expect, it } from 'vitest'
import { files, read } from '../../support/sources.ts'
import { commandsIn, mentionsIn, wrongIn, wrongInMention } from '../command-lines.ts'

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
  const typed = guides.flatMap((guide) =>
    commandsIn(read(guide)).map((line) => [guide, wrongIn(line.split(' '))]),
  )
  const spoken = guides.flatMap((guide) =>
    mentionsIn(read(guide)).map((line) => [guide, wrongInMention(line.split(/\s+/))]),
  )
  expect([typed.length > 50, spoken.length > typed.length]).toEqual([true, true])
  expect([...typed, ...spoken].filter(([, wrong]) => wrong?.length)).toEqual([])
})
