import { access } from 'node:fs/promises'
import { SingleBar } from 'cli-progress'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { persistent } from '../client/patience.ts'
import { type Client, connect } from './connection.ts'
import { CommandFailed, type Exit, exitOf } from './failure.ts'
import { type ImportPlan, importFile } from './import.ts'
import { readMapping } from './mapping.ts'
import { explain } from './post-batch.ts'
import { exitOfSent, sendFile } from './send.ts'
import { hintOf, sentText, summaryText } from './texts.ts'

export type Shared = {
  base: string
  as?: string
  secret?: string
  tokenUrl?: string
  clientId?: string
  json?: boolean
}
type Ends = (exit: Exit) => void

/** Declares `token`, `send`, `get` and `import`. Each reports its exit status through `ends`. */
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

  shared(program.command('import'))
    .description('send the rows of a .csv, .json or .ndjson file as events; repeating it is harmless')
    .argument('<file>')
    .requiredOption('--mapping <file>', 'how columns become events (docs/mappings)')
    .option('--rejected <file>', 'where rejected rows go (default: <file>.rejected.csv here)')
    .option('--limit <n>', 'only the first rows', wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .option('--concurrency <n>', 'batches in flight at once', wholeNumber(1, 16), 4)
    .option('--restates', 'the file is a later release of figures that were imported before')
    .option('--validate-only', 'check everything, record nothing')
    .addHelpText(
      'after',
      examples(
        'import seizures.csv --mapping docs/mappings/co-heroin.json --as kz-moi --json',
        'import release-2.csv --mapping docs/mappings/us-cbp.json --restates --as kz-moi',
      ),
    )
    .action(async (file: string, options: Shared & ImportOptions) => {
      const summary = await importFile(clientOf(options, true), await planOf(file, options))
      const { stopped, ...counts } = summary
      if (stopped) process.stderr.write(`${stopped.message}\n${hintOf(stopped)}`)
      print(
        options,
        summaryText(summary),
        stopped ? { ...counts, failed: stopped.exit, message: stopped.message } : counts,
      )
      ends(stopped?.exit ?? (summary.rejected > 0 ? 'rejected' : 'ok'))
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

type ImportOptions = {
  mapping: string
  rejected?: string
  limit?: number
  concurrency: number
  restates?: boolean
  validateOnly?: boolean
}

async function planOf(file: string, options: Shared & ImportOptions): Promise<ImportPlan> {
  await access(file).catch((cause: unknown) => {
    throw new CommandFailed('usage', `${file}: no such file`, { cause })
  })
  const { rejected, limit, concurrency, restates, validateOnly, as: agency = '' } = options
  const mapping = await readMapping(options.mapping)
  return {
    file,
    mapping,
    agency,
    rejected,
    limit,
    concurrency,
    restates,
    validateOnly,
    patience: persistent,
    progress: progressBar(),
  }
}

/** Drawn on a terminal only; scripts and logs get the summary alone. */
function progressBar(): ImportPlan['progress'] {
  if (!process.stderr.isTTY) return undefined
  const bar = new SingleBar({
    format: '{bar} {percentage}% {value}/{total} rows, {eta_formatted} left',
    clearOnComplete: true,
  })
  return {
    start: (total) => bar.start(total, 0),
    step: (rows) => bar.increment(rows),
    stop: () => bar.stop(),
  }
}

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

function print({ json }: Shared, text: string, object: object): void {
  console.log(json ? JSON.stringify(object) : text)
}

function printBody({ json }: Shared, text: string): void {
  try {
    console.log(JSON.stringify(JSON.parse(text), undefined, json ? 0 : 2))
  } catch {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  }
}
