import { beforeEach, describe, expect, it } from 'vitest'
import type { Bus, BusEntry } from '../../../functions/bus/bus.ts'
import type { Commit } from '../../../functions/ledger/commit.ts'
import { memorySubmissions } from '../../../functions/submissions/memory.ts'
import { type SweeperNeeds, sweep } from '../../../functions/sweeper/sweep.ts'
import { readRows } from '../../../functions/views/reading.ts'
import { onlyGeneration } from '../../support/generations.ts'
import { leg, redacted, route, seizure, subjectOf } from '../../support/posts.ts'
import { redactAll, redactableLedger } from '../../support/redactable-ledger.ts'
import { newWorld, type World } from '../../support/world.ts'

const whole = { index: 0, of: 1 }
const nothing = { behind: 0, gaps: 0, failed: 0, submissions: 0, stuck: 0 }
const keeping = (kept: BusEntry[]): Bus => ({
  put: async (entries) => {
    kept.push(...entries)
    return []
  },
})

describe('the sweeper', () => {
  const ledger = redactableLedger()
  let world: World
  let needs: SweeperNeeds
  let facts: BusEntry[]
  let requests: BusEntry[]
  beforeEach(async () => {
    world = await newWorld({ ledger: redactableLedger() })
    ;[facts, requests] = [[], []]
    needs = {
      ledger: world.ledger,
      views: onlyGeneration(world.views),
      submissions: memorySubmissions(),
      facts: keeping(facts),
      requests: keeping(requests),
      nowMs: () => world.clock.nowMs,
    }
    await sweep(needs, whole)
  })
  const shown = async (subject: string) =>
    (await readRows(world.views, [{ partition: `card/${subject}`, sort: 'card' }], 'public'))[0] !== undefined

  it('projects what no message told of, and finds nothing the second time', async () => {
    const posts = [route('north'), leg('north', 'a'), seizure()]
    for (const event of posts) await world.recorded(event)
    expect(await sweep(needs, whole)).toStrictEqual({ ...nothing, subjects: 6, behind: 2 })
    for (const event of posts) expect(await shown(subjectOf(event))).toBe(true)
    expect(await sweep(needs, whole)).toStrictEqual({ ...nothing, subjects: 6 })
    expect(facts).toStrictEqual([])
  })

  it('calls a gap what stays behind for longer than a message is on its way, once it is repaired', async () => {
    for (const slug of ['north', 'south', 'west']) await world.recorded(route(slug))
    world.clock.nowMs += 600_001
    await world.recorded(leg('south', 'a'))
    const load: typeof ledger.load = (subject, after) =>
      subject === 'routes/west' ? Promise.reject(new Error('unreadable')) : world.ledger.load(subject, after)
    const found = await sweep({ ...needs, ledger: { ...world.ledger, load } }, whole)
    expect(found).toMatchObject({ behind: 3, failed: 1, gaps: 1 })
    expect(await sweep(needs, whole)).toMatchObject({ behind: 1, failed: 0, gaps: 1 })
    expect(await sweep(needs, whole)).toMatchObject({ behind: 0, gaps: 0 })
  })

  it('walks one segment at a time, and all of them once', async () => {
    for (let n = 0; n < 20; n++) await world.recorded(route(`r${n}`))
    const runs = []
    for (let index = 0; index < 4; index++) runs.push(await sweep(needs, { index, of: 4 }))
    expect(runs.reduce((sum, { subjects }) => sum + subjects, 0)).toBe(24)
    expect(runs.reduce((sum, { behind }) => sum + behind, 0)).toBe(20)
  })

  it('counts what it could not project and leaves it for the next run', async () => {
    await world.recorded(route('north'))
    await world.recorded(route('south'))
    const load: typeof ledger.load = (subject, after) =>
      subject === 'routes/north' ? Promise.reject(new Error('unreadable')) : world.ledger.load(subject, after)
    const failing = { ...needs, ledger: { ...world.ledger, load } }
    await expect(sweep(failing, whole)).resolves.toMatchObject({ behind: 2, failed: 1 })
    expect(await shown('routes/south')).toBe(true)
    expect(await sweep(needs, whole)).toMatchObject({ behind: 1, failed: 0 })
  })

  it('names a commit that nobody can read, and shows the others', async () => {
    const report = seizure()
    for (const event of [route('north'), report]) await world.recorded(event)
    const [good] = await world.ledger.load('routes/north')
    await world.ledger.append({ ...(good as Commit), sequence: 2, header: '{broken' })
    const seen: Commit[] = []
    const found = await sweep({ ...needs, seen: (commits) => void seen.push(...commits) }, whole)
    const unreadable = { count: 1, first: [{ subject: 'routes/north', sequence: 2 }] }
    expect(found).toMatchObject({ behind: 2, failed: 1, unreadable })
    expect(seen.filter(({ subject }) => subject === 'routes/north')).toStrictEqual([good])
    expect(seen).toHaveLength(6)
    expect(await shown(subjectOf(report))).toBe(true)
  })

  it('asks again for a redaction that is unfinished, until it is done', async () => {
    const report = seizure()
    await world.recorded(report)
    await world.recorded(redacted(report, { ifmatch: '*' }))
    for (let run = 1; run <= 2; run++) {
      expect(await sweep(needs, whole)).toMatchObject({ behind: 1, failed: 0 })
      expect(facts).toHaveLength(run)
      expect(facts.at(-1)).toMatchObject({ source: 'routewatch.facts', detailType: 'PayloadRedacted' })
    }
    const redactable = world.ledger as typeof ledger
    await redactAll(subjectOf(report), redactable, needs.views)
    expect(await sweep(needs, whole)).toMatchObject({ behind: 1 })
    expect(await sweep(needs, whole)).toMatchObject({ behind: 0 })
    expect(facts).toHaveLength(2)
  })

  it('sends pending submissions again, and settled ones no more', async () => {
    const submission = (n: number) => ({
      submissionId: `s${n}`,
      agencyId: 'kz-moi',
      scopes: [],
      receivedAt: `2024-03-20T06:00:0${n}.000Z`,
      parts: 0,
      events: 0,
    })
    for (const n of [1, 2]) await needs.submissions.store(submission(n), [])
    await needs.submissions.complete(submission(1), {
      status: 'recorded',
      accepted: 1,
      duplicates: 0,
      rejected: 0,
    })
    world.clock.nowMs += 600_000
    expect(await sweep(needs, whole)).toMatchObject({ submissions: 1, stuck: 0 })
    requests.length = 0
    world.clock.nowMs += 3_000_000
    expect(await sweep(needs, whole)).toMatchObject({ submissions: 1, stuck: 1 })
    expect(requests).toStrictEqual([
      { source: 'routewatch.intake', detailType: 'SubmissionStored', detail: { submissionId: 's2' } },
    ])
  })
})
