/** A sheet of seizures in UNODC's columns, sent as it is or in parts; refused rows come back as a sheet of their own. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parsed } from '../client/client.ts'
import type { Patience } from '../client/patience.ts'
import type { Client } from './connection.ts'
import { CommandFailed, exitOf } from './failure.ts'
import { explain, type Problem } from './post-batch.ts'
import type { Progress } from './progress.ts'
import { joined, type Part, partsOf } from './sheet-parts.ts'

/** As the parameters of the query: the server checks them. */
export type SheetOptions = {
  tlp?: string
  releasableTo?: string
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
  /** Of each part that was recorded, in the order of the sheet. */
  submissionIds: string[]
  rejectedFile?: string
  /** Of what was only validated: the rows under the header that would be refused, from 1, and why. */
  refused?: { row: number; reasons: string[] }[]
  /** Why the parts that follow were not sent. */
  stopped?: CommandFailed
}
type Counts = { accepted: number; duplicates: number; rejected: number; status?: string }
type Checked = Counts & { items: { index: number; problem?: Problem }[] }

const firstPollMs = 250
const longestPollMs = 2_000
/** A part is 1,000 rows at most: what takes longer than this is stuck, or waits behind much else. */
const settledMaxMs = 600_000

/**
 * Part after part, each once the one before has its results. Repeating it is harmless: equal rows have equal ids.
 * Throws where nothing was sent; what fails later ends it with what has been counted so far.
 */
export async function sendSheet(
  client: Client,
  file: string,
  { rejected: named, ...asked }: SheetOptions,
  patience: Patience,
  progress?: Progress,
): Promise<SheetSent> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CommandFailed('usage', `${file} cannot be read`, { cause })
  })
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) query.set(name, String(value))
  const parts = partsOf(text, asked.idColumn)
  const sent: SheetSent = { recorded: 0, duplicates: 0, rejected: 0, submissionIds: [] }
  const refused: string[] = []
  let above = 0
  progress?.start(parts.reduce((rows, part) => rows + part.rows, 0))
  try {
    for (const part of parts) {
      const { submissionId, counts, items } = await settledPart(client, part, query, patience)
      sent.recorded += counts.accepted
      sent.duplicates += counts.duplicates
      sent.rejected += counts.rejected
      progress?.step(part.rows)
      if (submissionId === undefined) {
        const found = items.flatMap(({ index, problem }) =>
          problem ? [{ row: above + index + 1, reasons: reasonsOf(problem) }] : [],
        )
        sent.refused = [...(sent.refused ?? []), ...found]
        above += part.rows
        continue
      }
      sent.submissionIds.push(submissionId)
      if (counts.rejected === 0) continue
      refused.push(await textAt(client, `/v1/submissions/${submissionId}?format=csv`, patience))
    }
  } catch (error) {
    if (!(error instanceof CommandFailed) || sent.submissionIds.length === 0) throw error
    sent.stopped = error
  } finally {
    progress?.stop()
  }
  if (sent.submissionIds.length === 0) return sent
  const rejectedFile = named ?? `${basename(file)}.rejected.csv`
  // The file of an earlier run would look like the result of this one.
  await rm(rejectedFile, { force: true })
  if (refused.length === 0) return sent
  await writeFile(rejectedFile, joined(refused))
  return { ...sent, rejectedFile }
}

/** In the words of the file of refused rows. */
function reasonsOf({ detail = '', errors = [] }: Problem): string[] {
  if (errors.length === 0) return [detail]
  return errors.map(({ pointer = '', detail: what = '', hint }) => {
    const column = pointer.slice(1).replaceAll('~1', '/')
    return `${column} ${what}${hint ? ` (${hint})` : ''}`.trim()
  })
}

type Settled = { submissionId?: string; counts: Counts; items: Checked['items'] }

async function settledPart(
  client: Client,
  { body }: Part,
  query: URLSearchParams,
  patience: Patience,
): Promise<Settled> {
  const call = { contentType: 'text/csv', body, patience }
  const answer = await client.request('POST', `/v1/events?${query}`, call)
  if (answer.status === 207) {
    const checked = parsed(answer.text) as Checked
    return { counts: checked, items: checked.items }
  }
  if (answer.status !== 202) throw new CommandFailed(exitOf(answer.status), explain(answer))
  const { submissionId } = parsed(answer.text) as { submissionId: string }
  let pollMs = firstPollMs
  for (let waitedMs = 0; waitedMs < settledMaxMs; waitedMs += pollMs) {
    const counts = parsed(await textAt(client, `/v1/submissions/${submissionId}?limit=1`, patience)) as Counts
    if (counts.status !== 'pending') return { submissionId, counts, items: [] }
    await patience.sleep(pollMs)
    pollMs = Math.min(longestPollMs, pollMs * 2)
  }
  throw new CommandFailed(
    'server',
    `the rows are kept, but not recorded after ${settledMaxMs / 60_000} minutes: rw get submissions/${submissionId}`,
  )
}

async function textAt(client: Client, path: string, patience: Patience): Promise<string> {
  const answer = await client.request('GET', path, { patience })
  if (answer.status !== 200) throw new CommandFailed(exitOf(answer.status), explain(answer))
  return answer.text
}
