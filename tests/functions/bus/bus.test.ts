import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { mockClient } from 'aws-sdk-client-mock'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { type BusEntry, eventBridge } from '../../../functions/bus/bus.ts'

const client = mockClient(EventBridgeClient)
const pauses: number[] = []
const bus = eventBridge(new EventBridgeClient({ region: 'eu-central-1' }), 'facts', async (ms) => {
  pauses.push(ms)
})
const entries = (count: number): BusEntry[] =>
  Array.from({ length: count }, (_, n) => ({ source: 'routewatch.facts', detailType: 'T', detail: { n } }))

/** Every entry sent, by number, call by call; `fails` says which of them EventBridge refuses in which call. */
function calls(): number[][] {
  return client
    .commandCalls(PutEventsCommand)
    .map(({ args }) => (args[0].input.Entries ?? []).map(({ Detail }) => JSON.parse(Detail ?? '').n))
}
function failing(fails: (n: number, call: number) => boolean): void {
  client.on(PutEventsCommand).callsFake(({ Entries }) => {
    const call = calls().length
    const told = Entries.map(({ Detail }: { Detail: string }) =>
      fails(JSON.parse(Detail).n, call)
        ? { ErrorCode: 'InternalFailure', ErrorMessage: 'x' }
        : { EventId: 'id' },
    )
    return { FailedEntryCount: told.filter((entry: object) => 'ErrorCode' in entry).length, Entries: told }
  })
}

afterAll(() => client.restore())
beforeEach(() => {
  client.reset()
  pauses.length = 0
})

describe('the bus', () => {
  it('takes ten entries a call, each with its source and type', async () => {
    failing(() => false)
    expect(await bus.put(entries(23))).toStrictEqual([])
    expect(calls().map((call) => call.length)).toStrictEqual([10, 10, 3])
    expect(client.commandCalls(PutEventsCommand)[0]?.args[0].input.Entries?.[1]).toStrictEqual({
      EventBusName: 'facts',
      Source: 'routewatch.facts',
      DetailType: 'T',
      Detail: '{"n":1}',
    })
  })

  it('asks nothing for nothing', async () => {
    expect(await bus.put([])).toStrictEqual([])
    expect(calls()).toStrictEqual([])
  })

  it('sends again only what failed, after a pause', async () => {
    failing((n, call) => (n === 3 && call < 3) || (n === 7 && call < 2))
    expect(await bus.put(entries(9))).toStrictEqual([])
    expect(calls()).toStrictEqual([[0, 1, 2, 3, 4, 5, 6, 7, 8], [3, 7], [3]])
    expect(pauses).toStrictEqual([80, 160])
  })

  it('tells what stays failed after four attempts, and goes on with the rest', async () => {
    failing((n) => n === 4 || n === 12)
    expect(await bus.put(entries(15))).toStrictEqual([4, 12])
    expect(calls().map((call) => call.length)).toStrictEqual([10, 1, 1, 1, 5, 1, 1, 1])
  })

  it('counts a call that fails as a whole as a failure of each of its entries', async () => {
    client
      .on(PutEventsCommand)
      .rejectsOnce(new Error('timeout'))
      .resolves({ FailedEntryCount: 0, Entries: [{}, {}] })
    expect(await bus.put(entries(2))).toStrictEqual([])
    expect(calls()).toStrictEqual([
      [0, 1],
      [0, 1],
    ])
    client.on(PutEventsCommand).rejects(new Error('timeout'))
    expect(await bus.put(entries(2))).toStrictEqual([0, 1])
  })
})
