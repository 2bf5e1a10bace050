import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'

/** Runs inside a function's own thread: loads its code once, then answers every invocation that the host sends. */

export type WorkerData = { codeDir: string; handler: string; name: string; arn: string; memoryMb: number }
export type Call = { id: string; event: string; deadline: number }
export type Reply =
  | { id: string; payload: string }
  | { id: string; error: { errorType: string; errorMessage: string; trace: string[] } }

type Handler = (event: unknown, context: object) => unknown

const { codeDir, handler, name, arn, memoryMb } = workerData as WorkerData
const loading = load()
// Every invocation reports it; unhandled, it would end the thread first.
loading.catch(() => {})

parentPort?.on('message', (call: Call) => {
  void answer(call).then((reply) => parentPort?.postMessage(reply))
})

async function load(): Promise<Handler> {
  const [file = 'index', exported = 'handler'] = handler.split('.')
  const module = (await importFirst(file)) as Record<string, unknown>
  const found = module[exported]
  if (typeof found !== 'function') throw new Error(`${file} exports no function ${exported}`)
  return found as Handler
}

/** As the Lambda runtime does, in its order. */
async function importFirst(file: string): Promise<unknown> {
  for (const extension of ['.js', '.mjs', '.cjs'])
    try {
      return await import(pathToFileURL(join(codeDir, `${file}${extension}`)).href)
    } catch (error) {
      const { code, url } = error as { code?: string; url?: string }
      if (code !== 'ERR_MODULE_NOT_FOUND' || !url?.endsWith(`/${file}${extension}`)) throw error
    }
  throw new Error(`No code for ${handler}`)
}

async function answer({ id, event, deadline }: Call): Promise<Reply> {
  try {
    const handle = await loading
    const result = await handle(JSON.parse(event), contextOf(id, deadline))
    return { id, payload: JSON.stringify(result) ?? 'null' }
  } catch (error) {
    return { id, error: describe(error) }
  }
}

const contextOf = (awsRequestId: string, deadline: number) => ({
  callbackWaitsForEmptyEventLoop: false,
  functionName: name,
  functionVersion: '$LATEST',
  invokedFunctionArn: arn,
  memoryLimitInMB: String(memoryMb),
  awsRequestId,
  logGroupName: `/aws/lambda/${name}`,
  logStreamName: 'local',
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
})

function describe(error: unknown) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] }
  return {
    errorType: error.name,
    errorMessage: error.message,
    trace: (error.stack ?? '').split('\n'),
  }
}
