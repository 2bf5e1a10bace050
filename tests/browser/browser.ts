/** Pages in a real browser. Tests of them skip where no Chromium is installed, and say so. */
import { existsSync } from 'node:fs'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const isInstalled = existsSync(executablePath)

export type Visitor = {
  page: Page
  context: BrowserContext
  /** What went wrong since the last call: errors of the console, policy violations among them, and requests off the host. */
  faults(): string[]
}

export type Browsing = {
  /** Somebody with cookies of their own. @param origin the one host that may be asked for anything. */
  visitor(origin: string, options?: BrowserContextOptions): Promise<Visitor>
}

/** Tests that share one browser. Visitors are gone when they have ended. */
export function inBrowser(name: string, tests: (browsing: Browsing) => void): void {
  describe.skipIf(!isInstalled)(isInstalled ? name : `${name} (no browser at ${executablePath})`, () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await chromium.launch({
        executablePath,
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      })
    })
    afterAll(() => browser?.close())
    tests({
      visitor: async (origin, options = {}) => {
        const context = await browser.newContext({ locale: 'en-GB', ...options })
        const faults = watched(context, origin)
        return { context, page: await context.newPage(), faults }
      },
    })
  })
}

function watched(context: BrowserContext, origin: string): () => string[] {
  const found: string[] = []
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol !== 'data:' && url.origin !== origin) found.push(`request to ${url.origin}`)
  })
  context.on('console', (message) => {
    if (message.type() === 'error') found.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => found.push(`script: ${error.error().message}`))
  return () => found.splice(0)
}
