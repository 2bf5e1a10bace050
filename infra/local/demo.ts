/** The whole system on loopback with the worked example in it (DOMAIN.md §8). Takes the options of `npm start`. */
import { join } from 'node:path'
import { type Posted, postSample, readSample, untilReadable } from '../cli/sample.ts'
import { type Host, startHost } from './host.ts'
import { PortInUse } from './loopback.ts'
import { parseOptions, type StartOptions, UsageError, usage } from './options.ts'
import { DataFolderInUse } from './queue-store.ts'

const note = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

const starting = startHost({ ...optionsOf(process.argv.slice(2)), log: note })
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end(0))

const host = await started()
try {
  const posted = await postSample(host.url, await readSample(join(import.meta.dirname, '../../docs/sample')))
  await untilReadable(host.url, posted)
  console.log([...told(posted), '', ...whereToLook(host.url, posted), '', `ready ${host.url}`].join('\n'))
} catch (error) {
  note(`The worked example could not be loaded: ${error instanceof Error ? error.message : error}`)
  await end(1)
}

/** The options of the command line; ends the process with 2 when there are others. */
function optionsOf(args: string[]): StartOptions {
  try {
    return parseOptions(args)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    note(`${error.message}\n\n${usage}`)
    process.exit(2)
  }
}

/** Ends the process with 1 when port or folder are taken. */
async function started(): Promise<Host> {
  try {
    return await starting
  } catch (error) {
    if (!(error instanceof PortInUse || error instanceof DataFolderInUse)) throw error
    note(`routewatch: ${error.message}`)
    process.exit(1)
  }
}

async function end(status: 0 | 1): Promise<void> {
  await (await starting).stop()
  process.exit(status)
}

function told({ recorded, unchanged, agencies, subjects }: Posted): string[] {
  const events = `${recorded + unchanged} events about ${subjects.size} subjects, posted by ${agencies.join(' and ')}`
  if (recorded === 0)
    return [`The worked example: ${events}. All of it was here already: nothing has changed.`]
  return [`The worked example: ${events}. ${recorded} recorded now, ${unchanged} here already.`]
}

function whereToLook(url: string, { subjects }: Posted): string[] {
  const statement = [...subjects.keys()].find((subject) => subject.startsWith('statements/')) ?? 'statements'
  const views = [
    ['the route: legs, substances, two wordings of one estimate', 'routes/northern'],
    ['actors by role, scale and place', 'actors'],
    ['what part Kazakhstan plays', 'countries/kz'],
    ['the session and who came', 'sessions/cnd-67-high-level'],
    ['the statement and what it asserts', statement],
    ['the commitment, declaratory', 'commitments'],
    ['how it hangs together', 'graph?focus=routes/northern&depth=2'],
  ]
  return [
    'Where to look (all of it is CLEAR, so no token is needed):',
    ...views.map(([what, path]) => `  curl -s '${url}/v1/${path}'   # ${what}`),
    'As an agency, the way partners do:',
    `  npm run -s rw -- get me --as kz-moi --base ${url}`,
  ]
}
