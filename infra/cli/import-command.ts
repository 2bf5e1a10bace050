/** `rw import` and `rw validate`: files of a partner, by a mapping, as sheets, or as events. */
import { access } from 'node:fs/promises'
import { extname } from 'node:path'
import { type Command, Option } from 'commander'
import { persistent } from '../client/patience.ts'
import { type Ends, examples, print, wholeNumber } from './commands.ts'
import { callingWith, clientOf, type Shared, shared } from './connecting.ts'
import { CommandFailed } from './failure.ts'
import { type ImportPlan, importFile } from './import.ts'
import { readMapping } from './mapping.ts'
import { progressOf } from './progress.ts'
import { exitOfSent, sendFile } from './send.ts'
import { type SheetOptions, sendSheet } from './send-sheet.ts'
import { hintOf, sentText, sheetText, summaryText } from './texts.ts'

type ImportOptions = SheetOptions & {
  mapping?: string
  limit?: number
  concurrency: number
  restates?: boolean
}

type Options = Shared & ImportOptions

const ofSheets = ['tlp', 'releasableTo', 'admiralty', 'dates', 'decimal', 'idColumn'] as const

/** Declares both. Each reports its exit status through `ends`. */
export function addImport(program: Command, ends: Ends): void {
  withFile(program.command('import'))
    .description('send the rows of a .csv, .json or .ndjson file as events; repeating it is harmless')
    .option('--validate-only', 'check everything, record nothing')
    .addHelpText(
      'after',
      examples(
        'import seizures.csv --tlp GREEN --admiralty B2 --as kz-moi',
        'import seizures.csv --tlp AMBER+STRICT --releasable-to ru-authority,tj-authority --admiralty B2 --as kz-moi',
        'import cases.csv --mapping docs/mappings/co-heroin.json --as kz-moi --json',
        'import release-2.csv --mapping docs/mappings/us-cbp.json --restates --as kz-moi',
      ),
    )
    .action(async (file: string, options: Options) => {
      await exists(file)
      if (options.mapping !== undefined) return importMapped(file, options.mapping, options, ends)
      if (!isSheet(file))
        throw new CommandFailed('usage', '--mapping says how the rows of this file become events')
      return importSheet(file, options, ends)
    })

  withFile(program.command('validate'))
    .description('check a file as import or send would have it checked, and record nothing')
    .addHelpText(
      'after',
      examples(
        'validate seizures.csv --tlp GREEN --admiralty B2 --as kz-moi',
        'validate cases.csv --mapping docs/mappings/co-heroin.json --as kz-moi',
        'validate events.ndjson --as kz-moi',
      ),
    )
    .action(async (file: string, options: Options) => {
      if (file !== '-') await exists(file)
      const only = { ...options, validateOnly: true }
      if (options.mapping !== undefined) return importMapped(file, options.mapping, only, ends)
      if (isSheet(file)) return importSheet(file, only, ends)
      const client = await clientOf(options, true)
      const sent = await sendFile(client, file, { validateOnly: true }, progressOf('events'))
      print(options, sentText(sent), sent)
      ends(exitOfSent(sent))
    })
}

function withFile(command: Command): Command {
  return shared(command)
    .argument('<file>')
    .option('--mapping <file>', "how columns become events (docs/mappings); without it UNODC's columns")
    .option('--rejected <file>', 'where rejected rows go (default: <file>.rejected.csv here)')
    .option('--limit <n>', 'only the first rows', wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .option('--concurrency <n>', 'batches in flight at once', wholeNumber(1, 16), 4)
    .option('--restates', 'the file is a later release of figures that were imported before')
    .option('--tlp <label>', 'of a sheet: the marking of rows without one')
    .option('--releasable-to <agencies>', 'of a sheet: who else may read what --tlp marks, between commas')
    .option('--admiralty <pair>', 'of a sheet: the grading of rows without one, such as B2')
    .addOption(new Option('--dates <order>', 'of a sheet: how 03/04/2014 is meant').choices(['DMY', 'MDY']))
    .addOption(new Option('--decimal <sign>', 'of a sheet: how 1,234 is meant').choices(['.', ',']))
    .option('--id-column <name>', 'of a sheet: the column that holds an id of each row')
}

const isSheet = (file: string): boolean => extname(file).toLowerCase() === '.csv'

async function exists(file: string): Promise<void> {
  await access(file).catch((cause: unknown) => {
    throw new CommandFailed('usage', `${file}: no such file`, { cause })
  })
}

/** What an option says that has no effect is a misunderstanding. */
function refuseOptions(options: Options, names: readonly (keyof ImportOptions)[], kind: string): void {
  const given = names.find((name) => options[name] !== undefined)
  if (given !== undefined) throw new CommandFailed('usage', `--${kebab(given)} goes with ${kind}`)
}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

async function importMapped(file: string, mapping: string, options: Options, ends: Ends): Promise<void> {
  refuseOptions(options, ofSheets, 'a sheet: without --mapping')
  const { client, agency = '' } = await callingWith(options, true)
  const summary = await importFile(client, await planOf(file, mapping, agency, options))
  const { stopped, ...counts } = summary
  if (stopped) process.stderr.write(`${stopped.message}\n${hintOf(stopped)}`)
  print(
    options,
    summaryText(summary),
    stopped ? { ...counts, failed: stopped.exit, message: stopped.message } : counts,
  )
  ends(stopped?.exit ?? (summary.rejected > 0 ? 'rejected' : 'ok'))
}

async function importSheet(file: string, options: Options, ends: Ends): Promise<void> {
  refuseOptions(options, ['limit', 'restates'], '--mapping')
  const { tlp, releasableTo, admiralty, dates, decimal, idColumn, validateOnly, rejected } = options
  const asked = { tlp, releasableTo, admiralty, dates, decimal, idColumn, validateOnly, rejected }
  const client = await clientOf(options, true)
  const { stopped, ...sent } = await sendSheet(client, file, asked, persistent, progressOf('rows'))
  if (stopped) process.stderr.write(`${stopped.message}\n${hintOf(stopped)}`)
  print(
    options,
    sheetText(sent),
    stopped ? { ...sent, failed: stopped.exit, message: stopped.message } : sent,
  )
  ends(stopped?.exit ?? (sent.rejected > 0 ? 'rejected' : 'ok'))
}

async function planOf(
  file: string,
  mappingFile: string,
  agency: string,
  options: Options,
): Promise<ImportPlan> {
  const { rejected, limit, concurrency, restates, validateOnly } = options
  const mapping = await readMapping(mappingFile)
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
    progress: progressOf('rows'),
  }
}
