import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseChaos } from '../../infra/local/chaos.ts'
import { type Api, apiOf, itemsOf } from './api.ts'
import { newDataDir, registerPartners, removeDataDir, startAmongPartners } from './journey.ts'
import { rw, startProcess } from './processes.ts'
import { digest, importArgs, importRows, picture, rowCount, writeRows } from './seizure-rows.ts'

const folder = newDataDir()
const file = writeRows(folder)
/** What an import that nothing disturbs leaves to be read. */
let undisturbed: Map<string, string>
beforeAll(async () => {
  const journey = await startAmongPartners()
  try {
    const { code, summary } = await importRows(folder, journey.url, file)
    expect([code, summary]).toMatchObject([0, { recorded: rowCount, duplicates: 0, rejected: 0 }])
    await journey.quiet()
    const again = await importRows(folder, journey.url, file)
    expect(again.summary).toMatchObject({ recorded: 0, duplicates: rowCount, rejected: 0 })
    await journey.quiet()
    undisturbed = await picture(journey)
  } finally {
    await journey.end()
  }
})
afterAll(() => removeDataDir(folder))

it('adds up: every row is there, equal ones too, each in its country', async () => {
  const byCountry = JSON.parse(
    undisturbed.get('undefined /v1/statistics/seizures?by=country ')?.slice(4) ?? '{}',
  )
  const counts = byCountry.items.map(({ country, seizures }: { country: string; seizures: number }) => [
    country,
    seizures,
  ])
  const abroad = counts.find(([country]: [string]) => country === 'US')?.[1]
  expect(counts.map(([country]: [string]) => country)).toStrictEqual(['CO', 'US'])
  expect(counts[0][1] + abroad).toBe(rowCount)
})

describe('an import', () => {
  it('during which the host is killed ends, once repeated, in the same state', async () => {
    const dataDir = newDataDir()
    const first = await startProcess(dataDir)
    await registerPartners(apiOf(first.url))
    const broken = rw(folder, ...importArgs(first.url, file), '--concurrency', '1')
    while (itemsOf(await apiOf(first.url).get('/v1/seizures?limit=1')).length === 0) await wait(5)
    await first.kill()
    broken.kill()
    const second = await startProcess(dataDir, first.port)
    try {
      const api = apiOf(second.url)
      const { code, summary } = await importRows(folder, second.url, file)
      expect([code, summary]).toMatchObject([0, { rejected: 0, rows: rowCount }])
      expect(Number(summary.duplicates)).toBeGreaterThan(0)
      expect(Number(summary.recorded)).toBeGreaterThan(0)
      expect(await settledLike(api)).toStrictEqual(undisturbed)
    } finally {
      await second.kill()
      removeDataDir(dataDir)
    }
  })

  it('under bad luck ends, once quiet, in byte-equal views', async () => {
    const chaos = parseChaos('seed=1,duplicate=0.2,reorder=0.5,drop=0.2,putEventsFail=0.1')
    const journey = await startAmongPartners({ chaos })
    try {
      const { code, summary } = await importRows(folder, journey.url, file)
      expect([code, summary]).toMatchObject([0, { recorded: rowCount, rejected: 0 }])
      expect(await settledLike(journey)).toStrictEqual(undisturbed)
      // And stays so, whatever comes late.
      await wait(1_000)
      await journey.quiet()
      expect(await sums(journey)).toBe(undisturbed.get(`undefined ${everySum} `))
    } finally {
      await journey.end()
    }
  })
})

const everySum = '/v1/statistics/seizures?by=country,substance,month'
async function sums(api: Api): Promise<string> {
  const { status, text } = await api.get(everySum)
  return `${status} ${text}`
}

/** The picture once the sums are those of the undisturbed one, and then it is; or as it is after a minute. */
async function settledLike(api: Api): Promise<Map<string, string>> {
  const wanted = undisturbed.get(`undefined ${everySum} `)
  for (const until = Date.now() + 60_000; ; ) {
    const late = Date.now() > until
    const found = late || (await sums(api)) === wanted ? await picture(api) : undefined
    if (found && (digest(found) === digest(undisturbed) || late)) return found
    await wait(200)
  }
}
