import type { Random } from '../simulation/random.ts'

/** Headers that clients, proxies and the curious send. */
const values: Readonly<Record<string, readonly string[]>> = {
  accept: [
    'text/csv',
    '*/*;q=0',
    'application/xml',
    ',,,',
    'a/b;q=x',
    'application/geo+json',
    'text/html, */*;q=0.1',
  ],
  'if-match': ['*', '"a"', 'W/"a"', '"a", "b"', 'a', '""', '3', '*, "a"'],
  'if-none-match': ['*', '"a"', 'x', 'W/"a", "b"', ','],
  prefer: [
    'respond-async',
    'respond-async; wait=1',
    'return=minimal',
    ',',
    'Respond-Async, handling=lenient',
  ],
  'content-type': [
    'application/json; charset=utf-8',
    'application/json; charset=latin1',
    'text/plain',
    'application/cloudevents-batch+json',
    'application/x-ndjson',
    'application/xml',
    '',
    ';',
    'a/b;c',
  ],
  'content-encoding': ['gzip', 'identity', 'br', 'x'],
  authorization: ['Bearer', 'Bearer a.b.c', 'Basic a3o6eA==', 'bearer x', 'Bearer a.b.c.d.e', 'Digest x', ''],
  cookie: ['a=b; agency=centre', ';;;', '='],
  range: ['bytes=0-1'],
  expect: ['tea'],
  'x-http-method-override': ['DELETE'],
  'x-forwarded-for': ['127.0.0.1, centre'],
  'x-agency': ['centre'],
  traceparent: ['00-x'],
  origin: ['null'],
  'transfer-encoding': ['chunked'],
  'accept-encoding': ['gzip;q=0, br'],
  host: ['evil.example', ''],
  connection: ['close', 'upgrade'],
  upgrade: ['websocket'],
}
const names = Object.keys(values)

export function oddHeaders(random: Random): Record<string, string> {
  if (!random.chance(0.25)) return {}
  const chosen = Array.from({ length: random.pick([1, 1, 2, 3]) }, () => random.pick(names))
  return Object.fromEntries(chosen.map((name) => [name, random.pick(values[name] ?? [''])]))
}
