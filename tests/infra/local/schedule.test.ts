import { describe, expect, it } from 'vitest'
import { scheduleOf } from '../../../infra/local/schedule.ts'

const at = (time: string) => Date.parse(time)
const monday = at('2026-11-23T10:15:30Z')

describe('rate', () => {
  it('fires once its interval has passed', () => {
    const due = scheduleOf('rate(15 minutes)')
    expect(due(monday + 15 * 60_000 - 1, monday)).toBe(false)
    expect(due(monday + 15 * 60_000, monday)).toBe(true)
  })
})

/** Cases of "Creating a rule that runs on a schedule" in the EventBridge user guide. */
describe('cron', () => {
  it.each([
    ['cron(0 10 * * ? *)', '2026-11-23T10:00:05Z', true],
    ['cron(0 10 * * ? *)', '2026-11-23T10:01:05Z', false],
    ['cron(15 12 * * ? *)', '2026-11-23T12:15:00Z', true],
    ['cron(0 18 ? * MON-FRI *)', '2026-11-23T18:00:00Z', true],
    ['cron(0 18 ? * MON-FRI *)', '2026-11-22T18:00:00Z', false],
    ['cron(0 8 1 * ? *)', '2026-12-01T08:00:00Z', true],
    ['cron(0/15 * * * ? *)', '2026-11-23T10:45:00Z', true],
    ['cron(0/15 * * * ? *)', '2026-11-23T10:46:00Z', false],
    ['cron(0/5 8-17 ? * 2-6 *)', '2026-11-23T17:55:00Z', true],
    ['cron(0 0 1 JAN,JUL ? 2027)', '2027-07-01T00:00:30Z', true],
    ['cron(0 0 1 JAN,JUL ? 2027)', '2028-07-01T00:00:30Z', false],
  ])('%s at %s: %s', (expression, time, expected) =>
    expect(scheduleOf(expression)(at(time), at(time) - 3_600_000)).toBe(expected),
  )

  it('fires once a minute', () =>
    expect(scheduleOf('cron(* * * * ? *)')(monday + 10_000, monday)).toBe(false))
})

it.each([
  'rate(1 minutes)',
  'rate(2 minute)',
  'rate(0 minutes)',
  'rate(5 seconds)',
  'cron(0 10 * * *)',
  'cron(0 10 * * * *)',
  'cron(0 10 ? * ? *)',
  'cron(60 10 * * ? *)',
  'cron(0/0 10 * * ? *)',
  'cron(0 10 L * ? *)',
  'every day',
])('refuses %s', (expression) => expect(() => scheduleOf(expression)).toThrow(/not valid/))
