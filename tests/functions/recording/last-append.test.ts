import { beforeEach, describe, expect, it } from 'vitest'
import { Unavailable } from '../../../functions/ledger/ledger.ts'
import { lastAppend } from '../../../functions/recording/last-append.ts'
import { claimed, leg, type Post, route, seizure, subjectOf } from '../../support/posts.ts'
import { newWorld, refusal, type World } from '../../support/world.ts'

let world: World
let asked: string[]
let beforeAppend: (nth: number) => Promise<unknown>
beforeEach(async () => {
  world = await newWorld()
  await world.recorded(route('north', { id: 'north' }))
  asked = []
  beforeAppend = async () => {}
})

/** Posts as one request does, over a ledger that tells what it was asked. */
async function together(...events: Post[]) {
  const last = lastAppend()
  const ledger: World['ledger'] = {
    ...world.ledger,
    load: (subject, after) => {
      asked.push(`read ${subject}`)
      return world.ledger.load(subject, after)
    },
    append: async (commit) => {
      await beforeAppend(asked.push('put'))
      return world.ledger.append(commit)
    },
  }
  const outcomes = []
  for (const event of events)
    outcomes.push(
      await world.post(event, { ledger, lastAppend: last }).catch(({ code }: Unavailable) => ({ code })),
    )
  return outcomes
}
const told = (outcomes: Awaited<ReturnType<typeof together>>) =>
  outcomes.map((outcome) => ('code' in outcome ? outcome.code : refusal(outcome)))
const retired = (id: string, more = {}) =>
  claimed(
    'RouteLegRetired',
    { legId: 'a', reason: 'none' },
    { subject: 'routes/north', id, ifmatch: '*', ...more },
  )

describe('several events on one subject in one request', () => {
  it('read it once, and leave what they would leave one by one', async () => {
    const legs = ['a', 'b', 'c', 'd', 'e'].map((id) => leg('north', id, { id }))
    const outcomes = await together(...legs)
    expect(asked).toStrictEqual(['read routes/north', 'put', 'put', 'put', 'put', 'put'])
    const apart = await newWorld()
    await apart.recorded(route('north', { id: 'north' }))
    const expected = []
    for (const event of legs) expected.push(await apart.post(event))
    expect(outcomes.map(answered)).toStrictEqual(expected.map(answered))
    expect(await numbered()).toStrictEqual([1, 2, 3, 4, 5, 6])
  })

  it('are decided each on what those before it have left', async () => {
    const a = leg('north', 'a')
    expect(told(await together(a, a, retired('one'), retired('two'), leg('north', 'b')))).toStrictEqual([
      'recorded',
      'duplicate',
      'recorded',
      'state-conflict',
      'recorded',
    ])
    expect(await numbered()).toStrictEqual([1, 2, 3, 4])
  })

  it('keep preconditions: a tag from before the request is stale after its first event', async () => {
    const { etag } = await world.recorded(leg('north', 'a'))
    const ifmatch = `"${etag}"`
    const both = [leg('north', 'b', { ifmatch }), leg('north', 'c', { ifmatch })]
    expect(told(await together(...both))).toStrictEqual(['recorded', 'stale-version'])
  })

  it('read it again when another writer came in between', async () => {
    beforeAppend = async (nth) => {
      if (nth === 3) await world.recorded(retired('theirs', { by: 'kz-moi' }))
    }
    expect(told(await together(leg('north', 'a'), retired('mine'), leg('north', 'b')))).toStrictEqual([
      'recorded',
      'state-conflict',
      'recorded',
    ])
    expect(asked).toStrictEqual([
      ...['read routes/north', 'put', 'put', 'read routes/north'],
      ...['read routes/north', 'put'],
    ])
    expect(await numbered()).toStrictEqual([1, 2, 3, 4])
  })

  it('read it again after a put with no answer, whether it was stored or not', async () => {
    beforeAppend = async (nth) => {
      if (nth === 3) throw new Unavailable('no answer')
    }
    const events = ['a', 'b', 'c'].map((id) => leg('north', id))
    expect(told(await together(...events))).toStrictEqual(['recorded', 'unavailable', 'recorded'])
    expect(asked).toStrictEqual(['read routes/north', 'put', 'put', 'read routes/north', 'put'])
  })

  it('read every other subject', async () => {
    const found = seizure()
    const subject = subjectOf(found)
    await world.recorded(found)
    const attributed = claimed('SeizureAttributedToRoute', { routeId: 'south' }, { subject })
    expect(told(await together(route('south'), attributed, leg('south', 'a')))).toStrictEqual([
      'recorded',
      'recorded',
      'recorded',
    ])
    expect(asked.filter((one) => one !== 'put')).toStrictEqual([
      'read routes/south',
      `read ${subject}`,
      'read routes/south',
      'read routes/south',
    ])
  })
})

function answered(outcome: object) {
  const { receipt, etag } = outcome as { receipt: { version: number; hash: string }; etag: string }
  return [receipt.version, receipt.hash, etag]
}

async function numbered() {
  return (await world.ledger.load('routes/north')).map(({ sequence }) => sequence)
}
