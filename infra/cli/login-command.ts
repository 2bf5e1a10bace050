/** `rw login`, `rw logout` and `rw whoami`. */

import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Command } from 'commander'
import { parsed } from '../client/client.ts'
import { examples, print } from './commands.ts'
import { type Calling, callingWith, connectionWith, type Shared, shared } from './connecting.ts'
import { CommandFailed, exitOf } from './failure.ts'
import { forgetLogin, loginFile, writeLogin } from './login-file.ts'
import { explain } from './post-batch.ts'

type Me = { agencyId: string; kind: string; postingScopes?: string[]; scopes: string[]; label: string }

export function addLogin(program: Command): void {
  shared(program.command('login'))
    .description('keep the agency, its secret and the address for later commands, once they are seen to work')
    .addHelpText(
      'after',
      `${examples(
        'login --as kz-moi',
        'login --base https://routewatch.example/v --as kz-moi < secret.txt',
      )}\n\nThe secret: --secret, RW_SECRET, or else asked for (or the first line of standard input). The local host's is known.`,
    )
    .action(async (options: Shared) => {
      // Whoever was signed in before has no say in who signs in now.
      const connection = connectionWith(options, undefined)
      const { base, agency, tokenUrl, clientId } = connection
      if (agency === undefined) throw new CommandFailed('usage', 'who signs in? --as <agency> or RW_AS')
      const secret = connection.secret ?? (await askedFor(`Secret of ${agency}: `))
      if (secret === '')
        throw new CommandFailed('usage', 'no secret: RW_SECRET, or one line of standard input')
      const me = await meAt(await callingWith({ ...options, base, as: agency, secret, tokenUrl }, true))
      await writeLogin({ base, agency, secret, tokenUrl, clientId })
      print(options, `${textOf(me, base)}\nkept in ${loginFile()}`, { ...me, base, file: loginFile() })
    })

  program
    .command('logout')
    .description('forget what login kept')
    .option('--json', 'end stdout with one JSON object on one line')
    .addHelpText('after', examples('logout'))
    .action(async (options: Shared) => {
      const forgotten = await forgetLogin()
      print(options, forgotten ? `${loginFile()} is gone` : 'nobody was signed in', { forgotten })
    })

  shared(program.command('whoami'))
    .description('who you are there, what you may post, and which material you read')
    .addHelpText('after', examples('whoami', 'whoami --as kz-moi --json'))
    .action(async (options: Shared) => {
      const calling = await callingWith(options, true)
      const me = await meAt(calling)
      print(options, textOf(me, calling.base), { ...me, base: calling.base })
    })
}

async function meAt({ client }: Calling): Promise<Me> {
  const answer = await client.request('GET', '/v1/me')
  if (answer.status !== 200) throw new CommandFailed(exitOf(answer.status), explain(answer))
  const me = parsed(answer.text) as Partial<Me>
  if (typeof me.agencyId !== 'string')
    throw new CommandFailed('server', 'what answers there is no Routewatch: it does not tell who you are')
  return me as Me
}

const textOf = ({ agencyId, kind, postingScopes = [], label }: Me, base: string): string =>
  [
    `${agencyId} (${kind}) at ${base}`,
    `posts: ${postingScopes.length > 0 ? postingScopes.join(', ') : 'nothing'}`,
    `reads: ${label}`,
  ].join('\n')

/** Typed unseen on a terminal; elsewhere the first line. */
async function askedFor(question: string): Promise<string> {
  const { stdin } = process
  if (stdin.isTTY) process.stderr.write(question)
  const output = new Writable({ write: (_text, _encoding, done) => done() })
  const lines = createInterface({ input: stdin, output, terminal: stdin.isTTY === true })
  try {
    for await (const line of lines) return line.trim()
    return ''
  } finally {
    lines.close()
    if (stdin.isTTY) process.stderr.write('\n')
  }
}
