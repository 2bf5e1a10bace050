import { beforeAll, expect, it } from 'vitest'
import type { ConsoleWorld } from '../functions/console/console.ts'
import { populated } from '../functions/console/populated.ts'
import { red, seizure } from '../support/posts.ts'
import { inBrowser, type Visitor } from './browser.ts'
import { origin, visitorOf } from './console-visitors.ts'

/** The console as people use it: with a mouse, with a keyboard alone, and while something new comes in. */
let world: ConsoleWorld
beforeAll(async () => {
  world = await populated()
})

type Page = Visitor['page']

const viewBox = (page: Page) => page.locator('svg[data-pan-zoom]').first().getAttribute('viewBox')
const address = (page: Page) => page.url().slice(origin.length)
const title = (page: Page) => page.locator('h1').textContent()

/** Presses Tab until something that matches has the focus. @throws Error after `max` of them. */
async function tabTo(page: Page, selector: string, max = 80): Promise<void> {
  for (let pressed = 0; pressed < max; pressed++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return
  }
  throw new Error(`${selector} is not reached by keyboard`)
}

inBrowser('somebody who looks', (browsing) => {
  it('skips by keyboard to the content, and sees the way there', async () => {
    const { page } = await visitorOf(world, browsing, undefined)
    await page.goto(`${origin}/console/routes`)
    await page.keyboard.press('Tab')
    const skip = page.locator('.skip')
    expect((await skip.boundingBox())?.x).toBeGreaterThanOrEqual(0)
    await page.keyboard.press('Enter')
    expect(address(page)).toBe('/console/routes#content')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(`document.activeElement.closest('main') !== null`)).toBe(true)
  })

  it('fills the filter bar by keyboard, and the address holds what was asked for, on the next page, too', async () => {
    const { page } = await visitorOf(world, browsing, undefined)
    await page.goto(`${origin}/console/seizures`)
    await tabTo(page, '#filter-country')
    await page.keyboard.type('Kazakhstan')
    await tabTo(page, '#filter-from', 3)
    await page.keyboard.type('2024')
    await page.keyboard.press('Enter')
    await page.waitForURL(/country=/)
    const asked = new URL(page.url()).searchParams
    expect([asked.get('country'), asked.get('from'), asked.get('substance')]).toEqual(['KZ', '2024', ''])
    const places = await page.locator('main tbody tr').allTextContents()
    expect(places.length).toBeGreaterThan(0)
    expect(places.filter((row) => !row.includes('Kazakhstan'))).toEqual([])
    await tabTo(page, 'nav a[href^="/console/timeline"]')
    await page.keyboard.press('Enter')
    await page.waitForURL(/timeline/)
    expect(address(page)).toBe('/console/timeline?country=KZ&from=2024')
    expect(await page.locator('#filter-country').inputValue()).toBe('KZ')
  })

  it('zooms and moves a map by keyboard while one of its buttons has the focus', async () => {
    const { page } = await visitorOf(world, browsing, undefined)
    await page.goto(`${origin}/console/map`)
    const whole = await viewBox(page)
    await tabTo(page, '.zoom button')
    const pressed = async (key: string) => {
      await page.keyboard.press(key)
      return viewBox(page)
    }
    const near = await pressed('+')
    const nearer = await pressed('Enter')
    const moved = await pressed('ArrowRight')
    expect(new Set([whole, near, nearer, moved]).size).toBe(4)
    expect(Number(moved?.split(' ')[0])).toBeGreaterThan(Number(nearer?.split(' ')[0]))
    expect(await pressed('0')).toBe(whole)
    expect(await pressed('-')).toBe(whole)
    expect(await page.evaluate(`document.activeElement.parentElement.className`)).toBe('zoom')
  })

  it('moves the focus of a link chart by keyboard, goes back, and moves it by a click', async () => {
    const { page } = await visitorOf(world, browsing, undefined)
    await page.goto(`${origin}/console/graph?focus=routes/northern`)
    const before = await title(page)
    await tabTo(page, 'svg.graph a[href*="focus=actors"]')
    await page.keyboard.press('Enter')
    await page.waitForURL(/focus=actors/)
    expect(await title(page)).not.toBe(before)
    expect(await page.locator('svg.graph .graph-focus').count()).toBe(1)
    await page.goBack()
    expect([await title(page), address(page)]).toEqual([before, '/console/graph?focus=routes/northern'])
    await page.locator('svg.graph a[href*="focus=countries%2Fkz"] path').first().click()
    await page.waitForURL(/focus=countries%2Fkz/)
    expect(await title(page)).toBe('Link chart: Kazakhstan')
  })
  it('looks back by the field, and sees what a card was', async () => {
    const { page } = await visitorOf(world, browsing, undefined)
    await page.goto(`${origin}/console/routes/northern`)
    const legs = () => page.locator('main tbody th:has-text("→")').count()
    const present = await legs()
    const early = (await page.locator('.history time').nth(-3).getAttribute('datetime')) ?? ''
    await page.locator('#filter-knownAt').fill(early)
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    expect(new URL(page.url()).searchParams.get('knownAt')).toBe(early)
    expect(await page.locator('.as-of').first().textContent()).toContain('As of')
    expect(await legs()).toBeLessThan(present)
    await page.getByRole('link', { name: 'Back to the present' }).click()
    expect([address(page), await legs()]).toEqual(['/console/routes/northern', present])
  })

  it('is shown what comes in without a reload, with how far it may be passed on, but not while it is at something', async () => {
    const { page } = await visitorOf(world, browsing, 'kz-moi')
    await page.clock.install()
    const start = '/console?substance=heroin'
    await page.goto(origin + start)
    await page.evaluate('window.isTheSame = true')
    const later = async () => {
      await page.clock.runFor(30_000)
      await page.waitForTimeout(300)
    }
    const banner = () => page.locator('.marking strong').textContent()
    const figures = () => page.locator('main').textContent()
    const [marked, before] = [await banner(), await figures()]
    await world.recorded(
      seizure({ occurred: { from: '2026-11-20', precision: 'day' } }, { id: 'new', marking: red() }),
    )
    await world.project()

    await page.getByRole('button', { name: 'Zoom in' }).click()
    await later()
    expect(await figures()).toBe(before)
    await page.keyboard.press('0')
    await later()
    expect(await figures()).toBe(before)
    await page.locator('h1').click()
    await later()
    expect(await figures()).not.toBe(before)
    expect([marked, await banner()]).toEqual(['TLP:AMBER', 'TLP:RED'])
    expect([await page.evaluate('window.isTheSame'), address(page)]).toEqual([true, start])
    expect(await page.getByRole('button', { name: 'Zoom in' }).count()).toBe(1)
  })
})
