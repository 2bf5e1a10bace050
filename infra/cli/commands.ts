import { type Command, InvalidArgumentError, Option } from 'commander'
import { type Client, connect } from './connection.ts'
import { CommandFailed, type Exit, exitOf } from './failure.ts'
import { explain } from './post-batch.ts'
import { exitOfSent, sendFile } from './send.ts'
import { sentText } from './texts.ts'

export type Shared = {
  base: string
  as?: string
  secret?: string
  tokenUrl?: string
  clientId?: string
  json?: boolean
}
export type Ends = (exit: Exit) => void

/** Declares `token`, `send` and `get`. Each reports its exit status through `ends`. */
export function addCommands(program: Command, ends: Ends): void {
  shared(program.command('token'))
    .description('print an access token')
    .action(async (options: Shared) => {
      const { value, expiresAtMs } = await clientOf(options, true).token()
      print(options, value, { access_token: value, expiresAt: new Date(expiresAtMs).toISOString() })
    })

  shared(program.command('send'))
    .description('post the events of a file: one event or an array (.json), or one event a line (.ndjson)')
    .argument('<file>')
    .option('--if-match <etag>', 'the state that a single event builds on')
    .option('--validate-only', 'check everything, record nothing')
    .addHelpText(
      'after',
      examples('send report.json --as kz-moi', 'send year.ndjson --as kz-moi --validate-only'),
    )
    .action(async (file: string, options: Shared & { ifMatch?: string; validateOnly?: boolean }) => {
      const sent = await sendFile(clientOf(options, true), file, options)
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
      const answer = await clientOf(options, false).request('GET', pathOf(path), { headers })
      if (answer.status >= 300) throw new CommandFailed(exitOf(answer.status), explain(answer))
      printBody(options, answer.text)
    })
}

export function shared(command: Command): Command {
  return command
    .addOption(
      new Option('--base <url>', 'where Routewatch is').env('RW_BASE').default('http://127.0.0.1:8787'),
    )
    .addOption(new Option('--as <agency>', 'the agency that calls').env('RW_AS'))
    .addOption(new Option('--secret <secret>', 'its secret (default: local-<agency>)').env('RW_SECRET'))
    .addOption(
      new Option('--token-url <url>', 'the token issuer, where it is not the base').env('RW_TOKEN_URL'),
    )
    .addOption(new Option('--client-id <id>', "the issuer's name for the agency").env('RW_CLIENT_ID'))
    .option('--json', 'end stdout with one JSON object on one line')
}

export function clientOf(options: Shared, needsAgency: boolean): Client {
  const { as: agency, base, tokenUrl, clientId } = options
  if (needsAgency && !agency) throw new CommandFailed('usage', 'this needs an agency: --as <agency> or RW_AS')
  if (agency !== undefined && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(agency)) {
    throw new CommandFailed('usage', 'an agency is named in lower case, such as kz-moi')
  }
  for (const url of [base, tokenUrl]) {
    if (url !== undefined && !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
      throw new CommandFailed('usage', `not an http address: ${url}`)
    }
  }
  return connect({ base, agency, secret: options.secret ?? `local-${agency}`, tokenUrl, clientId })
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
