import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Flow } from './flow.ts'
import type { Functions } from './functions.ts'
import type { HttpFront } from './http-front.ts'
import type { QueueStore } from './queue-store.ts'
import type { Tables } from './tables.ts'

/** What a host has opened so far. */
export type Parts = {
  store: QueueStore
  front: HttpFront
  aws: Server
  functions?: Functions
  tables?: Tables
  flow?: Flow
}

const drainMs = 10_000
const pollMs = 10

/** Ends the parts from the outside in: each may still need those after it. */
export async function shutDown({ store, front, aws, functions, tables, flow }: Parts): Promise<void> {
  await front.drain(drainMs)
  const flowEnd = flow?.stop()
  // What takes longer is broken off: it comes again at the next start.
  await Promise.race([flowEnd, wait(drainMs, undefined, { ref: false })])
  await functions?.close()
  await flowEnd
  await new Promise((resolve) => {
    aws.close(resolve)
    aws.closeAllConnections()
  })
  await tables?.close()
  store.close()
}

/** Resolves once nothing is under way, seen twice: what ends may have begun something else. */
export async function idle(flow: Flow, tables: Tables, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs
  let seen = 0
  while (seen < 2) {
    flow.hurry()
    seen = flow.idle && tables.unacknowledged === 0 ? seen + 1 : 0
    if (Date.now() > deadline) throw new Error(`Not idle after ${timeoutMs} ms`)
    await wait(pollMs)
  }
}
