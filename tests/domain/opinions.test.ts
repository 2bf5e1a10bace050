import { describe, expect, it } from 'vitest'
import { claim, graded, route, statuses, value } from './estimates.ts'
import { envelope, id, told } from './stream.ts'

const { marking } = envelope

describe('what is said about a claim', () => {
  it('disputes it, and lets an undisputed claim come first', () => {
    const dispute = told(
      'ClaimDisputed',
      { claimId: id(1), reason: 'Double counted.', counterClaim: id(2), marking },
      { postedBy: 'ru-authority' },
    )
    const events = route(value('1', '2', { grading: graded('A', '2') }), value('3', '4'), dispute)
    expect(statuses(events)).toStrictEqual(['disputed', 'preferred'])
    expect(claim(events)?.disputes).toStrictEqual([
      {
        eventId: id(3),
        postedBy: 'ru-authority',
        recordedAt: '2024-03-20T06:03:00.000Z',
        reason: 'Double counted.',
        counterClaim: id(2),
      },
    ])
    const alone = events.filter(({ eventId }) => eventId !== id(2))
    expect(claim(alone)?.disputes?.[0]).not.toHaveProperty('counterClaim')
  })
  it('counts once for each agency, by its latest opinion', () => {
    const endorse = (postedBy: string) => told('ClaimEndorsed', { claimId: id(1), marking }, { postedBy })
    const dispute = told(
      'ClaimDisputed',
      { claimId: id(1), reason: 'No.', marking },
      { postedBy: 'ru-authority' },
    )
    const events = route(
      value('1', '2'),
      dispute,
      endorse('ru-authority'),
      endorse('kg-authority'),
      endorse('kg-authority'),
    )
    expect(claim(events)?.endorsements?.map(({ postedBy }) => postedBy)).toStrictEqual([
      'ru-authority',
      'kg-authority',
    ])
    expect(claim(events)?.status).toBe('preferred')
  })
  it('regrades it', () => {
    const events = route(
      value('1', '2'),
      told('ClaimRegraded', { claimId: id(1), grading: graded('D', '4'), reason: 'Reassessed.' }),
    )
    expect(claim(events)?.grading).toMatchObject({
      sent: graded('D', '4'),
      admiralty: { source: 'D', information: '4' },
    })
  })
  it('keeps a retraction when its reason is redacted', () => {
    const events = route(
      value('1', '2'),
      told('ClaimRetracted', { claimId: id(1), reason: 'error' }, { redacted: true }),
    )
    expect(statuses(events)).toStrictEqual(['retracted'])
  })
})
