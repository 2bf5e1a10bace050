import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeDurably } from './durable-file.ts'

/** Where a running host is, for the operator's commands on the same machine: `<data>/host.json`. */
export type HostFile = {
  url: string
  /** Serves what AWS's services would, in their own protocols. */
  awsUrl: string
  region: string
  account: string
  /** What the stacks tell, by name. */
  outputs: Readonly<Record<string, string>>
}

export const hostFileIn = (dataDir: string): string => join(dataDir, 'host.json')

export const writeHostFile = (dataDir: string, content: HostFile): void =>
  writeDurably(hostFileIn(dataDir), `${JSON.stringify(content, null, 2)}\n`)

export const removeHostFile = (dataDir: string): void => rmSync(hostFileIn(dataDir), { force: true })
