import { describe, expect, it } from 'vitest'
import { daysLeft, soonDays, trackOf } from '../../../functions/console/due.ts'

const at = (time: string) => new Date(time)
const open = { status: 'made', measurable: true }

describe('the days that are left', () => {
  it.each([
    ['2024-06-30', '2024-06-30T23:59:59Z', 0],
    ['2024-06-30', '2024-07-01T00:00:00Z', -1],
    ['2024-06-30', '2024-06-29T12:00:00Z', 1],
    ['2024-02', '2024-02-01T00:00:00Z', 28],
    ['2024', '2024-12-31T10:00:00Z', 0],
    ['2023', '2024-01-01T00:00:00Z', -1],
    ['2024-06-30T18:00:00+05:00', '2024-06-30T20:00:00Z', 0],
  ])('until %s at %s: %i', (due, now, days) => {
    expect(daysLeft(due, at(now))).toBe(days)
  })
})

describe('a commitment', () => {
  const now = at('2024-03-20T06:00:00Z')
  it.each([
    ['overdue', { ...open, due: '2024-03-19' }],
    ['soon', { ...open, due: '2024-03-20' }],
    ['soon', { ...open, due: '2024-03' }],
    ['soon', { ...open, status: 'in-progress', due: '2024-06-18' }],
    ['later', { ...open, due: '2024-06-19' }],
    ['later', { ...open, due: '2024' }],
    ['undated', open],
    ['undated', { ...open, measurable: false, due: '2020' }],
    ['done', { ...open, status: 'fulfilled', due: '2020' }],
    ['ended', { ...open, status: 'lapsed', due: '2020' }],
    ['ended', { ...open, status: 'withdrawn' }],
    ['ended', { ...open, status: 'retracted' }],
  ])('is %s: %j', (track, commitment) => {
    expect(trackOf(commitment, now)).toBe(track)
  })

  it('is due soon for as many days as the page says', async () => {
    const { commitmentsTexts } = await import('../../../functions/console/texts/commitments.ts')
    for (const lang of ['en', 'ru'] as const)
      expect(commitmentsTexts[lang].tracks.soon).toContain(String(soonDays))
  })
})
