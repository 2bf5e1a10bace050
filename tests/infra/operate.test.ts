import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { expect, it } from 'vitest'
import { addOps } from '../../infra/cli/ops/ops.ts'
import { root } from '../support/sources.ts'
import { commandsIn } from './command-lines.ts'

const guide = readFileSync(join(root, 'docs/operate.md'), 'utf8')

it('names every command that there is', () => {
  const program = new Command()
  addOps(program, () => {})
  const all = (program.commands[0]?.commands ?? []).flatMap((command) =>
    command.commands.length === 0
      ? [command.name()]
      : command.commands.map((inner) => `${command.name()} ${inner.name()}`),
  )
  const named = commandsIn(guide)
  expect(all.filter((name) => !named.some((line) => `${line} `.startsWith(`${name} `)))).toEqual([])
})

it('leads to every runbook', () => {
  const linked = [...guide.matchAll(/\]\(runbooks\/([^)#]+)\)/g)].map(([, file]) => file)
  expect(readdirSync(join(root, 'docs/runbooks')).filter((file) => !linked.includes(file))).toEqual([])
})
