/** Size and start of intake and query beside a bare handler with Hono and the DynamoDB client: fresh processes, taking turns. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleFunctions } from '../../infra/bundle.ts'
import { bundled } from './swapped-assembly.ts'
import { median, type Row, rounded } from './table.ts'

const rounds = 21
const bare = 'a bare handler'
const settings = [
  ...[
    'LEDGER_TABLE',
    'VIEWS_TABLE',
    'SUBMISSIONS_TABLE',
    'LOG_TABLE',
    'AUDIT_TABLE',
    'INTAKE_BUS',
    'CURSOR_KEY',
  ],
  ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
]
const env = {
  ...Object.fromEntries(settings.map((name) => [name, 'bench'])),
  ...{ AWS_REGION: 'eu-central-1', TOKEN_ISSUER: 'https://issuer.example' },
}

/** Prints the milliseconds from the import to the handler. */
const started = (file: string) =>
  `const start = performance.now(); await import(${JSON.stringify(file)}); console.log(performance.now() - start); process.exit()`

export async function bundles(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'routewatch-bench-'))
  await bundleFunctions(folder)
  mkdirSync(join(folder, bare))
  writeFileSync(join(folder, bare, 'index.mjs'), await bundled('bare-handler.ts'))
  const functions = [bare, 'intake', 'query'].map((name) => ({
    file: join(folder, name, 'index.mjs'),
    name,
    ms: [] as number[],
  }))
  for (let round = 0; round < rounds; round++)
    for (const { file, ms } of functions) {
      const told = execFileSync(process.execPath, ['--input-type=module', '-e', started(file)], {
        env,
        encoding: 'utf8',
      })
      ms.push(Number(told.trim().split('\n').at(-1)))
    }
  const limit = median(functions[0]?.ms ?? [])
  const rows = functions.map(({ file, name, ms }) => ({
    function: name,
    kB: Math.round(statSync(file).size / 1_000),
    'of the bare start': rounded(median(ms) / limit),
    bar: name === bare ? '' : '600 kB, 1.5',
  }))
  rmSync(folder, { recursive: true, force: true })
  return rows
}
