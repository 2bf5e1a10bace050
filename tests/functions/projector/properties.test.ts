import fc from 'fast-check'
import { expect, it } from 'vitest'
import { projectAll, projectOrThrow } from '../../../functions/projector/project.ts'
import { memorySubmissions } from '../../../functions/submissions/memory.ts'
import { sweep } from '../../../functions/sweeper/sweep.ts'
import { memoryViews } from '../../../functions/views/memory.ts'
import { dyingAt, interleaved } from '../../support/bad-luck.ts'
import { onlyGeneration } from '../../support/generations.ts'
import { naiveViews } from '../../support/naive.ts'
import { idOf, type Post, subjectOf } from '../../support/posts.ts'
import { expected, found, readers } from '../../support/readers.ts'
import { redactAll, redactableLedger } from '../../support/redactable-ledger.ts'
import { anyStep, postOf, type Step } from '../../support/story-steps.ts'
import { newWorld } from '../../support/world.ts'

/** What becomes of the hint that a step leaves behind, and what else happens meanwhile. */
const anyFate = fc.record({
  hint: fc.constantFrom('delivered', 'doubled', 'lost', 'late', 'late'),
  diesAt: fc.option(fc.integer({ min: 1, max: 25 }), { nil: undefined, freq: 3 }),
  beside: fc.option(fc.nat(), { nil: undefined, freq: 3 }),
  redactor: fc.boolean(),
})
const narrowing = ['MarkingRaised', 'PayloadRedacted', 'ClaimRetracted']
const noBus = { put: async () => [] }

async function live(steps: readonly { step: Step; fate: FateOf<typeof anyFate> }[]) {
  const ledger = redactableLedger()
  const views = memoryViews()
  const world = await newWorld({ ledger, views })
  const posts: Post[] = []
  const late: string[] = []
  const subjects = () => [...new Set(posts.map(subjectOf))]
  const look = async () => {
    const marks = new Map(
      posts.flatMap((p) => ('marking' in p.data ? [[idOf(p), p.data.marking as never]] : [])),
    )
    return naiveViews(ledger, subjects(), marks)
  }
  const runRedactor = (subject: string) => redactAll(subject, ledger, onlyGeneration(views))
  let unanswered = 0
  for (const [n, { step, fate }] of steps.entries()) {
    const event = postOf(step, n, posts)
    if (!event) continue
    const stores = fate.diesAt === undefined ? { ledger, views } : dyingAt(fate.diesAt, { ledger, views })
    const subject = subjectOf(event)
    const head = (await ledger.load(subject)).length
    const outcome = await world
      .post(event, { project: (of) => projectOrThrow([of], stores) })
      .catch((error: Error) => error)
    if ((await ledger.load(subject)).length === head) continue
    posts.push(event)
    if (outcome instanceof Error) unanswered += 1
    else if (unanswered === 0 && narrowing.includes(event.type))
      await expectNothingHidden(views, await look())
    if (fate.redactor && event.type === 'PayloadRedacted') await runRedactor(subject)
    if (fate.hint === 'late') late.push(subject)
    const now = fate.hint === 'doubled' ? [subject, subject] : fate.hint === 'delivered' ? [subject] : []
    const batch = [...now, ...late.splice(0, step.other % 3)]
    if (fate.beside === undefined) await projectAll(batch, stores)
    else
      await interleaved(fate.beside, { ledger, views }, [
        (slow) => projectAll(batch, slow),
        (slow) =>
          projectAll([subject, ...late], fate.diesAt === undefined ? slow : dyingAt(fate.diesAt, slow)),
      ])
  }
  for (const subject of subjects()) await runRedactor(subject)
  await projectAll(late, { ledger, views })
  const needs = {
    ledger,
    views: onlyGeneration(views),
    submissions: memorySubmissions(),
    facts: noBus,
    requests: noBus,
    nowMs: () => world.clock.nowMs,
  }
  await sweep(needs, { index: 0, of: 1 })
  return {
    world,
    views,
    naive: await look(),
    subjects: subjects(),
    swept: await sweep(needs, { index: 0, of: 1 }),
  }
}

type FateOf<A> = A extends fc.Arbitrary<infer T> ? T : never

/** No reader finds the id of an event that it may not read, in any row. */
async function expectNothingHidden(
  views: ReturnType<typeof memoryViews>,
  naive: Awaited<ReturnType<typeof naiveViews>>,
) {
  for (const reader of readers) {
    const text = JSON.stringify((await found(views, reader)).rows)
    const told = naive.events.filter((event) => !naive.mayRead(reader, event) && text.includes(event.eventId))
    expect(told.map(({ type, eventId }) => ({ reader, type, eventId }))).toStrictEqual([])
  }
}

it('shows every reader what it may see, and nothing else, whatever befell the messages and their readers', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ step: anyStep, fate: anyFate }), { minLength: 3, maxLength: 28, size: 'max' }),
      async (steps) => {
        const { views, naive, subjects, swept } = await live(steps)
        for (const reader of readers) {
          const actual = await found(views, reader)
          const wanted = expected(naive, subjects, reader)
          const about = (rows: Record<string, unknown>) =>
            Object.fromEntries(Object.entries(rows).filter(([key]) => !/agencies|clients/.test(key)))
          expect({ reader, ...actual, rows: about(actual.rows) }).toStrictEqual({ reader, ...wanted })
        }
        expect(swept).toMatchObject({ behind: 0, failed: 0 })
      },
    ),
    { numRuns: 100, interruptAfterTimeLimit: 10_000 },
  )
})
