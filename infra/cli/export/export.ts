/** Follows the pages of a view and makes one file of them: the whole export, or none. */

import type { Patience } from '../../client/patience.ts'
import type { Client } from '../connection.ts'
import { CommandFailed, exitOf } from '../failure.ts'
import { explain } from '../post-batch.ts'
import { exportFormats } from './joins.ts'
import { standardOutput, wholeFile } from './whole-file.ts'

export type ExportPlan = {
  /** `seizures`, `routes/northern`, `statistics/seizures`. */
  view: string
  format: string
  filters: readonly (readonly [name: string, value: string])[]
  /** Standard output where it is undefined. */
  out: string | undefined
  patience: Patience
  progress?: { at(pages: number, bytes: number): void; stop(): void } | undefined
}
export type Exported = { file: string | null; pages: number; bytes: number }

/** Lists go by the largest page there is. */
const limitMax = '500'

export async function exportView(client: Client, plan: ExportPlan): Promise<Exported> {
  const { out, progress } = plan
  const joined = formatOf(plan).join()
  const sink = out === undefined ? standardOutput : await wholeFile(out)
  const written = { pages: 0, bytes: 0 }
  const write = async (text: string) => {
    written.bytes += Buffer.byteLength(text)
    if (text !== '') await sink.write(text)
  }
  try {
    for await (const page of pagesOf(client, plan)) {
      await write(joined.add(page))
      written.pages++
      progress?.at(written.pages, written.bytes)
    }
    await write(joined.end())
    await sink.done()
    return { file: out ?? null, ...written }
  } catch (error) {
    await sink.undo()
    throw error
  } finally {
    progress?.stop()
  }
}

async function* pagesOf(client: Client, plan: ExportPlan): AsyncGenerator<string> {
  const seen = new Set<string>()
  for (let next: string | undefined = firstOf(plan); next !== undefined; ) {
    // Pages that lead in a circle would fill a disk.
    if (seen.has(next)) throw new CommandFailed('server', 'the pages lead in a circle')
    seen.add(next)
    const answer = await client.request('GET', next, { patience: plan.patience })
    if (answer.status !== 200) throw new CommandFailed(exitOf(answer.status), explain(answer))
    yield answer.text
    next = nextIn(answer.headers.get('link'))
  }
}

function firstOf({ view, filters, ...plan }: ExportPlan): string {
  const query = new URLSearchParams(filters.map(([name, value]): [string, string] => [name, value]))
  const isList = /^(?!graph$)[a-z]+$|\/evidence$/.test(view)
  if (isList && !query.has('limit')) query.set('limit', limitMax)
  const asked = query.toString()
  return `/v1/${view}.${formatOf(plan).extension}${asked === '' ? '' : `?${asked}`}`
}

/** RFC 8288. A token goes to the server that it was asked for, and nowhere else. */
function nextIn(link: string | null): string | undefined {
  const next = /<([^>]*)>;\s*rel="?next"?/.exec(link ?? '')?.[1]
  if (next !== undefined && !next.startsWith('/v1/'))
    throw new CommandFailed('server', 'the next page is somewhere else')
  return next
}

function formatOf({ format }: Pick<ExportPlan, 'format'>) {
  const found = exportFormats[format]
  if (!found) throw new CommandFailed('usage', `--format is one of ${Object.keys(exportFormats).join(', ')}`)
  return found
}
