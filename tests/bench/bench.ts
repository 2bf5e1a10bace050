/** `npm run bench [-- <row>] [--large]`: measures, prints the tables, and writes docs/bench/results.json and docs/bench.md. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../support/sources.ts'
import { bundles } from './bundles.ts'
import { contention } from './contention.ts'
import { cost } from './cost.ts'
import { freshness } from './freshness.ts'
import { growth } from './growth.ts'
import { intake } from './intake.ts'
import { rebuild } from './rebuild.ts'
import { type Row, table } from './table.ts'
import { truth } from './truth.ts'

type Bench = { about: string; run: (large: boolean) => Promise<Row[]> }

const benches: Record<string, Bench> = {
  cost: {
    about:
      'Requests, write and read units of the ledger, counted on one engine. Each library reads what stands there and then decides. The others keep beside the payload what a commit of ours keeps: poster, audience, times, salt and hash. Of several claims on one subject in one request each is decided on what those before it have left, and written by itself; equinox writes them together. A failed write has no units here; castore’s index of first events has none either, and costs another unit on AWS.',
    run: cost,
  },
  contention: {
    about: `Writers on one subject at the same time, in one process, 20 events each: how many were acknowledged with each library’s defaults (castore tries 3 times, equinox 3 times, we until 20 seconds have passed). Requests of one process of ours take turns; instances are processes that know nothing of each other, as on Lambda, where each takes one request at a time.`,
    run: contention,
  },
  truth: { about: 'What each does with what should not happen.', run: () => truth() },
  intake: {
    about:
      'The whole HTTP door of the local host beside a bare Hono handler that does one PutItem in its place; taking turns, medians. Not met on a quiet machine: 0.38 to 0.47 in five runs on 2026-11-25, while on a busy one, where both were slow, it was 0.66. The thread of the host, with store and disk, is idle for a third of that time: what limits are the threads of the intake function, which check, decide, hash and sign for each event. They have not been profiled apart.',
    run: intake,
  },
  freshness: {
    about:
      'From the answer of a post to its card, on an idle local host, which delivers as the template declares: no queue waits for its batch to fill. The p99 depends on what else the machine does: with some 18 other processes waiting for its 2 cores it was 522 and 156.',
    run: freshness,
  },
  rebuild: {
    about:
      'The engine of `rw ops rebuild`, from naming a generation to turning to it, beside a bare parallel scan of the same ledger. Not met: a scan reads thousands of events in one request, while each row of each audience that a rebuild makes is a conditional put of its own (ADR-0024). Totals weigh more in a ledger as small as this one: each counts few events. What could double it is to put the rows of subjects unchanged since it began 25 in a request, without conditions: not tried, because a process that slept could then overwrite a newer row.',
    run: rebuild,
  },
  growth: {
    about:
      'Requests of ledger and views as the ledger grows. All events lie in the ledger; of the views there is what is read of them. `--large` adds 100,000 events: where its row is missing, that was not measured.',
    run: growth,
  },
  bundles: {
    about:
      'Minified size, and the time from import to handler in fresh processes, taking turns, medians, against a bare handler with Hono and the DynamoDB client. What keeps both at about twice the bare start: in milliseconds where the bare one takes 42, three times the code is read and compiled (22 more), and what the schemas of all event types have in common is built (15; zod takes 10 µs for each, and longer for the first of a kind). The settings of logger and metrics take 2. The schema of a type, patterns, lists and what fetches the issuer’s keys wait for the first who needs them: that first request bears them. To come below 1.5, what checks events would have to be a file of its own that the first post loads.',
    run: bundles,
  },
}

type Results = Record<string, { measuredOn: string; cores: number; rows: Row[] }>

const resultsFile = join(root, 'docs/bench/results.json')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { large: { type: 'boolean', default: false } },
})
const names = positionals.length > 0 ? positionals : Object.keys(benches)
const unknown = names.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`There is no row ${unknown.join(', ')}: one of ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}
const results: Results = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, 'utf8')) : {}
for (const name of names) {
  const { run } = benches[name] as Bench
  const rows = await run(values.large)
  results[name] = { measuredOn: new Date().toISOString().slice(0, 10), cores: cpus().length, rows }
  console.log(`\n${name}\n${table(rows)}`)
  write()
}
process.exit()

/** After each row: a long run that is broken off keeps what it has. */
function write(): void {
  mkdirSync(dirname(resultsFile), { recursive: true })
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`)
  const parts = Object.entries(benches).flatMap(([name, { about }]) => {
    const found = results[name]
    return found
      ? [`## ${name}`, about, table(found.rows), `Measured on ${found.measuredOn}, ${found.cores} cores.`]
      : []
  })
  const intro = [
    '# Benchmarks',
    'Written by `npm run bench`; `npm run bench -- cost` measures one row. Counts hold anywhere. Times do not: only',
    'ratios of what was measured side by side in one run are claims.',
  ].join('\n')
  writeFileSync(join(root, 'docs/bench.md'), `${[intro.replace('\n', '\n\n'), ...parts].join('\n\n')}\n`)
}
