import { beforeEach, expect, it } from 'vitest'
import { acceptedOf } from '../../../functions/http/accept.ts'
import { type Door, openDoor } from '../../support/intake.ts'
import { route } from '../../support/posts.ts'
import { newIssuer } from '../../support/tokens.ts'
import { newWorld } from '../../support/world.ts'

it.each([
  [undefined, 'application/json'],
  ['', 'application/json'],
  ['text/csv, */*;q=0.1', 'text/csv'],
  ['*/*', 'application/json'],
  ['TEXT/CSV;q=0.2, application/*;q=0.1', 'text/csv'],
])('of JSON and CSV, %j likes best %s', (accept, type) =>
  expect(acceptedOf(accept, ['application/json', 'text/csv'])).toBe(type),
)

let door: Door
beforeEach(async () => {
  door = openDoor(await newWorld(), await newIssuer())
})

it.each(['application/xml', 'text/*', 'application/json;q=0, */*', 'application/problem+json'])(
  'a sender that reads %s alone is answered 406, and nothing is recorded',
  async (accept) => {
    const event = route('unread')
    const answer = await door.post(event, { headers: { accept } })
    expect([answer.status, answer.body.type]).toStrictEqual([406, '/problems/not-acceptable'])
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect((await door.post(event, { headers: { accept: 'text/html, application/json' } })).status).toBe(201)
  },
)
