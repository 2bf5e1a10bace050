/** Blocks of the documents, as they would be typed against a host. */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { projectDir } from '../../infra/project-dir.ts'
import { read } from '../support/sources.ts'

export type Block = { document: string; line: number; language: string; text: string }

/** Fenced blocks of a document that name a language. */
export const blocksOf = (document: string): readonly Block[] =>
  [...read(document).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
    ({ index, 1: language = '', 2: text = '' }) => ({
      document,
      line: read(document).slice(0, index).split('\n').length,
      language,
      text,
    }),
  )

/** Commands: lines, but for those that a quotation or a backslash goes on over. */
export function commandsOf(text: string): readonly string[] {
  const commands: string[] = []
  for (const line of text.replaceAll('\\\n', ' ').split('\n')) {
    const last = commands.at(-1)
    if (last !== undefined && isOpen(last)) commands[commands.length - 1] = `${last}\n${line}`
    else if (line.trim() !== '') commands.push(line)
  }
  return commands
}

const isOpen = (command: string): boolean =>
  (command.replaceAll(/"[^"'\n]*'[^"\n]*"/g, '').match(/'/g) ?? []).length % 2 === 1

const exec = promisify(execFile)
const rw = join(projectDir, 'infra/cli/rw.ts')

/** npm would take a second for each call; `rw` is what it would run. A line that fails ends the block. */
const prelude = (url: string) => `set -euo pipefail
export RW_BASE=${url}
npm() { [ "$1 $2 $3 $4" = 'run -s rw --' ] || { echo "npm $* is not run here" >&2; exit 9; }; shift 4; '${process.execPath}' '${rw}' "$@"; }
jq() { '${process.execPath}' -p 'const path = process.argv[2].slice(1); JSON.parse(fs.readFileSync(0, "utf8"))[path]' -- "$@"; }
`

/** What each command printed. Throws where one fails, or is answered with a problem. */
export async function runBlock({ text }: Block, url: string, folder: string): Promise<readonly string[]> {
  const marked = commandsOf(typed(text, url)).map((command) => `${command}\necho; echo '--8<--'`)
  const script = [prelude(url), ...marked].join('\n')
  const { stdout } = await exec('bash', ['-c', script], { cwd: folder, maxBuffer: 64 * 1024 * 1024 })
  const printed = stdout.split('\n--8<--\n').map((part) => part.trim())
  const refused = printed.find((part) => part.includes('"type":"/problems/'))
  if (refused !== undefined) throw new Error(refused)
  return printed.slice(0, -1)
}

/** Holds a block of TypeScript against the types, and runs it. @returns what it printed. */
export async function runTypeScript({ text }: Block, url: string, folder: string): Promise<string> {
  const file = join(folder, 'block.mts')
  const client = join(projectDir, 'infra/client/routewatch.ts')
  await writeFile(file, typed(text, url).replaceAll('@routewatch/client', client))
  const types = ['--typeRoots', join(projectDir, 'node_modules/@types'), '--types', 'node']
  const strict = ['--strict', '--noEmit', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2024']
  const tsc = join(projectDir, 'node_modules/.bin/tsc')
  await exec(tsc, [...strict, '--allowImportingTsExtensions', '--ignoreConfig', ...types, file]).catch(
    ({ stdout }) => {
      throw new Error(stdout)
    },
  )
  return (await exec(process.execPath, [file])).stdout
}

/** What a reader fills in. */
const typed = (text: string, url: string): string =>
  text
    .replaceAll('http://127.0.0.1:8787', url)
    .replaceAll('<TokenUrl>', `${url}/oauth2/token`)
    .replaceAll('<Url>', url)
    .replaceAll('<client id>:<secret>', 'kz-moi:local-kz-moi')
