/** The whole system on loopback with the worked example in it (DOMAIN.md §8). Takes the options of `npm start`. */
import { join } from 'node:path'
import { type Posted, postSample, readSample, untilReadable } from '../cli/sample.ts'
import { runHost } from './run-host.ts'

await runHost(process.argv.slice(2), async ({ url }) => {
  const posted = await postSample(url, await readSample(join(import.meta.dirname, '../../docs/sample')))
  await untilReadable(url, posted)
  console.log([...told(posted), '', ...whereToLook(url, posted), '', `ready ${url}`].join('\n'))
})

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
    'In a browser:',
    `  ${url}/console   # maps, link charts, timelines`,
    `  ${url}/docs      # the interface, to read`,
    'As an agency, the way partners do:',
    `  npm run -s rw -- get me --as kz-moi --base ${url}`,
  ]
}
