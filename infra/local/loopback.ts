import type { AddressInfo, Server } from 'node:net'

/** Serves on 127.0.0.1 and nowhere else; answers the address. Throws a PortInUse when the port is taken. */
export function listen(server: Server, port: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  server.once('error', (error: NodeJS.ErrnoException) => {
    reject(error.code === 'EADDRINUSE' ? new PortInUse(`port ${port} is taken`, { cause: error }) : error)
  })
  server.listen(port, '127.0.0.1', () => {
    resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  })
  return promise
}

export class PortInUse extends Error {}
