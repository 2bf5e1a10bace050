import { request } from './raw.ts'

/** Requests that are wrong before any event is looked at. Statuses as in API.md, where the catalogue says otherwise. */

const json = ['content-type: application/cloudevents+json']
const bytes = (...parts: (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((one) => (typeof one === 'string' ? Buffer.from(one) : Buffer.from(one))))
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
const sized = (size: number): string => `{"a":"${'x'.repeat(size - 8)}"}`

type BadBody = [covers: string, what: string, body: string | Uint8Array, status: number, type?: string]
/** Posted by kz-moi as one event, unless the last column names another media type. */
export const badBodies: BadBody[] = [
  ['malformed-json', 'cut short', '{"a":', 400],
  ['malformed-json', 'empty', '', 400],
  ['json-array-root', 'an array for one event', '[]', 422],
  ['json-array-root', 'null', 'null', 422],
  ['json-array-root', 'a number', '1e400', 422],
  ['malformed-json', 'a number that would become zero', '{"data":{"arrestsCount":1e-400}}', 400],
  ['json-trailing-garbage', 'two documents', '{"ok":1} {}', 400],
  [
    'json-duplicate-key-nested',
    'a key twice, deep inside',
    '{"data":{"place":{"point":{"lat":1,"lat":2}}}}',
    400,
  ],
  ['json-duplicate-key-escaped', 'a key twice in two spellings', '{"type":"a","t\\u0079pe":"b"}', 400],
  ['json-proto-key', 'the prototype', '{"data":{"__proto__":{"role":"admin"}}}', 400],
  ['json-depth-10000', 'very deep', nested(10_000), 400],
  ['json-depth-17', 'a level too deep', nested(17), 400],
  ['json-depth-17', 'as deep as may be', nested(16), 422],
  ['invalid-utf8-body', 'no UTF-8', bytes('{"a":', [0x22, 0xff, 0x22], '}'), 400],
  ['overlong-utf8', 'NUL in two bytes', bytes('{"a":"', [0xc0, 0x80], '"}'), 400],
  ['a byte order mark', 'before the JSON', bytes([0xef, 0xbb, 0xbf], '{}'), 400],
  ['body-over-limit', 'a byte too much', sized(256 * 1024 + 1), 413],
  ['body-over-limit', 'as much as may be', sized(256 * 1024), 422],
  [
    'batch-too-many',
    '101 events',
    JSON.stringify(Array(101).fill({})),
    413,
    'application/cloudevents-batch+json',
  ],
  [
    'batch-too-many',
    'a batch of 4 MiB and a byte',
    `[${sized(4 * 1024 * 1024 - 1)}]`,
    413,
    'application/cloudevents-batch+json',
  ],
  ['json-array-root', 'a batch that is no array', '{}', 422, 'application/cloudevents-batch+json'],
  ['json-array-root', 'an empty batch', '[]', 422, 'application/cloudevents-batch+json'],
  ['malformed-json', 'a batch cut short', '[{}', 400, 'application/cloudevents-batch+json'],
  ['malformed-json', 'no line at all', '\n \n', 400, 'application/x-ndjson'],
  ['content-type-text-plain', 'as plain text', '{}', 415, 'text/plain'],
  ['content-type-form', 'as a form', '{}', 415, 'application/x-www-form-urlencoded'],
  ['another charset', 'in Latin 1', '{}', 415, 'application/json; charset=iso-8859-1'],
]

type BadPath = [
  covers: string,
  method: string,
  path: string,
  status: number,
  headers?: Record<string, string>,
]
export const badPaths: BadPath[] = [
  ['accept-not-json', 'GET', '/v1/routes', 406, { accept: 'application/xml' }],
  ['method-not-allowed', 'PUT', '/v1/events', 405],
  ['method-not-allowed', 'GET', '/v1/events', 405],
  ['method-not-allowed', 'POST', '/v1/routes', 405],
  ['method-delete-event', 'DELETE', '/v1/routes/open', 405],
  ['method-patch-event', 'PATCH', '/v1/routes/open', 405],
  [
    'cors-preflight-unknown-origin',
    'OPTIONS',
    '/v1/events',
    405,
    { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
  ],
  ['url-too-long', 'GET', `/v1/routes/${'x'.repeat(4_000)}`, 414],
  ['url-too-long', 'GET', `/v1/actors?q=${'x'.repeat(9_000)}`, 414],
  ['path-traversal-encoded', 'GET', '/v1/routes/%2e%2e%2fadmin', 404],
  ['path-nul', 'GET', '/v1/routes/a%00b', 404],
  // The gateway cannot decode it, hence no function sees it: 400, as for any malformed request.
  ['path-bad-percent', 'GET', '/v1/routes/%E0%A4%A', 404],
  ['path-id-key-separator', 'GET', '/v1/routes/open%23other', 404],
  ['path-id-key-separator', 'GET', '/v1/routes/open%7Cpublic', 404],
  ['query-param-duplicate', 'GET', '/v1/routes?limit=1&limit=2', 400],
  ['query-limit-huge', 'GET', '/v1/routes?limit=100000', 400],
  ['query-limit-huge', 'GET', '/v1/routes?limit=501', 400],
  ...['1e2', '0x10', '%205', '5.0', '0', '-1', ''].map(
    (limit): BadPath => ['query-limit-not-integer', 'GET', `/v1/routes?limit=${limit}`, 400],
  ),
  ['cursor-tampered', 'GET', '/v1/routes?cursor=AAAA', 400],
  ['sort-field-injection', 'GET', '/v1/routes?sort=recordedAt;drop', 400],
  ['redos-search', 'GET', `/v1/actors?q=${'%20'.repeat(500)}x`, 400],
  ['redos-search', 'GET', `/v1/actors?q=${'x'.repeat(201)}`, 400],
  ['another form of time', 'GET', '/v1/routes/open?knownAt=yesterday', 400],
  ['another form of version', 'GET', '/v1/routes/open?atLeast=0', 400],
  ['another form of grouping', 'GET', '/v1/statistics/seizures?by=substance', 400],
  ['a list of nothing', 'GET', '/v1/unicorns', 404],
]

type BadBytes = [covers: string, what: string, bytes: string, status: number]
export const badBytes: BadBytes[] = [
  [
    'content-length-mismatch-short',
    'a body longer than it says',
    request('POST /v1/events HTTP/1.1', ['host: x', ...json, 'content-length: 3'], '{"a":1}'),
    400,
  ],
  [
    'content-length-duplicate',
    'two lengths',
    request('POST /v1/events HTTP/1.1', ['host: x', 'content-length: 2', 'content-length: 3'], '{}'),
    400,
  ],
  [
    'te-and-cl',
    'a length and chunks',
    request('POST /v1/events HTTP/1.1', ['host: x', 'transfer-encoding: chunked', 'content-length: 2'], '{}'),
    400,
  ],
  ['host-duplicate', 'two hosts', request('GET /v1/health HTTP/1.1', ['host: x', 'host: y']), 400],
  [
    'header-too-large',
    'a header of 20 KB',
    request('GET /v1/health HTTP/1.1', ['host: x', `x-a: ${'x'.repeat(20_000)}`]),
    431,
  ],
  ['method-trace', 'TRACE', request('TRACE /v1/seizures HTTP/1.1', ['host: x']), 405],
  [
    'content-type-missing',
    'no media type',
    request('POST /v1/events HTTP/1.1', ['host: x', 'content-length: 2'], '{}'),
    401,
  ],
]
