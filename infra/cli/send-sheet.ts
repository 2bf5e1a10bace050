/** A sheet of seizures in UNODC's columns, sent as it is; refused rows come back as a sheet of their own. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parsed } from '../client/client.ts'
import { persistent } from '../client/patience.ts'
import type { Client } from './connection.ts'
import { CommandFailed, exitOf } from './failure.ts'
import { explain } from './post-batch.ts'

/** As the parameters of the query: the server checks them. */
export type SheetOptions = {
  tlp?: string
  admiralty?: string
  dates?: string
  decimal?: string
  idColumn?: string
  validateOnly?: boolean
  rejected?: string
}
export type SheetSent = {
  recorded: number
  duplicates: number
  rejected: number
  submissionId?: string
  rejectedFile?: string
}
type Counts = { accepted: number; duplicates: number; rejected: number; status?: string }

const pollMs = 250

/** Waits until every row has its result. Repeating it is harmless: equal rows have equal ids. */
export async function sendSheet(client: Client, file: string, options: SheetOptions): Promise<SheetSent> {
  const body = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CommandFailed('usage', `${file} cannot be read`, { cause })
  })
  const { rejected: named, ...asked } = options
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) query.set(name, String(value))
  const answer = await client.request('POST', `/v1/events?${query}`, { contentType: 'text/csv', body })
  if (answer.status === 207) return summed(parsed(answer.text) as Counts)
  if (answer.status !== 202) throw new CommandFailed(exitOf(answer.status), explain(answer))
  const { submissionId } = parsed(answer.text) as { submissionId: string }
  const done = await settled(client, `/v1/submissions/${submissionId}`)
  const rejectedFile = named ?? `${basename(file)}.rejected.csv`
  // The file of an earlier run would look like the result of this one.
  await rm(rejectedFile, { force: true })
  if (done.rejected === 0) return { ...summed(done), submissionId }
  await writeFile(rejectedFile, await textAt(client, `/v1/submissions/${submissionId}?format=csv`))
  return { ...summed(done), submissionId, rejectedFile }
}

const summed = ({ accepted, duplicates, rejected }: Counts): SheetSent => ({
  recorded: accepted,
  duplicates,
  rejected,
})

async function settled(client: Client, path: string): Promise<Counts> {
  for (;;) {
    const found = parsed(await textAt(client, `${path}?limit=1`)) as Counts
    if (found.status !== 'pending') return found
    await persistent.sleep(pollMs)
  }
}

async function textAt(client: Client, path: string): Promise<string> {
  const answer = await client.request('GET', path, { patience: persistent })
  if (answer.status !== 200) throw new CommandFailed(exitOf(answer.status), explain(answer))
  return answer.text
}
