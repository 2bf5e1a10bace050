import { connect } from 'node:net'

export type RawAnswer = { status: number; head: string; text: string }

/** Sends bytes as they are and reads until the other side ends the connection: what no HTTP client would send. */
export function raw(url: string, bytes: string | Uint8Array, timeoutMs = 10_000): Promise<RawAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>()
  const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes))
  const chunks: Buffer[] = []
  socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`No end after ${timeoutMs} ms`)))
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? end() : reject(error)))
  socket.on('close', () => end())
  const end = () => {
    // `100 Continue` says that the answer is still to come.
    const answer = Buffer.concat(chunks)
      .toString()
      .replace(/^HTTP\/1\.1 100 .*?\r\n\r\n/s, '')
    const [head = '', ...text] = answer.split('\r\n\r\n')
    resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, text: text.join('\r\n\r\n') })
  }
  return promise
}

/** A request of these lines; the connection ends with its answer. */
export const request = (first: string, headers: readonly string[] = [], body = ''): string =>
  [first, 'connection: close', ...headers, '', body].join('\r\n')
