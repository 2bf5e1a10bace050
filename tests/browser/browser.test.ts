import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listen } from '../../infra/local/loopback.ts'
import { inBrowser } from './browser.ts'

const pages: Record<string, string> = {
  '/good': '<!doctype html><title>Good</title><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">',
  '/bad': `<!doctype html><title>Bad</title><link rel="icon" href="data:,">
    <script>console.error('told'); throw new Error('thrown')</script>
    <img src="http://elsewhere.invalid/picture.png" alt="">`,
  '/policy': '<!doctype html><title>Policy</title><link rel="icon" href="data:,"><script>1</script>',
}

let server: Server
let origin: string

beforeAll(async () => {
  server = createServer(({ url = '/' }, response) => {
    const policy = url === '/policy' ? { 'content-security-policy': "script-src 'none'" } : {}
    response.writeHead(200, { 'content-type': 'text/html', ...policy }).end(pages[url])
  })
  origin = await listen(server, 0)
})
afterAll(() => server.close())

inBrowser('a visitor', ({ visitor }) => {
  it('sees what goes wrong, and nothing where nothing does', async () => {
    const { page, faults } = await visitor(origin)
    await page.goto(`${origin}/good`)
    expect(faults()).toEqual([])
    await page.goto(`${origin}/bad`)
    expect(faults().sort()).toEqual([
      expect.stringMatching(/^console: Failed to load resource/),
      'console: told',
      'request to http://elsewhere.invalid',
      'script: thrown',
    ])
    await page.goto(`${origin}/policy`)
    expect(faults()).toEqual([expect.stringContaining('Content Security Policy')])
  })
})
