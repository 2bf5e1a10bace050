import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSample } from '../../infra/cli/sample.ts'
import { type Host, type HostOptions, startHost } from '../../infra/local/host.ts'
import { projectDir } from '../../infra/project-dir.ts'
import { type Api, apiOf } from './api.ts'

/** The real app on a host of its own, with an empty ledger but for what a new store holds. */

export type Journey = Api & {
  host: Host
  dataDir: string
  /** Resolves once all that was recorded is projected. */
  quiet: () => Promise<void>
  /** How many events the ledger holds. */
  recorded: () => Promise<number>
  end: () => Promise<void>
}

export const sampleDir = join(projectDir, 'docs/sample')

export const newDataDir = (): string => mkdtempSync(join(tmpdir(), 'routewatch-journey-'))
export const removeDataDir = (dir: string): void => rmSync(dir, { recursive: true, force: true })

export async function startJourney(options: Partial<HostOptions> = {}): Promise<Journey> {
  const dataDir = newDataDir()
  const host = await startHost({ dataDir, ...options })
  return {
    ...apiOf(host.url),
    host,
    dataDir,
    quiet: () => host.idle(),
    recorded: () => count(host, 'Ledger'),
    end: async () => {
      await host.stop()
      removeDataDir(dataDir)
    },
  }
}

/** A journey among the agencies of the demo. */
export async function startAmongPartners(options: Partial<HostOptions> = {}): Promise<Journey> {
  const journey = await startJourney(options)
  await registerPartners(journey)
  return journey
}

export async function registerPartners({ post }: Api): Promise<void> {
  const agencies = (await readSample(sampleDir)).filter(({ type }) => type === 'AgencyRegistered')
  const { status, body } = await post(agencies.map((event) => ({ ...event })))
  if (status !== 207 || body.rejected !== 0) throw new Error(JSON.stringify(body))
}

type Scanned = { Count: number; LastEvaluatedKey?: object }

async function count({ awsUrl, tableName }: Host, table: string): Promise<number> {
  let sum = 0
  let start: object | undefined
  do {
    const page: Scanned = await scan(awsUrl, {
      TableName: tableName(table),
      Select: 'COUNT',
      ConsistentRead: true,
      ...(start && { ExclusiveStartKey: start }),
    })
    sum += page.Count
    start = page.LastEvaluatedKey
  } while (start)
  return sum
}

async function scan(awsUrl: string, body: object): Promise<Scanned> {
  const response = await fetch(awsUrl, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.Scan', 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify(body),
  })
  return (await response.json()) as Scanned
}
