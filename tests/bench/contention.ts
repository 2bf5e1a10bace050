/** Writers that append to one subject at the same time, each 20 times: how many get through with a library's defaults. */
import { startEngine } from '../support/engine.ts'
import { leg, route } from '../support/posts.ts'
import { castore, equinox, routewatch } from './libraries.ts'
import type { Row } from './table.ts'

const each = 20

/** Events that were acknowledged, and those that stand in the subject beside the first. */
export type Contended = { acknowledged: number; stored: number }

export async function contended(writers: number, open = routewatch(1)): Promise<Contended> {
  const engine = await startEngine()
  const library = await open(engine)
  await library.append('routes/north', [route('north')])
  let acknowledged = 0
  const write = async (writer: number) => {
    for (let n = 0; n < each; n++) {
      const event = leg('north', `leg-${writer}-${n}`, { id: `${writer}-${n}` })
      const won = await library.append('routes/north', [event]).then(
        () => 1,
        () => 0,
      )
      acknowledged += won
    }
  }
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
  const stored = (await library.load('routes/north')) - 1
  await engine.stop()
  return { acknowledged, stored }
}

export async function contention(): Promise<Row[]> {
  const rows: Row[] = []
  for (const writers of [2, 5, 20]) {
    const opens: Record<string, typeof castore> = {
      routewatch: routewatch(1),
      ...{ 'in two instances': routewatch(2), 'in an instance each': routewatch(writers) },
      ...{ castore, equinox },
    }
    const row: Row = { writers, events: writers * each }
    for (const [name, open] of Object.entries(opens))
      row[name] = (await contended(writers, open)).acknowledged
    rows.push(row)
  }
  return rows
}
