import { beforeEach, describe, expect, it } from 'vitest'
import { openCheckpoint } from '../../../events/checkpoint.ts'
import { isContinued, logCheckpoint, logProof, provenBy } from '../../../events/log-proof.ts'
import { anchor } from '../../../functions/anchor/anchor.ts'
import { Unavailable } from '../../../functions/ledger/ledger.ts'
import { feedUnlogged } from '../../../functions/merkle-log/feed.ts'
import type { Receipt } from '../../../functions/recording/receipt.ts'
import { memoryLog, verifierKeyIn } from '../../support/merkle-log.ts'
import { claimed, raised, redacted, route, seizure, subjectOf } from '../../support/posts.ts'
import { startMs } from '../../support/world.ts'
import { type Reading, reading, type Told } from './reading.ts'

const marking = { tlp: 'RED' } as const
const unknown = '0fd48e30-d621-57e9-a07e-89787cbee125'

let log: ReturnType<typeof memoryLog>
let world: Reading
beforeEach(async () => {
  log = memoryLog()
  world = await reading(undefined, { log: log.table })
})

/** What publisher and anchor do in the course of time. */
const fed = async () =>
  feedUnlogged((await world.ledger.scan({ index: 0, of: 1 })).commits, log.table, world.ledger)
const logged = async () => {
  await fed()
  await anchor(log, startMs + 1)
}
const proofOf = (eventId: string, by?: string, from = '') =>
  world.ask(`/v1/log/proof?eventId=${eventId}${from}`, by === undefined ? {} : { by })
/** Byte for byte, but for what names the request. */
const anonymous = ({ text, status, headers }: Told) => [
  status,
  text.replace(/"requestId":"[^"]*"/, ''),
  [...headers].filter(([name]) => !/requestid/.test(name)),
]

describe('the checkpoint', () => {
  it('is not there before the first run', async () => {
    const { status, body, headers } = await world.ask('/v1/log/checkpoint')
    expect([status, body.type]).toStrictEqual([503, '/problems/projection-behind'])
    expect(headers.get('retry-after')).toBe('60')
  })

  it('says the same to everyone, and what the log signed', async () => {
    await world.recorded(route('north', { marking }))
    await logged()
    const answers = await Promise.all(
      [{}, { by: 'kz-moi' }, { by: 'centre' }].map((by) => world.ask('/v1/log/checkpoint', by)),
    )
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    const told = logCheckpoint.parse(answers[0]?.body)
    const key = await verifierKeyIn(log)
    const opened = openCheckpoint(told.checkpoint, key)
    const rootHash = Buffer.from(opened?.root ?? []).toString('base64')
    expect(told).toMatchObject({ origin: 'routewatch-test', size: 64, verifierKey: key, rootHash })
    expect(told.recordedAt).toBe(new Date(startMs).toISOString())
  })

  it('proves that it continues an older one of any size, and knows no larger one', async () => {
    const key = await verifierKeyIn(log)
    const notes: string[] = []
    for (let run = 0; run < 5; run++) {
      await logged()
      notes.push(logCheckpoint.parse((await world.ask('/v1/log/checkpoint')).body).checkpoint)
    }
    for (const note of notes) {
      const older = openCheckpoint(note, key)
      const { body } = await world.ask(`/v1/log/checkpoint?from=${older?.size}`)
      const newer = openCheckpoint(notes.at(-1) ?? '', key)
      expect(older && newer && isContinued(older, newer, logCheckpoint.parse(body).consistency ?? [])).toBe(
        true,
      )
    }
    expect((await world.ask('/v1/log/checkpoint?from=77')).status).toBe(200)
    expect((await world.ask('/v1/log/checkpoint?from=321')).status).toBe(400)
  })
})

describe('the proof', () => {
  let receipt: Receipt
  beforeEach(async () => {
    receipt = await world.recorded(route('north'))
  })

  it('holds for whoever may see the event', async () => {
    await logged()
    await logged()
    for (const by of [undefined, 'observer-one', 'kz-moi']) {
      const { status, body } = await proofOf(receipt.eventId, by, '&from=64')
      expect(status).toBe(200)
      const proof = logProof.parse(body)
      expect([proof.eventId, proof.hash]).toStrictEqual([receipt.eventId, receipt.hash])
      expect(provenBy(proof, await verifierKeyIn(log))?.size).toBe(128)
      expect(proof.consistency).toHaveLength(1)
    }
  })

  it('comes a little later than the event, and says so to those alone who see it', async () => {
    const secret = await world.recorded(seizure({}, { marking }))
    await fed()
    const behind = await proofOf(receipt.eventId)
    expect([behind.status, behind.body.type]).toStrictEqual([503, '/problems/projection-behind'])
    expect(behind.headers.get('retry-after')).toBe('60')
    expect((await proofOf(secret.eventId, 'kz-moi')).status).toBe(503)
    expect(anonymous(await proofOf(secret.eventId, 'ru-authority'))).toStrictEqual(
      anonymous(await proofOf(unknown, 'ru-authority')),
    )
  })

  it('of a hidden event is missing as one of an unknown event is', async () => {
    const secret = await world.recorded(seizure({}, { marking }))
    await logged()
    expect((await proofOf(secret.eventId, 'kz-moi')).status).toBe(200)
    for (const by of [undefined, 'observer-one', 'ru-authority', 'centre']) {
      for (const from of ['', '&from=64', '&from=65']) {
        const hidden = await proofOf(secret.eventId, by, from)
        expect(hidden.status, `${by} ${from}`).toBe(404)
        expect(anonymous(hidden)).toStrictEqual(anonymous(await proofOf(unknown, by, from)))
      }
    }
  })

  it('of a hidden event asks for as much as one of an unknown event, and fails as that does', async () => {
    const secret = await world.recorded(route('secret', { marking }))
    const asked: string[] = []
    const noted = <T extends object>(port: T): T =>
      Object.fromEntries(
        Object.entries(port).map(([name, call]) => [
          name,
          (...args: unknown[]) => {
            asked.push(name)
            return call(...args)
          },
        ]),
      ) as T
    const counting = await reading(world, { log: noted(log.table), ledger: noted(world.ledger) })
    const down = () => Promise.reject(new Unavailable('no answer'))
    const broken = await reading(world, { log: log.table, ledger: { ...world.ledger, load: down } })
    const asking = async (eventId: string) => {
      asked.length = 0
      expect((await counting.ask(`/v1/log/proof?eventId=${eventId}`)).status).toBe(404)
      return [...asked]
    }
    for (const step of [fed, logged]) {
      await step()
      expect(await asking(secret.eventId)).toStrictEqual(['pending', 'leaves', 'load'])
      expect(await asking(unknown)).toStrictEqual(['pending', 'leaves', 'load'])
      const [hidden, missing] = await Promise.all(
        [secret.eventId, unknown].map((eventId) => broken.ask(`/v1/log/proof?eventId=${eventId}`)),
      )
      expect(hidden?.status).toBe(503)
      expect(anonymous(hidden as Told)).toStrictEqual(anonymous(missing as Told))
    }
  })

  it('of a public claim about a hidden subject is missing, too', async () => {
    const report = seizure({}, { marking })
    await world.recorded(report)
    const about = { subject: subjectOf(report), marking: { tlp: 'CLEAR' } } as const
    const claim = await world.recorded(claimed('SeizureAttributedToRoute', { routeId: 'north' }, about))
    await logged()
    expect((await proofOf(claim.eventId, 'kz-moi')).status).toBe(200)
    expect(anonymous(await proofOf(claim.eventId))).toStrictEqual(anonymous(await proofOf(unknown)))
  })

  it('is not given from rows whose batch is not whole yet', async () => {
    await fed()
    const stopped = { ...log.table, putHead: () => Promise.reject(new Error('stopped')) }
    await expect(anchor({ ...log, table: stopped }, startMs + 1)).rejects.toThrow('stopped')
    expect((await proofOf(receipt.eventId)).status).toBe(503)
    await anchor(log, startMs + 1)
    expect((await proofOf(receipt.eventId)).status).toBe(200)
  })

  it('goes with the event when its marking is raised', async () => {
    const identified = route('south')
    const { eventId } = await world.recorded(identified)
    await logged()
    expect((await proofOf(eventId)).status).toBe(200)
    await world.recorded(raised(identified, marking, { ifmatch: '*' }))
    expect((await proofOf(eventId, 'kz-moi')).status).toBe(200)
    expect(anonymous(await proofOf(eventId))).toStrictEqual(anonymous(await proofOf(unknown)))
  })

  it('outlives the payload, as long as the event is seen', async () => {
    const report = seizure()
    const { eventId, hash } = await world.recorded(report)
    await logged()
    await world.recorded(redacted(report, { ifmatch: '*' }))
    const { status, body } = await proofOf(eventId, 'kz-moi')
    expect([status, body.hash]).toStrictEqual([200, hash])
  })
})
