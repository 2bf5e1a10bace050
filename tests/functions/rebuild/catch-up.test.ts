import { expect, it } from 'vitest'
import { read } from '../../../functions/views/reading.ts'
import { claimed, raised, red, subjectOf } from '../../support/posts.ts'
import { type MemoryViews, rebuilding } from '../../support/rebuilding.ts'

const session = claimed(
  'SessionScheduled',
  {
    ...{ body: 'CND', number: 67, segment: 'high-level' },
    ...{ dates: { from: '2024-03-14' }, place: { country: 'AT' } },
  },
  { subject: 'sessions/cnd-67' },
)
const statement = claimed('StatementDelivered', {
  ...{ occurred: { from: '2024-03-14', precision: 'day' }, sessionId: 'cnd-67', delegation: 'KZ' },
  ...{ speakerOffice: 'Deputy Minister', themes: ['cooperation'], text: 'We cooperate.' },
})
const commitment = claimed('CommitmentMade', {
  ...{ by: 'KZ', statementId: subjectOf(statement).split('/')[1], text: 'To cooperate' },
  ...{ type: 'other', measurable: false },
})

it('reaches whom a narrowing missed because the one between was not filled yet', async () => {
  const on = await rebuilding()
  for (const event of [session, statement, commitment])
    await on.write(event, on.places, on.instance(on.places))
  on.world.clock.nowMs += 3_600_000
  const { v2 } = on.places
  const commitments = async () =>
    (await read(v2, { partition: 'list/commitments', reader: 'public', limit: 5 })).rows.length
  let shownAfterNarrowing: number | undefined
  const advance: MemoryViews['advance'] = async (subject, head, staleBy) => {
    await v2.advance(subject, head, staleBy)
    if (shownAfterNarrowing !== undefined || subject !== subjectOf(commitment)) return
    shownAfterNarrowing = -1
    await on.write(raised(session, red(), { ifmatch: '*' }), on.places, on.instance(on.places))
    shownAfterNarrowing = await commitments()
  }
  let comparisons = 0
  const report = ({ step, done, of }: { step: string; done: number; of: number }) => {
    if (step === 'comparing' && done === of) comparisons += 1
  }
  await on.rebuild({ ...on.places, v2: { ...v2, advance } }, { segments: 1, report })
  expect([shownAfterNarrowing, await commitments(), comparisons]).toStrictEqual([1, 0, 1])
})
