import { expect, it } from 'vitest'
import { monthBefore } from '../../../functions/console/overview-data.ts'
import { consoleOver } from './console.ts'
import { populated } from './populated.ts'

it('compares twelve months with the twelve before', () => {
  const now = new Date('2026-02-28T23:00:00Z')
  expect([0, 1, 2, 11, 12, 23].map((months) => monthBefore(now, months))).toEqual([
    '2026-02',
    '2026-01',
    '2025-12',
    '2025-03',
    '2025-02',
    '2024-03',
  ])
})

it('says what to do where there is nothing', async () => {
  const { html } = await (await consoleOver()).visit('/console')
  expect(html).toContain('Nothing that you may see has been reported yet.')
})

it('shows each reader the figures of what it may see', async () => {
  const world = await populated()
  const figures = async (by?: string) =>
    [...(await world.visit('/console', by ? { by } : {})).html.matchAll(/<b>([^<]+)<\/b>/g)].map(
      ([, text]) => text,
    )
  const [everyone, centre] = [await figures(), await figures('centre')]
  expect(everyone).toHaveLength(4)
  expect(Number(centre[0])).toBeGreaterThan(Number(everyone[0]))
  const months = { from: '2025-12', to: '2026-11' }
  const { body } = await world.ask(`/v1/statistics/seizures?by=country&from=${months.from}&to=${months.to}`)
  const counted = (body.items as never as { seizures: number }[]).reduce(
    (sum, { seizures }) => sum + seizures,
    0,
  )
  expect(everyone[0]).toBe(String(counted))
})
