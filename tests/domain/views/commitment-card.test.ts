import { describe, expect, it } from 'vitest'
import { project } from '../../../domain/views/project.ts'
import { type Draft, envelope, everyone, id, read, streamOf, told } from '../stream.ts'
import { subjects } from './any-stream.ts'

const subject = subjects.commitments
const statementId = subjects.statements.split('/')[1]
const promise = {
  by: 'KZ',
  statementId,
  text: 'A regional laboratory by 2026.',
  type: 'programme',
  due: '2026',
  measurable: true,
}
const made = (more: object = {}) => told('CommitmentMade', { ...promise, ...envelope, ...more })
const progress = told('CommitmentProgressReported', { text: 'Site chosen.', percent: '20', ...envelope })
const lapsed = told('CommitmentLapsed', { reason: 'Not built.', ...envelope })
const fulfilled = told('CommitmentFulfilled', { text: 'Opened.', ...envelope })
const shown = (...drafts: Draft[]) => read(subject, streamOf(subject, ...drafts))

it('is one card', () => {
  const { claims: _claims, ...rest } = shown(made(), progress, fulfilled)
  expect(rest).toStrictEqual({
    subject,
    version: 3,
    ...promise,
    postedBy: 'kz-moi',
    status: 'fulfilled',
    progress: [
      { claimId: id(2), recordedAt: '2024-03-20T06:02:00.000Z', text: 'Site chosen.', percent: '20' },
    ],
    outcome: { claimId: id(3), recordedAt: '2024-03-20T06:03:00.000Z', text: 'Opened.' },
    conflicts: [],
  })
})

describe('its status', () => {
  it.each<[string, Draft[]]>([
    ['made', [made()]],
    ['in-progress', [made(), progress]],
    ['lapsed', [made(), progress, lapsed]],
    ['withdrawn', [made(), told('CommitmentWithdrawn', { reason: 'No funds.', ...envelope })]],
    [
      'in-progress',
      [made(), progress, fulfilled, told('ClaimRetracted', { claimId: id(3), reason: 'error' })],
    ],
    ['retracted', [made(), told('ClaimRetracted', { claimId: id(1), reason: 'error' })]],
  ])('is %s', (status, drafts) => expect(shown(...drafts).status).toBe(status))

  it('never lapses for a declaratory one', () => {
    const declaratory = shown(made({ measurable: false }), lapsed)
    expect(declaratory.status).toBe('made')
    expect(declaratory).not.toHaveProperty('outcome')
  })
})

it('is listed by who made it, and known to the statement it was made in', () => {
  const { rows } = project(subject, streamOf(subject, made()), everyone)
  expect(rows.map(({ partition }) => partition)).toStrictEqual([
    `card/${subject}`,
    'list/commitments',
    'list/commitments/by/KZ',
    `inbound/${subjects.statements}`,
  ])
  expect(rows[3]?.body).toMatchObject({
    relation: 'made-in',
    by: 'KZ',
    type: 'programme',
    commitmentStatus: 'made',
  })
})
