import { Command } from 'commander'
import { addOps } from '../../infra/cli/ops/ops.ts'

/** Operators' commands as documents name them: in code, as `npm run rw -- ops …`, without the words before. */
export const commandsIn = (text: string): string[] =>
  [...text.matchAll(/`npm run rw -- ops ([^`]+)`/g)].map(([, line = '']) => line)

/** `rw ops …` wherever it is spoken of, be it in the middle of a sentence. */
export const mentionsIn = (text: string): string[] =>
  [...text.replaceAll('\\\n', ' ').matchAll(/\brw (?:-- )?ops ([^`\n#|:;)]+)/g)].map(([, line = '']) =>
    line.trim(),
  )

/** What is wrong with a mention: no such command or option. It may stop anywhere. */
export function wrongInMention(words: readonly string[]): string[] {
  if (words[0] === '…' || words[0] === '--help') return []
  return wrongIn(words).filter((fault) => /^no (command|option) /.test(fault))
}

/** What is wrong with a command line: no such command or option, or another number of arguments. */
export function wrongIn(words: readonly string[]): string[] {
  const line = words.join(' ')
  const program = new Command()
  addOps(program, () => {})
  let command = program.commands[0] as Command
  let rest = words
  for (;;) {
    const found = command.commands.find((one) => one.name() === rest[0])
    if (!found) break
    command = found
    rest = rest.slice(1)
  }
  if (command.commands.length > 0) return [`no command ${line}`]
  const wrong: string[] = []
  const missing = command.options.filter(({ mandatory, long }) => mandatory && !rest.includes(long ?? ''))
  wrong.push(
    ...missing
      .filter(({ defaultValue }) => defaultValue === undefined)
      .map(({ long }) => `no ${long}: ${line}`),
  )
  let args = 0
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i] ?? ''
    if (!word.startsWith('--')) args++
    else {
      const option = command.options.find(({ long }) => long === word)
      if (!option) wrong.push(`no option ${word}: ${line}`)
      else if (option.required || (option.optional && !(rest[i + 1] ?? '--').startsWith('--'))) i++
    }
  }
  if (args > command.registeredArguments.length) wrong.push(`too many arguments: ${line}`)
  if (args < command.registeredArguments.filter(({ required }) => required).length)
    wrong.push(`too few arguments: ${line}`)
  return wrong
}
