import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { projectAll } from '../../../functions/projector/project.ts'
import { verifyViews } from '../../../functions/verification/views.ts'
import { claimed, post, raised, route, seizure, subjectOf } from '../../support/posts.ts'
import { newWorld } from '../../support/world.ts'

it('accuses nobody while events come in and their projection lags', async () => {
  const world = await newWorld()
  const { ledger, views } = world
  const rows = views as typeof views & Parameters<typeof verifyViews>[0]['rows']
  const { commits } = await ledger.scan({ index: 0, of: 1 })
  await projectAll([...new Set(commits.map(({ subject }) => subject))], { ledger, views })
  let writing = 3
  const late: Promise<unknown>[] = []
  const lagging = (subject: string) =>
    late.push(wait(15).then(() => projectAll([subject], { ledger, views })))
  const writer = async (n: number) => {
    for (let i = 0; i < 15; i++) {
      const report = seizure({}, { id: `live-${n}-${i}` })
      const attributed = claimed(
        'SeizureAttributedToRoute',
        { routeId: 'main' },
        { subject: subjectOf(report) },
      )
      const hidden = { ...raised(report, { tlp: 'AMBER' }), ifmatch: '*' }
      for (const event of [report, attributed, ...(i % 3 === 0 ? [hidden] : [])]) {
        expect((await world.post(event)).outcome).toBe('recorded')
        lagging(subjectOf(event))
        await wait(5)
      }
    }
  }
  await world.recorded(route('main'))
  lagging('routes/main')
  const writers = [0, 1, 2].map((n) =>
    writer(n).finally(() => {
      writing -= 1
    }),
  )
  const reports = []
  // A pause is so much shorter that a projection lags for seven seconds and a half of it: longer than looks are apart.
  while (writing > 0) {
    reports.push(await verifyViews({ ledger, views, rows, pause: (ms) => wait(ms / 500) }))
    // In memory nothing else would ever give the writers their turn.
    await wait(2)
  }
  await Promise.all(writers)
  expect(reports.map(({ findings }) => findings)).toStrictEqual(reports.map(() => ({ count: 0, first: [] })))
  expect(reports.at(-1)?.subjects).toBeGreaterThan(20)
  expect(reports.length).toBeGreaterThan(3)
  await Promise.all(late)
  // The projection of the last event is lost for good: that is told.
  const lost = post(
    'SeizureRetracted',
    { reason: 'error' },
    { subject: subjectOf(seizure({}, { id: 'live-0-0' })), ifmatch: '*' },
  )
  await world.recorded(lost, { project: async () => {} } as never)
  const { findings } = await verifyViews({ ledger, views, rows, pause: async () => {} })
  expect(findings.first[0]).toStrictEqual({ what: 'behind', subject: subjectOf(lost) })
}, 30_000)
