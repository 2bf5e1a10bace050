import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectDir } from '../../infra/project-dir.ts'
import { type Api, type Body, itemsOf } from './api.ts'
import { type Ended, rw } from './processes.ts'

/** Rows in the form that docs/mappings/co-heroin.json reads, made up here: places, amounts and days by a fixed rule. */

export const rowCount = 160

const header = 'FECHA HECHO,COD_DEPTO,DEPARTAMENTO,COD_MUNI,MUNICIPIO,CANTIDAD,UNIDADES DE MEDIDA'
const places = [
  '05,ANTIOQUIA,05001,MEDELLIN',
  '11,BOGOTA D.C.,11001,BOGOTA D.C.',
  '76,VALLE,76001,CALI',
  '52,NARIÑO,52835,TUMACO',
  '84001,ESTADOS UNIDOS,84001001,MIAMI',
  'NA,SIN ESTABLECER,NA,SIN ESTABLECER',
]

export function writeRows(folder: string): string {
  const rows = Array.from({ length: rowCount }, (_, index) => {
    const day = new Date(Date.UTC(2010, 0, 1 + (index % 30) * 40)).toISOString().slice(0, 10)
    const amount = index % 7 === 0 ? '4e-04' : ((index % 13) + 1) / 8
    // Every tenth row says the same as the one before: equal rows are kept apart.
    const place = places[(index - (index % 10 === 9 ? 1 : 0)) % places.length]
    return `${day},${place},${amount},KILOGRAMO`
  })
  const file = join(folder, 'rows.csv')
  writeFileSync(file, `${[header, ...rows].join('\n')}\n`)
  return file
}

export const mapping = join(projectDir, 'docs/mappings/co-heroin.json')

export const importArgs = (url: string, file: string): string[] => [
  'import',
  file,
  '--mapping',
  mapping,
  '--as',
  'kz-moi',
  '--base',
  url,
  '--json',
]

export async function importRows(cwd: string, url: string, file: string): Promise<Ended & { summary: Body }> {
  const ended = await rw(cwd, ...importArgs(url, file)).ended
  return { ...ended, summary: JSON.parse(ended.stdout.trimEnd().split('\n').at(-1) ?? '{}') as Body }
}

/** All that can be read of the seizures, by anyone and by their poster; only when it was recorded is left out. */
export async function picture(api: Api): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const as of [undefined, 'kz-moi']) {
    const keep = async (path: string, accept?: string) => {
      const answer = await api.get(path, as, accept === undefined ? {} : { accept })
      const text = answer.text.replaceAll(/"recordedAt":"[^"]+"/g, '"recordedAt":"then"')
      found.set(
        `${as} ${path} ${accept ?? ''}`,
        `${answer.status} ${text.replace(/"next":"[^"]+"/, '"next":"more"')}`,
      )
      return answer
    }
    const listed = await keep('/v1/seizures?limit=500')
    const subjects = itemsOf(listed).map(({ subject }) => String(subject))
    // All is CLEAR: the cards are the same for both, so that one look at each is enough.
    while (as === undefined && subjects.length > 0)
      await Promise.all(subjects.splice(0, 16).map((subject) => keep(`/v1/${subject}`)))
    for (const by of ['country', 'country,substance', 'country,month', 'country,substance,month'])
      await keep(`/v1/statistics/seizures?by=${by}`)
    await keep('/v1/seizures?limit=500', 'text/csv')
    await keep('/v1/seizures?limit=500', 'application/geo+json')
    for (const path of [
      'seizures?country=CO&limit=500',
      'seizures?from=2012&to=2012-06&minKg=1',
      'countries/co',
      'countries/us',
      'graph?focus=countries/us',
    ])
      await keep(`/v1/${path}`)
  }
  return found
}

export const digest = (found: ReadonlyMap<string, string>): string =>
  createHash('sha256')
    .update(JSON.stringify([...found].sort()))
    .digest('hex')
