import { expect, it } from 'vitest'
import { project } from '../../../domain/views/project.ts'
import { type Draft, envelope, everyone, id, read, streamOf, told } from '../stream.ts'

const subject = 'sessions/cnd-67'
const scheduled = {
  body: 'CND',
  number: 67,
  segment: 'high-level',
  dates: { from: '2024-03-14', to: '2024-03-15' },
  place: { country: 'AT', locality: 'Vienna' },
}
const example: readonly Draft[] = [
  told('SessionScheduled', { ...scheduled, ...envelope }),
  told('SessionOpened', envelope),
  told('DelegationParticipated', {
    delegation: 'KZ',
    headedByOffice: 'Deputy Prime Minister – Foreign Minister',
    ...envelope,
  }),
  told('AttendanceReported', { delegates: { op: 'gt', n: 1000 }, ...envelope }),
  told('AttendanceReported', { headsOfDepartment: { op: 'gt', n: 100 }, ...envelope }),
]

it('is one card', () => {
  const { claims: _claims, ...rest } = read(subject, streamOf(subject, ...example))
  expect(rest).toStrictEqual({
    subject,
    version: 5,
    ...scheduled,
    status: 'open',
    delegations: [
      { delegation: 'KZ', headedByOffice: 'Deputy Prime Minister – Foreign Minister', claimIds: [id(3)] },
    ],
    attendance: { delegates: { op: 'gt', n: 1000 }, headsOfDepartment: { op: 'gt', n: 100 } },
    conflicts: [],
  })
})

it('is listed by its first day', () => {
  const { rows } = project(subject, streamOf(subject, ...example), everyone)
  expect(rows.map(({ partition, sort }) => [partition, sort])).toStrictEqual([
    [`card/${subject}`, 'card'],
    ['list/sessions', '2024-03-14#cnd-67'],
  ])
})

it('closes', () => {
  const events = streamOf(subject, ...example, told('SessionClosed', envelope))
  expect(read(subject, events).status).toBe('closed')
})

it('sees two counts of the same heads as a conflict', () => {
  const press = { sources: [{ id: 'press', kind: 'open-source-media' }] }
  const other = told('AttendanceReported', { delegates: { op: 'about', n: 800 }, ...envelope, ...press })
  expect(read(subject, streamOf(subject, ...example, other)).conflicts).toStrictEqual([
    { field: 'attendance', claimIds: [id(4), id(6)] },
  ])
})
