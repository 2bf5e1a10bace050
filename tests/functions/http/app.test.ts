import { expect, it } from 'vitest'
import { httpApp, problem } from '../../../functions/http/app.ts'
import { Unavailable } from '../../../functions/ledger/ledger.ts'

/** What lies between a reader and us must never answer another one with it: CloudFront relies on this (ADR-0026). */
it('says of every answer, also of a fault, that it is for one reader and not to be kept', async () => {
  const app = httpApp()
    .get('/fine', (c) => c.json({}))
    .get('/refused', (c) => problem(c, { slug: 'not-found', detail: 'Nothing.' }))
    .get('/unavailable', () => {
      throw new Unavailable('the store')
    })
    .get('/fault', () => {
      throw new Error('ours')
    })
  const answers = await Promise.all(
    ['/fine', '/refused', '/unavailable', '/fault'].map((path) => app.request(path)),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 503, 500])
  for (const { headers } of answers) expect(headers.get('cache-control')).toBe('private, no-store')
})
