import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { agenciesTold, agencyRegister } from './agency-register.ts'
import { readAssembly } from './assembly.ts'
import { awsServices } from './aws/services.ts'
import { clientStore } from './aws/user-pool-clients.ts'
import { type AwsServices, awsEndpoint } from './aws-endpoint.ts'
import type { PutAnswer, PutEntry } from './bus.ts'
import { Chaos, type ChaosSpec, noChaos } from './chaos.ts'
import { Flow } from './flow.ts'
import type { Outcome } from './function.ts'
import { Functions } from './functions.ts'
import { removeHostFile, writeHostFile } from './host-file.ts'
import { idle, type Parts, shutDown } from './host-parts.ts'
import { type FrontServices, HttpFront } from './http-front.ts'
import { routerOf } from './http-routes.ts'
import type { Invoke } from './invocation.ts'
import { serveIssuer } from './issuer-front.ts'
import { listen } from './loopback.ts'
import { oneNamed } from './named.ts'
import type { Queue } from './queue.ts'
import { QueueStore } from './queue-store.ts'
import { Secrets } from './secrets.ts'
import { signInCodes } from './sign-in-codes.ts'
import { Tables } from './tables.ts'
import { Template } from './template.ts'
import { publishedKeys } from './token-issuer.ts'
import { loadTokenKeys } from './token-keys.ts'
import { readResources } from './wiring.ts'

export type HostOptions = {
  /** Folder of the state; made when missing. */
  dataDir: string
  /** 0 takes any that is free. */
  port?: number
  /** Where the assembly lies. Absent: the app is synthesized, or taken from its cache. */
  cloudAssemblyDir?: string
  chaos?: ChaosSpec
  ratePerMinute?: number
  verbose?: boolean
  requestTimeoutMs?: number
  /** Told what the host does not emulate, line by line, and other things worth knowing. */
  log?: (line: string) => void
}

export type Host = {
  url: string
  /** Stands for AWS, for clients given it as their endpoint. */
  awsUrl: string
  /** Physical names by the beginning of the logical id, e.g. `Ledger`. */
  tableName(name: string): string
  /** Calls a function, e.g. `sweeper`, and waits for its answer. Throws what the function throws. */
  invoke(functionName: string, event: unknown): Promise<unknown>
  putEvents(entries: readonly PutEntry[], account?: string): PutAnswer
  /** A queue, e.g. `ProjectorQueue`, to look into or to send to. */
  queue(name: string): Queue
  /** Resolves once streams, queues, asynchronous calls and the journal are empty; windows are not waited for. */
  idle(timeoutMs?: number): Promise<void>
  /** Answers what is under way, then lets go of the data folder. What is left in queues and streams comes again. */
  stop(): Promise<void>
}

const requestTimeoutMs = 30_000

/** Runs the synthesized app on 127.0.0.1. Throws when the data folder or the port is in use. */
export async function startHost(options: HostOptions): Promise<Host> {
  const front = Promise.withResolvers<FrontServices>()
  const aws = Promise.withResolvers<AwsServices>()
  mkdirSync(options.dataDir, { recursive: true })
  const parts: Parts = {
    store: new QueueStore(join(options.dataDir, 'queues.sqlite')),
    front: new HttpFront(front.promise, { requestTimeoutMs: options.requestTimeoutMs ?? requestTimeoutMs }),
    aws: awsEndpoint(aws.promise),
  }
  try {
    // The port comes first: nothing is worth doing without it, and the templates mention it.
    const url = await listen(parts.front.server, options.port ?? 0)
    const awsUrl = await listen(parts.aws, 0)
    return await run(options, parts, url, awsUrl, { front: front.resolve, aws: aws.resolve })
  } catch (error) {
    for (const { promise, reject } of [front, aws]) {
      promise.catch(() => {})
      reject(error)
    }
    await shutDown(parts)
    throw error
  }
}

type Ready = { front: (services: FrontServices) => void; aws: (services: AwsServices) => void }

async function run(
  options: HostOptions,
  parts: Parts,
  url: string,
  awsUrl: string,
  ready: Ready,
): Promise<Host> {
  const { dataDir, log = () => {} } = options
  const dir = options.cloudAssemblyDir ?? (await (await import('../synth.ts')).synthesize()).cloudAssemblyDir
  const resources = readResources(
    new Template(readAssembly(dir), { api: url, aws: awsUrl }, new Secrets(dataDir)),
  )
  for (const line of resources.notEmulated) log(`not emulated: ${line}`)

  const { ratePerMinute, verbose = false } = options
  const limit = ratePerMinute === undefined ? {} : { ratePerMinute }
  const functions = new Functions(resources, { dataDir, awsUrl, verbose, ...limit })
  parts.functions = functions
  const chaos = options.chaos ? new Chaos(options.chaos) : noChaos
  const flow = new Flow(resources, functions, parts.store, chaos, options.chaos !== undefined)
  const tables = new Tables(dataDir, resources.tables, (table) => flow.streams.publishOf(table))
  parts.tables = tables
  await tables.create(resources.tables)

  const keys = await loadTokenKeys(dataDir)
  const clients = clientStore(dataDir)
  const issuer = {
    issuer: resources.issuer ?? awsUrl,
    keys,
    isRegistered: agencyRegister(tables, resources.tables),
    clients,
    codes: signInCodes(Date.now),
    now: Date.now,
  }
  const signIn = {
    ...issuer,
    declared: resources.userPools.flatMap(({ declared }) => declared),
    agencies: () => agenciesTold(url, issuer),
  }
  ready.aws(
    awsServices({ dataDir, resources, tables, flow, clients, published: publishedKeys(issuer, awsUrl) }),
  )
  parts.flow = flow
  const redelivered = await tables.redeliver()
  if (redelivered > 0) log(`delivered again after a crash: ${redelivered} changes`)
  flow.startSources()
  await flow.startSchedules()

  const invoke: Invoke = (arn, event) => functions.invoke(arn, event)
  ready.front({
    route: routerOf(resources.routes),
    invoke,
    account: resources.account,
    issue: (request, body, response) => serveIssuer(request, body, response, signIn),
  })
  const { region, account } = resources
  // Tokens are issued here, whatever the pool's domain would be called.
  const outputs = { ...resources.outputs, TokenUrl: `${url}/oauth2/token` }
  writeHostFile(dataDir, { url, awsUrl, region, account, outputs })
  return {
    url,
    awsUrl,
    tableName: (name) => oneNamed('table', name, resources.tables, (table) => table).name,
    invoke: async (name, event) => answerOf(await invoke(functions.named(name), event)),
    putEvents: (entries, account) => flow.bus.putEvents(entries, account),
    queue: (name) => flow.queues.named(name),
    idle: (timeoutMs = 60_000) => idle(flow, tables, timeoutMs),
    stop: async () => {
      removeHostFile(dataDir)
      await shutDown(parts)
    },
  }
}

function answerOf({ payload, error }: Outcome): unknown {
  if (error) throw new Error(`${error.errorType}: ${error.errorMessage}`, { cause: error })
  return JSON.parse(payload)
}
