/** `rw export`: a view as a file. */
import { SingleBar } from 'cli-progress'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { persistent } from '../client/patience.ts'
import { examples } from './commands.ts'
import { clientOf, type Shared, shared } from './connecting.ts'
import { type Exported, type ExportPlan, exportView } from './export/export.ts'
import { exportFormats } from './export/joins.ts'
import { CommandFailed } from './failure.ts'

type Options = Shared & { format: string; out?: string }
type Filter = readonly [name: string, value: string]

export function addExport(program: Command): void {
  shared(program.command('export'))
    .description('write a view to a file, all of its pages: what the agency may see, and nothing else')
    .argument('<view>', 'as in the API guide: seizures, routes/northern, statistics/seizures …')
    .argument('[filters...]', 'as in the API guide: country=KZ from=2024', filters, [])
    .addOption(
      new Option('--format <format>', 'the form of the file')
        .choices(Object.keys(exportFormats))
        .makeOptionMandatory(),
    )
    .option('--out <file>', 'where it goes (default: standard output); nothing is there before it is whole')
    .addHelpText(
      'after',
      examples(
        'export seizures country=KZ from=2024 --format csv --out seizures.csv --as kz-moi',
        'export routes --format geojson --out routes.geojson',
        'export routes/northern knownAt=2024-03-20T00:00:00Z --format stix --out northern.stix.json',
      ),
    )
    .action(async (view: string, filters: readonly Filter[], options: Options) => {
      const { format, out, json } = options
      if (json && out === undefined)
        throw new CommandFailed('usage', '--json needs --out: stdout cannot hold both')
      const done = await exportView(await clientOf(options, false), {
        view: viewIn(view),
        filters,
        format,
        out,
        patience: persistent,
        progress: out === undefined ? undefined : counter(),
      })
      if (json) console.log(JSON.stringify(done))
      else if (out !== undefined) console.log(textOf(done))
    })
}

function filters(text: string, before: readonly Filter[]): readonly Filter[] {
  const cut = text.indexOf('=')
  if (cut < 1) throw new InvalidArgumentError('a filter is <name>=<value>, such as country=KZ')
  return [...before, [text.slice(0, cut), text.slice(cut + 1)]]
}

/** A path of the API without its form. */
function viewIn(text: string): string {
  const view = text.replace(/^\/?(v1\/)?/, '')
  if (!/^[a-z]+(\/[a-z0-9-]+)*$/.test(view))
    throw new CommandFailed(
      'usage',
      'a view is named as in the API guide: seizures, routes/northern; filters follow it',
    )
  return view
}

function textOf({ file, pages, bytes }: Exported): string {
  return `${file}: ${bytes} bytes from ${pages} ${pages === 1 ? 'page' : 'pages'}`
}

/** How much there is nobody is told: so it counts, and promises no end. */
function counter(): ExportPlan['progress'] {
  if (!process.stderr.isTTY) return undefined
  const bar = new SingleBar({
    format: '{value} pages, {megabytes} MB, {duration_formatted}',
    clearOnComplete: true,
  })
  bar.start(0, 0, { megabytes: '0.0' })
  return {
    at: (pages, bytes) => bar.update(pages, { megabytes: (bytes / 1e6).toFixed(1) }),
    stop: () => bar.stop(),
  }
}
