import { parseArgs } from 'node:util'
import { ChaosError, type ChaosSpec, parseChaos } from './chaos.ts'

/** What `npm start` and `npm run demo` take. */
export type StartOptions = {
  port: number
  dataDir: string
  chaos?: ChaosSpec
  ratePerMinute?: number
  verbose: boolean
}

export const usage = `usage: npm start -- [--port N] [--data DIR] [--chaos SPEC] [--rate N/min] [--verbose]

  --port N       port on 127.0.0.1 (8787); 0 takes any that is free
  --data DIR     folder of the state (.routewatch)
  --chaos SPEC   bad luck: seed=1,duplicate=0.2,reorder=0.5,drop=0.2,putEventsFail=0.1,delay=200,fail=0.1
  --rate N/min   requests and events of one agency per minute; without a token, of one address
  --verbose      functions log to stderr instead of to DIR/logs
  --help         this text`

export class UsageError extends Error {}

/** Whether the person asks what there is to say, whatever else stands beside it. */
export const asksForHelp = (args: readonly string[]): boolean =>
  args.includes('--help') || args.includes('-h')

/** Throws a UsageError that says what is wrong. */
export function parseOptions(args: string[]): StartOptions {
  const { port = '8787', data = '.routewatch', chaos, rate, verbose = false } = valuesOf(args)
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new UsageError('--port takes a number from 0 to 65535')
  if (data === '') throw new UsageError('--data takes a folder')
  return {
    port: Number(port),
    dataDir: data,
    verbose,
    ...(chaos !== undefined && { chaos: chaosOf(chaos) }),
    ...(rate !== undefined && { ratePerMinute: rateOf(rate) }),
  }
}

function valuesOf(args: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args,
      options: { port: text, data: text, chaos: text, rate: text, verbose: { type: 'boolean' } },
    }).values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function chaosOf(text: string): ChaosSpec {
  try {
    return parseChaos(text)
  } catch (error) {
    throw error instanceof ChaosError ? new UsageError(error.message) : error
  }
}

function rateOf(text: string): number {
  const count = /^([1-9]\d{0,8})\/min$/.exec(text)?.[1]
  if (count === undefined) throw new UsageError('--rate takes a number of requests, as in 600/min')
  return Number(count)
}
