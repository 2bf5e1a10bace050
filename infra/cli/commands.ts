import { type Command, InvalidArgumentError } from 'commander'
import { clientOf, type Shared, shared } from './connecting.ts'
import { CommandFailed, type Exit, exitOf } from './failure.ts'
import { explain } from './post-batch.ts'
import { progressOf } from './progress.ts'
import { exitOfSent, sendFile } from './send.ts'
import { sentText } from './texts.ts'

export type Ends = (exit: Exit) => void

/** Declares `token`, `send` and `get`. Each reports its exit status through `ends`. */
export function addCommands(program: Command, ends: Ends): void {
  shared(program.command('token'))
    .description('print an access token')
    .addHelpText('after', examples('token --as kz-moi'))
    .action(async (options: Shared) => {
      const { value, expiresAtMs } = await (await clientOf(options, true)).token()
      print(options, value, { access_token: value, expiresAt: new Date(expiresAtMs).toISOString() })
    })

  shared(program.command('send'))
    .description('post events: one or an array of them (.json), or one a line (.ndjson)')
    .argument('<file>', 'or - for standard input')
    .option('--if-match <etag>', 'the state that a single event builds on')
    .option('--validate-only', 'check everything, record nothing')
    .addHelpText(
      'after',
      examples(
        'send report.json --as kz-moi',
        'send year.ndjson --as kz-moi --validate-only',
        'send - --as kz-moi < report.json',
      ),
    )
    .action(async (file: string, options: Shared & { ifMatch?: string; validateOnly?: boolean }) => {
      const sent = await sendFile(await clientOf(options, true), file, options, progressOf('events'))
      print(options, sentText(sent), sent)
      ends(exitOfSent(sent))
    })

  shared(program.command('get'))
    .description('print what a path answers; without an agency, public material only')
    .argument('<path>', 'as in the API guide; without a leading slash it stands under /v1')
    .option('--accept <type>', 'another representation, such as text/csv')
    .addHelpText(
      'after',
      examples('get routes/northern', "get '/v1/seizures?country=KZ&limit=5' --as kz-moi"),
    )
    .action(async (path: string, options: Shared & { accept?: string }) => {
      const headers = { accept: options.accept ?? 'application/json' }
      const answer = await (await clientOf(options, false)).request('GET', pathOf(path), { headers })
      if (answer.status >= 300) throw new CommandFailed(exitOf(answer.status), explain(answer))
      printBody(options, answer.text)
    })
}

const pathOf = (path: string): string =>
  path.startsWith('/') ? path : /^v1(\/|$)/.test(path) ? `/${path}` : `/v1/${path}`

export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (!(value >= min && value <= max))
      throw new InvalidArgumentError(`a whole number from ${min} to ${max}`)
    return value
  }
}

export const examples = (...lines: string[]): string =>
  ['', 'Examples:', ...lines.map((line) => `  npm run -s rw -- ${line}`)].join('\n')

export function print({ json }: Shared, text: string, object: object): void {
  console.log(json ? JSON.stringify(object) : text)
}

function printBody({ json }: Shared, text: string): void {
  try {
    console.log(JSON.stringify(JSON.parse(text), undefined, json ? 0 : 2))
  } catch {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  }
}
