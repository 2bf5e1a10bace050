import { expect, it } from 'vitest'
import { project } from '../../../domain/views/project.ts'
import { envelope, everyone, id, read, streamOf, told } from '../stream.ts'

const subject = 'countries/kz'
const role = (fields: object, source?: string) =>
  told('CountryRoleReported', {
    ...fields,
    ...envelope,
    ...(source && { sources: [{ id: source, kind: 'ngo-research' }] }),
  })
const transit = { role: 'transit', substance: 'opiates-nonspecified' }
const rising = {
  role: 'consumption',
  group: 'ats',
  trend: 'rising',
  since: { from: '2015', precision: 'year', approximate: true },
}
const recent = { role: 'manufacture', group: 'ats', since: { precision: 'unknown' } }

it('is one card, each role with its date and no other', () => {
  const { claims: _claims, ...rest } = read(
    subject,
    streamOf(subject, role(transit), role(rising), role(recent)),
  )
  expect(rest).toStrictEqual({
    subject,
    version: 3,
    country: 'KZ',
    roles: [
      { ...transit, claimIds: [id(1)] },
      { ...rising, claimIds: [id(2)] },
      { ...recent, claimIds: [id(3)] },
    ],
    endedRoles: [],
    conflicts: [],
  })
})

it('gathers claims of one role, and sees where they differ', () => {
  const events = streamOf(
    subject,
    role(rising, 'one'),
    role({ ...rising, trend: 'falling' }, 'two'),
    role({ ...rising, since: '2016' }, 'three'),
  )
  const { roles, conflicts } = read(subject, events)
  expect(roles).toMatchObject([{ claimIds: [id(1), id(2), id(3)] }])
  expect(conflicts).toStrictEqual([{ field: 'roles', claimIds: [id(1), id(2), id(3)] }])
})

it('keeps a role that has ended apart, and drops one that was retracted', () => {
  const ended = told('CountryRoleEnded', { claimId: id(1), reason: 'Moved west.' })
  const retracted = told('ClaimRetracted', { claimId: id(2), reason: 'error' })
  expect(read(subject, streamOf(subject, role(transit), role(rising), ended, retracted))).toMatchObject({
    roles: [],
    endedRoles: [{ ...transit, claimIds: [id(1)], ended: { eventId: id(3), reason: 'Moved west.' } }],
  })
})

it('is listed by its code', () => {
  const { rows } = project(subject, streamOf(subject, role(transit)), everyone)
  expect(rows.map(({ partition, sort }) => [partition, sort])).toStrictEqual([
    [`card/${subject}`, 'card'],
    ['list/countries', 'kz'],
  ])
})
