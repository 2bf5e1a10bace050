import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '../../infra/cli/connection.ts'
import { type ImportPlan, type ImportSummary, importFile } from '../../infra/cli/import.ts'
import { readMapping } from '../../infra/cli/mapping.ts'
import { persistent } from '../../infra/client/patience.ts'
import { projectDir } from '../../infra/project-dir.ts'
import type { Journey } from './journey.ts'

/** Imports as `rw import` makes them, by kz-moi, in this process. */
export async function importInto(
  { url, dataDir }: Journey,
  file: string,
  mapping: string,
  more: Partial<ImportPlan> = {},
): Promise<ImportSummary> {
  const agency = 'kz-moi'
  return importFile(connect({ base: url, agency, secret: `local-${agency}` }), {
    file,
    mapping: await readMapping(join(projectDir, 'docs/mappings', mapping)),
    agency,
    concurrency: 4,
    patience: persistent,
    rejected: join(dataDir, 'rejected.csv'),
    ...more,
  })
}

/** Where real input lies beside the project; undefined, and said so, where it does not. */
export function besideProject(file: string): string | undefined {
  const path = join(projectDir, '../shared/data', file)
  if (existsSync(path)) return path
  process.stderr.write(`${file} does not lie beside the project: its import is not tested\n`)
  return undefined
}
