import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import type { ConsoleWorld } from '../functions/console/console.ts'
import { populated } from '../functions/console/populated.ts'
import { root } from '../support/sources.ts'
import { inBrowser, type Visitor } from './browser.ts'
import { origin, visitorOf } from './console-visitors.ts'

/** `npm run shots`: what is tried here becomes the README's pictures. In short (`npm test`), only the first of them. */
const shots = process.env.ROUTEWATCH_SHOTS
const folder = join(root, 'docs/pictures')

let world: ConsoleWorld
beforeAll(async () => {
  world = await populated()
  if (shots) mkdirSync(folder, { recursive: true })
})

/** Texts of a picture that cover each other or reach out of it, as the browser has laid them out. */
const collisions = (page: Visitor['page'], picture: string): Promise<string[]> =>
  page.evaluate(`(() => {
    const found = []
    for (const svg of document.querySelectorAll(${JSON.stringify(picture)})) {
      const whole = svg.getBoundingClientRect()
      const texts = [...svg.querySelectorAll('text')].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }))
      for (const { text, box } of texts)
        if (box.left < whole.left - 1 || box.right > whole.right + 1 || box.top < whole.top - 1 || box.bottom > whole.bottom + 1) found.push(text + ' reaches out')
      texts.forEach((one, i) => texts.slice(i + 1).forEach((other) => {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
        // Half a pixel is what rounding makes.
        if (across > 0.5 && down > 2) found.push(one.text + ' covers ' + other.text)
      }))
    }
    return found
  })()`)

const pictures = [
  ['overview', '/console', 'svg.map'],
  ['map', '/console/map', 'svg.map'],
  ['route', '/console/routes/northern', 'svg.map'],
  ['graph', '/console/graph?focus=routes/synthetic-1&depth=2', 'svg.graph'],
  ['timeline', '/console/timeline', 'svg.lanes'],
] as const
const isWhole = shots !== undefined || process.env.ROUTEWATCH_PAGES === 'all'

inBrowser('pictures', (browsing) => {
  it.each(isWhole ? pictures : pictures.slice(0, 1))(
    'of %s are there, and their names do not collide',
    async (name, address, picture) => {
      for (const lang of ['en', 'ru'] as const) {
        const { page } = await visitorOf(world, browsing, 'kz-moi', {
          lang,
          viewport: { width: 1280, height: 860 },
        })
        await page.goto(`${origin}${address}`)
        expect(await page.locator(picture).count()).toBeGreaterThan(0)
        expect([lang, await collisions(page, picture)]).toEqual([lang, []])
        if (shots && lang === 'en') await page.screenshot({ path: join(folder, `${name}.png`) })
      }
    },
  )
})
