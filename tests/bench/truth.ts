/** What becomes of what should not happen: told, refused, or passed over in silence. */
import { DeleteItemCommand } from '@aws-sdk/client-dynamodb'
import { eventBridge } from '../../functions/bus/bus.ts'
import { dynamoLedger } from '../../functions/ledger/dynamo.ts'
import { faultsIn } from '../../functions/verification/chain.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { leg, type Post, route } from '../support/posts.ts'
import { type Library, libraries } from './libraries.ts'
import type { Row } from './table.ts'

const north = 'routes/north'
const claim = (n: number, more: object = {}): Post => {
  const event = leg('north', `leg-${n}`, { id: `leg-${n}` })
  return { ...event, data: { ...event.data, ...more } }
}
/** About 8 kB. */
const wordy = { sources: [1, 2, 3, 4].map((n) => ({ kind: 'other', wording: `${n}`.repeat(2_000) })) }
const notOfIt = 'not part of the library'

type Case = (of: Library, engine: Engine) => Promise<string>

/** Three events, and the second one is taken out of the table. */
const gap: Case = async (of, { client }) => {
  for (const event of [route('north'), claim(1), claim(2)]) await of.append(north, [event])
  if (of.name === 'equinox') return 'cannot be made: one item holds all three'
  const subject = of.name === 'castore' ? `CLAIMS#${north}` : north
  await client.send(
    new DeleteItemCommand({
      TableName: of.table,
      Key: { [of.keys.hash]: { S: subject }, [of.keys.range]: { N: '2' } },
    }),
  )
  const read = `${await of.load(north)} of 3 are read in silence`
  if (of.name !== 'routewatch') return read
  const faults = faultsIn(north, await dynamoLedger(client, of.table).load(north), Date.now())
  return faults.length > 0 ? `told: ${faults[0]?.what} (\`rw ops verify\`, and the guard's alarm)` : read
}

const repeat: Case = async (of) => {
  for (const event of [route('north'), claim(1), claim(1)]) await of.append(north, [event])
  const stored = await of.load(north)
  const by =
    of.name === 'routewatch'
      ? 'by the store: the first receipt again'
      : 'by the ids that we keep in the state'
  return stored === 2 ? `recognised ${by}` : `stored ${stored - 1} times`
}

/** The bus refuses one of two entries, always. */
const partial: Case = async (of) => {
  if (of.name !== 'routewatch') return notOfIt
  const send = async ({ input }: { input: { Entries?: unknown[] } }) => ({
    FailedEntryCount: 1,
    Entries: (input.Entries ?? []).map((_, n) =>
      n === 0 ? { ErrorCode: 'InternalFailure' } : { EventId: 'e' },
    ),
  })
  const client = { send } as unknown as Parameters<typeof eventBridge>[0]
  const entry = { source: 'bench', detailType: 'x', detail: {} }
  const failed = await eventBridge(client, 'bus', async () => {}).put([entry, entry])
  return failed.length > 0 ? `told: entry ${failed} failed, the stream brings it again` : 'silent loss'
}

const events = 140
const large: Case = async (of) => {
  for (let n = 0; n < events; n++) await of.append(north, [n === 0 ? route('north') : claim(n, wordy)])
  return `all of it is read: ${await of.load(north)} of ${events} events`
}

const cases: Record<string, Case> = {
  'a gap in versions': gap,
  'a repeated event': repeat,
  'a partial failure of PutEvents': partial,
  [`${events} events in 1.1 MB`]: large,
}

export async function truth(opens = libraries): Promise<Row[]> {
  const rows: Row[] = []
  for (const [what, run] of Object.entries(cases)) {
    const row: Row = { what }
    for (const open of opens) {
      const engine = await startEngine()
      const library = await open(engine)
      row[library.name] = await run(library, engine).catch(
        (error) => `error: ${error.name}: ${error.message}`,
      )
      await engine.stop()
    }
    rows.push(row)
  }
  return rows
}
