import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Host, type HostOptions, startHost } from '../../../infra/local/host.ts'

/** A small app of two stacks that uses all that the host emulates: see fixture/. */
export const fixtureDir = join(import.meta.dirname, 'fixture')

export const newDataDir = (): string => mkdtempSync(join(tmpdir(), 'routewatch-'))

export const removeDataDir = (dir: string): void => rmSync(dir, { recursive: true, force: true })

export const startFixture = (dataDir: string, options: Partial<HostOptions> = {}): Promise<Host> =>
  startHost({ dataDir, cloudAssemblyDir: fixtureDir, ...options })

export async function post(url: string, subject: string, text = 'x'): Promise<number> {
  const body = JSON.stringify({ subject, sequence: 1, text })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/v1/things`, { method: 'POST', headers, body })
  await response.arrayBuffer()
  return response.status
}

/** How often the projector has seen each subject's first event. */
export async function deliveries(awsUrl: string): Promise<Map<string, number>> {
  const response = await fetch(awsUrl, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.Scan' },
    body: JSON.stringify({ TableName: 'fixture-rows' }),
  })
  const { Items } = (await response.json()) as { Items: { id: { S: string }; deliveries?: { N: string } }[] }
  return new Map(Items.map((row) => [row.id.S, Number(row.deliveries?.N ?? 0)]))
}
