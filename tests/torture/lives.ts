/** One data folder, and the hosts that live on it one after the other. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Api, apiOf } from '../journeys/api.ts'
import type { HostNews, HostOrders } from './host.ts'

export type Lives = {
  /** Of the host that is up, or of the next one that is. Rejects once a host could not be started. */
  api(): Promise<Api>
  /** Lets a host live until it dies by itself or, once it is ready after `startMs`, `isTime`. Throws where it ends otherwise. */
  live(isTime: (startMs: number) => Promise<unknown>, orders?: Partial<HostOrders>): Promise<Life>
  /** Starts one that stays; to be killed by `end`. */
  stay(orders?: Partial<HostOrders>): Promise<void>
  /** Resolves once nothing is under way any more in the host that stays. Rejects where that does not come. */
  rest(): Promise<void>
  end(): Promise<void>
}

/** `startMs`: until it was ready; undefined where it died before. */
export type Life = { diedBy: 'itself' | 'us'; startMs: number | undefined }

const startsWithinMs = 180_000

export function livesOn(dataDir: string, cloudAssemblyDir: string): Lives {
  /** Kept until a host is up: who waits for one must not wait for one that is gone. */
  let up = promised()
  let staying: ReturnType<typeof begin> | undefined

  const bear = async (orders: Partial<HostOrders> = {}) => {
    const startedMs = performance.now()
    const host = begin({ dataDir, cloudAssemblyDir, ...orders })
    const tooLate = new AbortController()
    const url = await Promise.race([
      host.ready,
      host.gone.then(() => undefined),
      wait(startsWithinMs, undefined, { signal: tooLate.signal, ref: false }).then(() => {
        host.kill()
        throw new Error(`The host was not ready after ${startsWithinMs} ms: ${host.said()}`)
      }),
    ])
    tooLate.abort()
    if (url === undefined) return { host, startMs: undefined }
    host.isReady = true
    up.resolve(apiOf(url))
    return { host, startMs: performance.now() - startedMs }
  }
  const bury = async (host: ReturnType<typeof begin>) => {
    host.kill()
    const { code } = await host.gone
    if (host.isReady) up = promised()
    if (code === null) return
    const error = new Error(`The host ended with ${code}: ${host.said()}`)
    up.reject(error)
    throw error
  }
  return {
    api: () => up.promise,
    live: async (isTime, orders) => {
      const { host, startMs } = await bear(orders)
      const gone = host.gone.then(() => 'itself' as const)
      const ended = startMs === undefined ? gone : isTime(startMs).then(() => 'us' as const)
      const diedBy = await Promise.race([gone, ended])
      await bury(host)
      return { diedBy, startMs }
    },
    stay: async (orders) => {
      const { host, startMs } = await bear(orders)
      staying = host
      if (startMs === undefined) throw new Error(`The host died: ${host.said()}`)
    },
    rest: async () => staying?.rest(),
    end: async () => {
      if (staying) await bury(staying)
      staying = undefined
    },
  }
}

function promised() {
  const made = Promise.withResolvers<Api>()
  made.promise.catch(() => {})
  return made
}

function begin(orders: HostOrders) {
  const child = fork(join(import.meta.dirname, 'host.ts'), [JSON.stringify(orders)], {
    silent: true,
    execArgv: [],
  })
  const gone = once(child, 'exit').then(([code]) => ({ code: code as number | null }))
  const ready = Promise.withResolvers<string>()
  let rests = Promise.withResolvers<void>()
  child.on('message', (news: HostNews) => {
    if ('url' in news) ready.resolve(news.url)
    else if ('rests' in news) rests.resolve()
    else rests.reject(new Error(news.restless))
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      said = (said + chunk).slice(-4_000)
    })
  const rest = () => {
    rests = Promise.withResolvers()
    child.send('Do you rest?')
    return rests.promise
  }
  return {
    isReady: false,
    ready: ready.promise,
    gone,
    rest,
    kill: () => child.kill('SIGKILL'),
    said: () => said,
  }
}
