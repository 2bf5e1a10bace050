import { describe, expect, it } from 'vitest'
import { commitmentOf } from '../../domain/commitment.ts'
import { specOf } from '../support/decider.ts'
import { envelope, id, streamOf, told } from './stream.ts'
import { subjects } from './views/any-stream.ts'

const commitment = specOf(subjects.commitments, commitmentOf)
const made = (measurable: boolean) =>
  told('CommitmentMade', { by: 'KZ', text: 'Two laboratories.', type: 'programme', measurable, ...envelope })
const progress = told('CommitmentProgressReported', { text: 'One stands.', percent: '50', ...envelope })
const fulfilled = told('CommitmentFulfilled', envelope)
const lapsed = told('CommitmentLapsed', envelope)
const withdrawn = told('CommitmentWithdrawn', { reason: 'No funds.', ...envelope })
const measurable = true

describe('a commitment', () => {
  it('is made, by each who reports it', () => {
    commitment.given().when(made(true)).thenLeadsTo({ status: 'made', measurable })
    commitment.given(made(true), fulfilled).when(made(true)).thenLeadsTo({ status: 'fulfilled', measurable })
  })
  it('is not marked wider than the statement that it was made in', () => {
    const statementId = id(7)
    const delivered = {
      sessionId: 'cnd-67',
      delegation: 'KZ',
      speakerOffice: 'Deputy Minister of the Interior',
      occurred: { from: '2024-03-14', precision: 'day' },
      themes: [],
      text: 'Two laboratories will open.',
      ...envelope,
      marking: { tlp: 'AMBER' },
    }
    const spoken = streamOf(`statements/${statementId}`, told('StatementDelivered', delivered))
    const around = { other: (subject: string) => (subject === `statements/${statementId}` ? spoken : []) }
    const pledged = (tlp: string) =>
      told('CommitmentMade', { ...(made(true).data as object), statementId, marking: { tlp } })
    commitment.given().when(pledged('GREEN'), around).thenRefused('rule-violated', '/data/marking')
    commitment.given().when(pledged('AMBER'), around).thenLeadsTo({ status: 'made', measurable })
    commitment.given().when(pledged('RED'), around).thenLeadsTo({ status: 'made', measurable })
  })
  it('progresses, more than once', () => {
    commitment.given(made(true)).when(progress).thenLeadsTo({ status: 'in-progress', measurable })
    commitment.given(made(true), progress).when(progress).thenLeadsTo({ status: 'in-progress', measurable })
  })
  it.each([
    [fulfilled, 'fulfilled'],
    [lapsed, 'lapsed'],
    [withdrawn, 'withdrawn'],
  ] as const)('ends by $type, from the start or from progress', (end, status) => {
    commitment.given(made(true)).when(end).thenLeadsTo({ status, measurable })
    commitment.given(made(true), progress).when(end).thenLeadsTo({ status, measurable })
  })
  it.each(
    [fulfilled, lapsed, withdrawn].flatMap((end) =>
      [progress, fulfilled, lapsed, withdrawn].map((next) => [end.type, next.type, end, next] as const),
    ),
  )('has ended by %s, so that %s is refused', (_end, _next, end, next) =>
    commitment.given(made(true), end).when(next).thenRefused('state-conflict', '/data'),
  )

  it('never lapses where it is declaratory, but may be fulfilled', () => {
    commitment.given(made(false)).when(lapsed).thenRefused('state-conflict', '/data')
    commitment.given(made(false), progress).when(lapsed).thenRefused('state-conflict', '/data')
    commitment.given(made(false)).when(fulfilled).thenLeadsTo({ status: 'fulfilled', measurable: false })
  })
  it('stays as it first ended, whatever is said by who did not see that', () =>
    expect(
      commitmentOf(streamOf(subjects.commitments, made(true), lapsed, progress, fulfilled)),
    ).toStrictEqual({
      status: 'lapsed',
      measurable,
    }))
  it('goes on when its end is retracted', () => {
    const retracted = told('ClaimRetracted', { claimId: id(2), reason: 'Misread.' })
    commitment.given(made(true), lapsed).when(retracted).thenLeadsTo({ status: 'made', measurable })
    commitment
      .given(made(true), lapsed, retracted)
      .when(fulfilled)
      .thenLeadsTo({ status: 'fulfilled', measurable })
  })
})
