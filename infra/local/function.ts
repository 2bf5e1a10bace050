import { randomUUID } from 'node:crypto'
import type { Writable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import type { Call, Reply, WorkerData } from './function-worker.ts'
import type { FunctionSpec } from './resources.ts'

export type FunctionError = { errorType: string; errorMessage: string; trace?: string[] }

/** `payload` is the function's answer as JSON. */
export type Outcome = { payload: string; error?: undefined } | { error: FunctionError; payload?: undefined }

type Pending = { finish: (outcome: Outcome) => void; timer: NodeJS.Timeout }

/** A thread that runs the code, and the invocations it has not answered. */
type Running = { worker: Worker; pending: Map<string, Pending> }

/**
 * One Lambda function: its bundled code in one thread with its own environment, many invocations at a time. The thread
 * starts with the first invocation, and again after it has ended.
 */
export class LocalFunction {
  readonly spec: FunctionSpec
  private readonly environment: Readonly<Record<string, string>>
  private readonly log: Writable
  private running: Running | undefined
  private readonly all = new Set<Running>()

  constructor(spec: FunctionSpec, environment: Readonly<Record<string, string>>, log: Writable) {
    this.spec = spec
    this.environment = environment
    this.log = log
  }

  /** Never throws: what the function throws, a timeout and the end of its thread are outcomes. */
  invoke(event: unknown): Promise<Outcome> {
    const id = randomUUID()
    this.running ??= this.start()
    const running = this.running
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    const finish = (outcome: Outcome) => {
      const pending = running.pending.get(id)
      if (!pending) return
      clearTimeout(pending.timer)
      running.pending.delete(id)
      if (outcome.error)
        this.log.write(`${JSON.stringify({ level: 'ERROR', requestId: id, ...outcome.error })}\n`)
      resolve(outcome)
      this.endRetired(running)
    }
    const timer = setTimeout(() => this.timeOut(running, id), this.spec.timeoutMs)
    running.pending.set(id, { finish, timer })
    const call: Call = { id, event: JSON.stringify(event), deadline: Date.now() + this.spec.timeoutMs }
    running.worker.postMessage(call)
    return promise
  }

  /** Ends the threads once nothing is pending in them. */
  async close(): Promise<void> {
    this.running = undefined
    await Promise.all([...this.all].map((running) => running.worker.terminate()))
  }

  private start(): Running {
    const { codeDir, handler, name, arn, memoryMb } = this.spec
    const data: WorkerData = { codeDir, handler, name, arn, memoryMb }
    const worker = new Worker(new URL('./function-worker.ts', import.meta.url), {
      workerData: data,
      env: { ...this.environment },
      execArgv: [],
      stdout: true,
      stderr: true,
    })
    worker.stdout.pipe(this.log, { end: false })
    worker.stderr.pipe(this.log, { end: false })
    const running: Running = { worker, pending: new Map() }
    this.all.add(running)
    let reason: FunctionError | undefined
    worker.on('message', (reply: Reply) => {
      const pending = running.pending.get(reply.id)
      pending?.finish('error' in reply ? { error: reply.error } : { payload: reply.payload })
    })
    worker.on('error', (error: Error) => {
      reason = { errorType: error.name, errorMessage: error.message }
    })
    worker.on('exit', (code) => {
      this.all.delete(running)
      if (this.running === running) this.running = undefined
      const error = reason ?? {
        errorType: 'Runtime.ExitError',
        errorMessage: `Runtime exited with error: exit status ${code}`,
      }
      for (const { finish } of [...running.pending.values()]) finish({ error })
    })
    return running
  }

  /** Lambda ends the environment of a call that takes too long: the thread gets no new calls, and ends after its last. */
  private timeOut(running: Running, id: string): void {
    if (this.running === running) this.running = undefined
    const seconds = (this.spec.timeoutMs / 1000).toFixed(2)
    running.pending.get(id)?.finish({
      error: {
        errorType: 'Sandbox.Timedout',
        errorMessage: `${id} Error: Task timed out after ${seconds} seconds`,
      },
    })
  }

  private endRetired(running: Running): void {
    if (this.running !== running && running.pending.size === 0) void running.worker.terminate()
  }
}
