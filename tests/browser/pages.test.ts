import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContextOptions } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ConsoleWorld } from '../functions/console/console.ts'
import { populated } from '../functions/console/populated.ts'
import { inBrowser, type Visitor } from './browser.ts'
import { addressesIn, origin, readers, visitorOf } from './console-visitors.ts'
import { beyondTheSide, coloured, controls, spilling, unread, unseenFocus } from './looking.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** All of it: `npm run test:pages`, as CI does. In short, some readers, and every fifth page held against WCAG. */
const isWhole = process.env.ROUTEWATCH_PAGES === 'all'
const some = <T>(of: readonly T[], step: number): readonly T[] =>
  of.filter((_, index) => isWhole || index % step === 0)

const widths: readonly [string, BrowserContextOptions][] = [
  ['400 px wide', { viewport: { width: 400, height: 800 } }],
  ['1280 px wide', { viewport: { width: 1280, height: 900 } }],
  ['1280 px wide at 200 %', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
]

let world: ConsoleWorld
let addresses: readonly [string, string][]
beforeAll(async () => {
  world = await populated()
  addresses = await addressesIn(world)
})

/** What WCAG 2.2 AA asks for and the page lacks. The page's policy forbids other scripts: the checker comes by the debugger. */
async function violations({ page }: Visitor): Promise<string[]> {
  await page.evaluate(axe)
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const found = await page.evaluate<Found>(`axe.run(document, { runOnly: ${JSON.stringify(tags)} })`)
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
  )
}

type Found = { violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }

inBrowser('every page', (browsing) => {
  describe.each(some(readers, 3))('as %s', (by) => {
    it('is shown without a fault, and without a request to elsewhere', async () => {
      const { page, faults } = await visitorOf(world, browsing, by)
      for (const [name, address] of addresses) {
        const response = await page.goto(`${origin}${address}`)
        const isRefused = name === 'what is not there' || (name === 'submissions' && by === undefined)
        expect([name, (response?.status() ?? 0) >= 400]).toEqual([name, isRefused])
        // A browser tells of every answer that refuses.
        expect([name, faults().filter((fault) => !(isRefused && /status of 40[14]/.test(fault)))]).toEqual([
          name,
          [],
        ])
      }
    })
  })

  describe.each([
    ['light', 'en', 1280],
    ['dark', 'ru', 390],
  ] as const)('%s, in %s, %i wide', (theme, lang, width) => {
    it('is for everyone (WCAG 2.2 AA)', async () => {
      const visitor = await visitorOf(world, browsing, 'kz-moi', {
        theme,
        lang,
        viewport: { width, height: 900 },
      })
      for (const [name, address] of some(addresses, 5)) {
        await visitor.page.goto(`${origin}${address}`)
        expect([name, await violations(visitor)]).toEqual([name, []])
      }
    })
  })

  it.each(some(widths, 3))('%s reaches neither beyond the side nor out of its cells', async (_, options) => {
    for (const lang of some(['ru', 'en'] as const, 2)) {
      const { page } = await visitorOf(world, browsing, 'kz-moi', { lang, ...options })
      for (const [name, address] of some(addresses, 4)) {
        await page.goto(`${origin}${address}`)
        expect([name, await page.evaluate(beyondTheSide)]).toEqual([name, []])
        expect([name, await page.evaluate(spilling)]).toEqual([name, []])
      }
    }
  })

  it('is black on white on paper: what it tells is there, what could be pressed is not', async () => {
    const { page } = await visitorOf(world, browsing, 'kz-moi', {
      theme: 'dark',
      // A sheet of A4 at 96 dots an inch, less its margins.
      viewport: { width: 720, height: 1040 },
    })
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    for (const [name, address] of some(addresses, 4)) {
      await page.goto(`${origin}${address}`)
      expect(await page.locator('.marking:visible, h1:visible').count()).toBe(2)
      expect([name, await page.evaluate(controls)]).toEqual([name, []])
      expect([name, await page.evaluate(unread)]).toEqual([name, []])
      expect([name, await page.evaluate(coloured)]).toEqual([name, []])
    }
  })

  it('tells the same without a script', async () => {
    const { page } = await visitorOf(world, browsing, 'kz-moi', { javaScriptEnabled: false })
    const scripted = await visitorOf(world, browsing, 'kz-moi')
    for (const [name, address] of some(addresses, 10)) {
      const told = await Promise.all(
        [page, scripted.page].map(async (looked) => {
          await looked.goto(`${origin}${address}`)
          return looked.locator('main').textContent()
        }),
      )
      expect([name, told[0]]).toEqual([name, told[1]?.replaceAll('+−⤢', '')])
    }
    await page.goto(`${origin}/console/seizures`)
    await page.selectOption('#filter-country', 'KZ')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    expect(page.url()).toContain('country=KZ')
    expect(await page.locator('main tbody tr', { hasText: 'Kazakhstan' }).count()).toBeGreaterThan(0)
    expect(await page.locator('main tbody tr', { hasNotText: 'Kazakhstan' }).count()).toBe(0)
  })

  it('shows where the focus is', async () => {
    const { page } = await visitorOf(world, browsing, 'kz-moi')
    for (const [name, address] of some(addresses, 6)) {
      await page.goto(`${origin}${address}`)
      expect([name, await page.evaluate(unseenFocus)]).toEqual([name, []])
    }
  })
})
