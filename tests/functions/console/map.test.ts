import { beforeAll, expect, it } from 'vitest'
import { monthsIn } from '../../../functions/console/month-by-month.tsx'
import type { ConsoleWorld } from './console.ts'
import { populated } from './populated.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await populated()
})

it('walks month by month, from and to the months that are known', async () => {
  const { html } = await world.visit('/console/map?from=2024-04&to=2024-04&substance=heroin')
  expect(html).toContain('Routes and seizures, April 2024')
  expect(html).toMatch(/from=(202[34]-\d\d)&amp;to=\1&amp;substance=heroin">The month before/)
  expect(html).toMatch(/href="\/console\/map\?substance=heroin">All months/)
})

it('shows two periods beside each other, and says which is which', async () => {
  const { html } = await world.visit('/console/map?from=2024&to=2024&besideFrom=2025&besideTo=2025')
  expect(html).toContain('<h2>Routes and seizures, 2024</h2>')
  expect(html).toContain('<h2>Routes and seizures, 2025</h2>')
  expect(html.match(/<svg class="map"/g)).toHaveLength(2)
})

it('leaves as a picture of its own', async () => {
  const { headers, html } = await world.visit('/console/map?picture=svg')
  expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(html).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/)
  expect(html).toContain('<style>')
})

it('says what to do where there is nothing', async () => {
  const { html } = await world.visit('/console/map?country=NZ')
  expect(html).toContain('Nothing to show for these filters')
})

it('adds up a month over its countries', () => {
  const coverage = { converted: 1, unconverted: 0 }
  const items = [
    { month: '2024-04', country: 'KZ' as const, seizures: 1, kilograms: '1.5', coverage },
    { month: '2024-05', country: 'KZ' as const, seizures: 1, kilograms: '1', coverage },
    { month: '2024-04', country: 'UZ' as const, seizures: 2, kilograms: '2.5', coverage },
    { country: 'UZ' as const, seizures: 2, kilograms: '2.5', coverage },
  ]
  expect(monthsIn(items)).toEqual([
    { month: '2024-05', seizures: 1, kg: 1 },
    { month: '2024-04', seizures: 3, kg: 4 },
  ])
})
