import { beforeEach, describe, expect, it } from 'vitest'
import { projectAll, projectOrThrow } from '../../../functions/projector/project.ts'
import { read, readRows } from '../../../functions/views/reading.ts'
import {
  actor,
  claimed,
  green,
  leg,
  lowered,
  type Post,
  post,
  raised,
  red,
  route,
  seizure,
  subjectOf,
} from '../../support/posts.ts'
import { newWorld, type World } from '../../support/world.ts'

let world: World
beforeEach(async () => {
  world = await newWorld()
})

const on = async (reader: string, partition: string) =>
  (await read(world.views, { partition, reader, limit: 100 })).rows.map(({ sort }) => sort)
const cardOf = async (reader: string, subject: string) =>
  (await readRows(world.views, [{ partition: `card/${subject}`, sort: 'card' }], reader))[0]?.body
const project = (...posts: Post[]) => projectOrThrow(posts.map(subjectOf), world)

describe('a route that is raised', () => {
  it('takes its attributions out of seizures for those who no longer see it, and lowering brings them back', async () => {
    const [north, report] = [route('north'), seizure()]
    const attributed = claimed(
      'SeizureAttributedToRoute',
      { routeId: 'north' },
      { subject: subjectOf(report) },
    )
    for (const event of [north, report, attributed]) await world.recorded(event)
    await project(north, report)
    expect(await on('public', 'list/seizures/route/north')).toHaveLength(1)

    await world.recorded(raised(north, red(), { ifmatch: '*' }))
    expect(await on('public', 'list/seizures/route/north')).toStrictEqual([])
    expect(await on('participants/ru-authority', 'list/seizures/route/north')).toStrictEqual([])
    expect(await on('participants/kz-moi', 'list/seizures/route/north')).toHaveLength(1)
    expect(await cardOf('public', subjectOf(report))).toMatchObject({ version: 1, routes: [] })
    expect(await on('public', 'list/seizures')).toHaveLength(1)

    await world.recorded(lowered(north, green, { ifmatch: '*' }))
    await project(north)
    expect(await on('public', 'list/seizures/route/north')).toStrictEqual([])
    expect(await on('community/observer-one', 'list/seizures/route/north')).toHaveLength(1)
  })

  it('reaches who refers to a referrer', async () => {
    const session = claimed(
      'SessionScheduled',
      {
        body: 'CND',
        number: 67,
        segment: 'high-level',
        dates: { from: '2024-03-14' },
        place: { country: 'AT' },
      },
      { subject: 'sessions/cnd-67' },
    )
    const statement = claimed('StatementDelivered', {
      occurred: { from: '2024-03-14', precision: 'day' },
      sessionId: 'cnd-67',
      delegation: 'KZ',
      speakerOffice: 'Deputy Minister',
      themes: ['cooperation'],
      text: 'We cooperate.',
    })
    const commitment = claimed('CommitmentMade', {
      by: 'KZ',
      statementId: subjectOf(statement).split('/')[1],
      text: 'To cooperate',
      type: 'other',
      measurable: false,
    })
    for (const event of [session, statement, commitment]) await world.recorded(event)
    await project(session, statement, commitment)
    expect(await cardOf('public', subjectOf(commitment))).toBeDefined()
    await world.recorded(raised(session, red(), { ifmatch: '*' }))
    expect(await cardOf('public', subjectOf(statement))).toBeUndefined()
    expect(await cardOf('public', subjectOf(commitment))).toBeUndefined()
    expect(await cardOf('participants/kz-moi', subjectOf(commitment))).toBeDefined()
  })

  it('leaves what is beyond the bound to the queue, and the watermark back', async () => {
    const north = route('north')
    await world.recorded(north)
    const reports = Array.from({ length: 4 }, () => seizure())
    for (const report of reports) {
      await world.recorded(report)
      await world.recorded(
        claimed('SeizureAttributedToRoute', { routeId: 'north' }, { subject: subjectOf(report) }),
      )
    }
    await project(north, ...reports)
    const bounded = {
      project: (subject: string) => projectOrThrow([subject], { ...world, cascade: { inlineMax: 3 } }),
    }
    expect((await world.post(raised(north, red(), { ifmatch: '*' }), bounded)).outcome).toBe('recorded')
    expect(await on('public', 'list/seizures/route/north')).toHaveLength(1)
    expect((await world.views.watermark('routes/north')).head).toBe(1)
    await project(north)
    expect(await on('public', 'list/seizures/route/north')).toStrictEqual([])
    expect((await world.views.watermark('routes/north')).head).toBe(2)
  })

  it('tells of those beyond the bound, and knows them to be behind until they have been projected since', async () => {
    const north = route('north')
    await world.recorded(north)
    const reports = Array.from({ length: 3 }, () => seizure())
    for (const report of reports) {
      await world.recorded(report)
      await world.recorded(
        claimed('SeizureAttributedToRoute', { routeId: 'north' }, { subject: subjectOf(report) }),
      )
    }
    await project(north, ...reports)
    const hinted: string[] = []
    const hint = async (subjects: readonly string[]) => void hinted.push(...subjects)
    const bounded = { ...world, cascade: { inlineMax: 1, hint } }
    await world.post(raised(north, red(), { ifmatch: '*' }), { project: async () => {} })
    await projectOrThrow(['routes/north'], bounded)
    expect((await world.views.watermark('routes/north')).head).toBe(2)
    expect(hinted).toHaveLength(2)
    const heads = async () => [...(await world.views.watermarks(hinted)).values()]
    expect(await heads()).toStrictEqual([0, 0])
    await projectOrThrow(hinted, world)
    expect(await heads()).toStrictEqual([2, 2])
    expect(await on('public', 'list/seizures/route/north')).toStrictEqual([])
  })
})

it('an actor that is raised is out of rows whose keys a narrowed picture could have foretold', async () => {
  const [report, net] = [seizure({}, { marking: green }), actor('net')]
  const attributed = claimed('SeizureAttributedToActor', { actorId: 'net' }, { subject: subjectOf(report) })
  for (const event of [report, net, attributed]) await world.recorded(event)
  await world.recorded(raised(attributed, green, { ifmatch: '*' })).catch(() => undefined)
  await project(report, net)
  expect(await on('community/observer-one', 'inbound/actors/net')).toHaveLength(1)
  await world.recorded(raised(net, red('kz-moi'), { ifmatch: '*' }))
  expect(await on('community/observer-one', 'inbound/actors/net')).toStrictEqual([])
})

it('a leg that a second agency adds in the open opens what was said of it', async () => {
  const north = route('north')
  const report = seizure()
  const about = { by: 'ru-authority', subject: subjectOf(report) }
  const attributed = claimed('SeizureAttributedToRoute', { routeId: 'north', legId: 'a' }, about)
  for (const event of [north, leg('north', 'a', { marking: red(), by: 'ru-authority' }), report, attributed])
    await world.recorded(event)
  await project(north, report)
  expect(await on('public', 'list/seizures/route/north')).toStrictEqual([])
  await world.recorded(leg('north', 'a'))
  await project(north)
  expect(await on('public', 'list/seizures/route/north')).toHaveLength(1)
})

it('one subject that cannot be projected keeps no other back', async () => {
  const posts = [route('north'), route('south')]
  for (const event of posts) await world.recorded(event)
  const ledger = {
    ...world.ledger,
    load: (subject: string, after?: number) =>
      subject === 'routes/north'
        ? Promise.reject(new Error('unreadable'))
        : world.ledger.load(subject, after),
  }
  const failed = await projectAll(posts.map(subjectOf), { ledger, views: world.views })
  expect([...failed.keys()]).toStrictEqual(['routes/north'])
  expect(await cardOf('public', 'routes/south')).toBeDefined()
})

it('a redaction that is unfinished keeps the watermark back', async () => {
  const report = seizure()
  const { etag } = await world.recorded(report)
  await world.recorded(
    post(
      'PayloadRedacted',
      { eventId: (await world.recorded(report)).eventId, reason: 'x' },
      {
        by: 'centre',
        subject: subjectOf(report),
        ifmatch: `"${etag}"`,
      },
    ),
  )
  await project(report)
  expect((await world.views.watermark(subjectOf(report))).head).toBe(0)
  expect(await on('public', 'list/seizures')).toStrictEqual([])
  expect(await cardOf('public', subjectOf(report))).toMatchObject({ version: 2 })
})
