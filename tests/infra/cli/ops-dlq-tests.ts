import { beforeAll, describe, expect, it } from 'vitest'
import type { Journey } from '../../journeys/journey.ts'
import type { Poison } from './poison.ts'
import { poisoned } from './poisoned.ts'
import { ran } from './running.ts'

/** A subject that cannot be projected is set aside with its reason, and no other subject notices. */
let journey: Journey
let north: Poison
let south: Poison
beforeAll(async () => {
  ;({ journey, north, south } = await poisoned())
})

const rw = (...args: string[]) => ran(['ops', ...args], journey.dataDir, { RW_DATA: journey.dataDir })
type Told = Record<string, unknown> & { queues: { queue: string; letters: unknown }[] }
type Peeked = { queues: { letters: { id: string }[] }[] }
const told = async (...args: string[]) => (await rw(...args, '--json')).last() as Told
const depths = async () =>
  Object.fromEntries((await told('dlq', 'list')).queues.map(({ queue, letters }) => [queue, letters]))
const versionOf = async (id: string) => (await journey.get(`/v1/routes/${id}`, 'centre')).body.version
const letter = (id: string, eventId: string, reason: unknown) => ({
  id: expect.any(String),
  reason,
  type: 'RouteIdentified',
  subject: `routes/${id}`,
  eventIds: [eventId],
  receives: expect.any(Number),
  sentAt: expect.any(String),
})
const nothing = {
  'missed-anchors': 0,
  'missed-sweeps': 0,
  projector: 0,
  recorder: 0,
  redactor: 0,
  unguarded: 0,
  unpublished: 0,
}

describe('two subjects that cannot be digested', () => {
  beforeAll(() => journey.quiet())

  it('are in the dead letters, and all others stay current', async () => {
    expect(await depths()).toStrictEqual({ ...nothing, projector: 2 })
    expect([await versionOf('west'), await versionOf('north')]).toStrictEqual([2, 1])
  })

  it('are counted for the centre: in every run of the sweeper, and by a sweep of ours', async () => {
    const counted = async () => {
      const { queues } = (await journey.get('/v1/health/projections', 'centre')).body
      return queues as { countedAt: string; items: { name: string; deadLetters: number }[] }
    }
    const { countedAt, items } = await counted()
    expect(items.map(({ name }) => name)).toStrictEqual(Object.keys(nothing))
    await rw('sweep')
    const after = await counted()
    expect(after.countedAt > countedAt).toBe(true)
    expect(Object.fromEntries(after.items.map(({ name, deadLetters }) => [name, deadLetters]))).toStrictEqual(
      {
        ...nothing,
        projector: 2,
      },
    )
  })

  it('are shown with reason, subject and event, and nothing of what the event says', async () => {
    const { out, last } = await rw('dlq', 'peek', 'projector', '--json')
    expect(last()).toStrictEqual({
      queues: [
        {
          queue: 'projector',
          letters: expect.arrayContaining([
            letter('north', north.eventId, 'SyntaxError'),
            letter(
              'south',
              south.eventId,
              'UnreadableEvent: Cannot read RouteIdentified in schema version 99',
            ),
          ]),
        },
      ],
    })
    expect(out).not.toContain('damaged')
    expect((await told('dlq', 'peek', 'projector', '--reason', 'syntax')).queues[0]?.letters).toHaveLength(1)
    expect(
      (await told('dlq', 'peek', 'projector', '--subject', 'routes/west')).queues[0]?.letters,
    ).toHaveLength(0)
    expect((await depths()).projector).toBe(2)
  })
})

describe('once they are mended', () => {
  it('nothing is sent before the plan is agreed to', async () => {
    await Promise.all([north.mend(), south.mend()])
    expect(await told('dlq', 'redrive', 'projector', '--subject', 'routes/north')).toStrictEqual({
      target: expect.stringMatching(/^stage local, http/),
      plan: ['1 letter of projector to be sent to its worker again', '  1 × SyntaxError (1 subject)'],
      done: false,
    })
    expect((await depths()).projector).toBe(2)
  })

  it('one is healed by its letter, and repeating that finds nothing', async () => {
    const redrive = () => told('dlq', 'redrive', 'projector', '--subject', 'routes/north', '--yes')
    expect(await redrive()).toMatchObject({ done: true, letters: 1 })
    await journey.quiet()
    expect([await versionOf('north'), await versionOf('south')]).toStrictEqual([2, 1])
    expect(await redrive()).toMatchObject({ done: true, letters: 0 })
    expect((await depths()).projector).toBe(1)
  })

  it('the other by a sweep; its letter can be dropped then', async () => {
    expect(await told('sweep', '--whole')).toMatchObject({ behind: 1, failed: 0 })
    expect(await versionOf('south')).toBe(2)
    expect(await told('sweep', '--whole')).toMatchObject({ behind: 0, failed: 0 })
    const { queues } = (await told('dlq', 'peek', 'projector')) as unknown as Peeked
    const drop = ['dlq', 'drop', 'projector', '--id', queues[0]?.letters[0]?.id ?? '']
    expect((await told(...drop)).plan).toContain(
      'A letter is a hint: no event is lost, and the sweeper finds the subject if it is still behind.',
    )
    expect((await depths()).projector).toBe(1)
    expect(await told(...drop, '--yes')).toMatchObject({ done: true, letters: 1 })
    expect(await depths()).toStrictEqual(nothing)
  })
})

describe('other queues', () => {
  it('tells of a letter that is the only copy of a partner’s event, without the event', async () => {
    const detail = { id: 'their-1', type: 'SeizureReported', data: { note: 'a secret' } }
    const posted = { source: 'partner', account: '111122223333', 'detail-type': 'Posted', detail }
    journey.host.queue('RecorderQueueDeadLetters').send(JSON.stringify(posted))
    const peeked = await rw('dlq', 'peek', 'recorder')
    expect(peeked.out).toContain('Posted, event their-1, from account 111122223333: the only copy')
    expect(peeked.out).not.toContain('secret')
    const { out } = await rw('dlq', 'drop', 'recorder', '--all', '--reason', 'no such')
    expect(out).toContain('0 letters')
    expect((await rw('dlq', 'drop', 'recorder', '--all')).out).toContain('1 letter held the only copy')
    expect(await told('dlq', 'drop', 'recorder', '--all', '--yes')).toMatchObject({ letters: 1 })
  })

  it('sweeps in place of letters that hold no work, and removes them then', async () => {
    const failed = { requestContext: { condition: 'RetryAttemptsExhausted' }, DDBStreamBatchInfo: {} }
    journey.host.queue('Unpublished').send(JSON.stringify(failed))
    const { out } = await rw('dlq', 'peek')
    expect(out).toMatch(
      /^unpublished:\n[\s\S]+RetryAttemptsExhausted\n {2}→ rw ops dlq redrive unpublished sweeps/m,
    )
    expect(await told('dlq', 'redrive', 'unpublished', '--yes')).toMatchObject({
      done: true,
      letters: 1,
      swept: { behind: 0, failed: 0 },
    })
    expect(await depths()).toStrictEqual(nothing)
  })
})

describe('a refusal', () => {
  it.each<[string[], number, RegExp]>([
    [['dlq', 'peek', 'projecter'], 2, /did you mean projector\? There are missed-anchors/],
    [['dlq', 'redrive', 'unguarded', '--yes'], 2, /look into it first/],
    [['dlq', 'redrive', 'missed-anchors', '--yes'], 2, /the next run does its work/],
    [['dlq', 'drop', 'projector', '--yes'], 2, /say which/],
    [['dlq', 'drop', 'projector', '--all', '--id', 'x', '--yes'], 2, /say which/],
    [['dlq', 'drop', 'projector', '--id', 'x', '--yes'], 1, /no letter x/],
    [['dlq', 'peek', '--max', '0'], 2, /whole number/],
    [['dlq', 'list', '--data', 'nowhere'], 4, /no host runs/],
    [['sweep', '--data', 'nowhere'], 4, /no host runs/],
    [['sweep', '--stage', 'moon'], 2, /No stage moon/],
  ])('for %j', async (args, exit, err) => {
    expect(await rw(...args)).toMatchObject({ exit, err: expect.stringMatching(err) })
  })
})
