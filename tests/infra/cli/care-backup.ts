/** What `rw ops export` and `import` do, told to a test that has a host. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { route } from '../../journeys/events.ts'
import { type Journey, startJourney } from '../../journeys/journey.ts'
import { ran } from './running.ts'

export const rwAt = (at: Journey, args: readonly string[]) =>
  ran(['ops', ...args], at.dataDir, { RW_DATA: at.dataDir })

export function backupTests(journeyOf: () => Journey): void {
  const rw = (args: string[]) => rwAt(journeyOf(), args)
  const told = async (...args: string[]) => (await rw([...args, '--json'])).last()
  const file = (name: string) => join(journeyOf().dataDir, name)
  const commitsIn = (text: string) => text.split('\n').slice(1, -2)
  it('is written whole, never over another, and comes back byte for byte', async () => {
    const whole = await told('export', file('a.ndjson'))
    expect(whole).toMatchObject({ commits: await journeyOf().recorded(), faulty: 0 })
    expect((await rw(['export', file('b.ndjson.gz')])).exit).toBe(0)
    const text = await readFile(file('a.ndjson'), 'utf8')
    expect(commitsIn(gunzipSync(await readFile(file('b.ndjson.gz'))).toString())).toStrictEqual(
      commitsIn(text),
    )
    expect(await rw(['export', file('a.ndjson')])).toMatchObject({
      exit: 2,
      err: expect.stringContaining('is there already'),
    })
    expect((await rw(['export', file('none/a.ndjson')])).exit).toBe(2)
    expect(await told('import', file('a.ndjson'), '--yes')).toMatchObject({ done: true, written: 0 })

    const fresh = await startJourney()
    try {
      const there = (...args: string[]) => rwAt(fresh, [...args, '--json'])
      await writeFile(file('spoilt.ndjson'), text.replace('"sequence":2', '"sequence":3'))
      await writeFile(file('short.ndjson.gz'), (await readFile(file('b.ndjson.gz'))).subarray(0, -40))
      for (const name of ['spoilt.ndjson', 'short.ndjson.gz'])
        expect(await there('import', file(name), '--yes')).toMatchObject({
          exit: 1,
          err: expect.stringContaining(name),
        })
      expect((await there('import', file('none.ndjson'))).exit).toBe(2)
      expect((await there('import', file('b.ndjson.gz'))).last()).toMatchObject({ done: false })
      expect(await fresh.recorded()).toBe(1)
      expect((await there('import', file('b.ndjson.gz'), '--yes')).last()).toMatchObject({
        done: true,
        written: whole.commits,
      })
      await there('export', file('c.ndjson'))
      expect(commitsIn(await readFile(file('c.ndjson'), 'utf8'))).toStrictEqual(commitsIn(text))
      await fresh.quiet()
      await there('sweep', '--whole')
      await fresh.quiet()
      await fresh.host.invoke('anchor', {})
      expect((await there('verify')).last()).toMatchObject({ differences: 0, log: { pending: 0 } })
      expect((await fresh.get('/v1/routes/main')).body).toMatchObject({ subject: 'routes/main' })
      await fresh.record(route('kz-moi', 'another'))
      expect(await there('import', file('b.ndjson.gz'), '--yes')).toMatchObject({
        exit: 1,
        err: expect.stringContaining('not empty'),
      })
    } finally {
      await fresh.end()
    }
  })
}
