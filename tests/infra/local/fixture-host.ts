import { startFixture } from './fixture-app.ts'

/** Runs the fixture app in a process of its own, to be killed: `node fixture-host.ts <data folder>`. */
const host = await startFixture(process.argv[2] ?? '')
process.stdout.write(`ready ${host.url}\n`)
