import { expect, it } from 'vitest'
import { sampleConsole } from './console.ts'

const world = await sampleConsole()

it('shows the board to everyone', async () => {
  const { status, html } = await world.visit('/console/routes')
  if (process.env.LOOK) (await import('node:fs')).writeFileSync('/tmp/routes.html', html)
  expect(status, html).toBe(200)
})
