import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeDurably } from '../durable-file.ts'

/** The clients that were made while the host ran, with their secrets: kept in `<data>/user-pool-clients.json`. */

export type ClientSecret = { id: string; value: string; createdAt: number }

export type PoolClient = {
  poolId: string
  clientId: string
  name: string
  secrets: readonly ClientSecret[]
  flows: readonly string[]
  scopes: readonly string[]
  /** Seconds since 1970. */
  createdAt: number
  changedAt: number
}

export type ClientStore = {
  /** In the order in which they were made. */
  all(): readonly PoolClient[]
  find(clientId: string): PoolClient | undefined
  /** Durable when this returns; takes the place of the one with the same id. */
  put(client: PoolClient): void
  delete(clientId: string): void
}

export function clientStore(dataDir: string): ClientStore {
  const file = join(dataDir, 'user-pool-clients.json')
  const stored = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PoolClient[]) : []
  const clients = new Map(stored.map((client) => [client.clientId, client]))
  const keep = () => writeDurably(file, `${JSON.stringify([...clients.values()], null, 2)}\n`)
  return {
    all: () => [...clients.values()],
    find: (clientId) => clients.get(clientId),
    put: (client) => {
      clients.set(client.clientId, client)
      keep()
    },
    delete: (clientId) => {
      clients.delete(clientId)
      keep()
    },
  }
}

export const newSecret = (value: string, nowMs: number): ClientSecret => ({
  id: randomUUID(),
  value,
  createdAt: nowMs / 1000,
})

/** 26 characters, as Cognito's own. */
export const newClientId = (): string =>
  Array.from({ length: 26 }, () => 'abcdefghijklmnopqrstuvwxyz0123456789'[randomInt(36)]).join('')

export const newSecretValue = (): string => BigInt(`0x${randomBytes(32).toString('hex')}`).toString(36)
