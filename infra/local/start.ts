/** Entry of `npm start`: runs the host until it is told to stop. */
import { runHost } from './run-host.ts'

await runHost(process.argv.slice(2), async (host) => {
  process.stdout.write(`ready ${host.url}\n`)
})
