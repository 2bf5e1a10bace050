import { expect, it } from 'vitest'
import { routerOf } from '../../../infra/local/http-routes.ts'

const keys = [
  '$default',
  'ANY /{proxy+}',
  'GET /pets/{id}',
  'GET /pets/dog',
  'ANY /pets/{id}',
  'GET /pets/{id}/toys',
  'POST /v1/events',
  'GET /files/{path+}',
]
const route = routerOf(keys.map((key) => ({ key, functionArn: key, timeoutMs: 1 })))
const without = routerOf([{ key: 'POST /v1/events', functionArn: 'f', timeoutMs: 1 }])

/** After "Routing API requests" in the API Gateway guide: full match, then greedy, then `$default`. */
it.each([
  ['GET', '/pets/dog', 'GET /pets/dog'],
  ['GET', '/pets/cat', 'GET /pets/{id}'],
  ['PUT', '/pets/dog', 'ANY /pets/{id}'],
  ['GET', '/pets/1/toys', 'GET /pets/{id}/toys'],
  ['GET', '/pets/1/names', 'ANY /{proxy+}'],
  ['POST', '/v1/events', 'POST /v1/events'],
  ['GET', '/v1/events', 'ANY /{proxy+}'],
  ['POST', '/v1/events/', 'ANY /{proxy+}'],
  ['GET', '/', '$default'],
  ['GET', '/files/a/b', 'GET /files/{path+}'],
])('%s %s takes %s', (method, path, key) => expect(route(method, path)?.route.key).toBe(key))

it('names the parameters of a path', () => {
  expect(route('GET', '/pets/7/toys')?.pathParameters).toStrictEqual({ id: '7' })
  expect(route('GET', '/files/a/b')?.pathParameters).toStrictEqual({ path: 'a/b' })
})

it('takes no route where there is none', () => expect(without('GET', '/v1/events')).toBeUndefined())
