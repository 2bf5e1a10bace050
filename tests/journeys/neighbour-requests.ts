/** Requests beside the cases of the catalogue: wrong paths, parameters, representations and methods. */

type Asked = [method: string, path: string, status: number, headers?: Record<string, string>]
/** Asked as kz-moi; `open` is a route. */
export const requests: readonly Asked[] = [
  ...['/v1/routes/', '//v1/routes', '/v1//routes', '/V1/routes', '/v1/Routes/open', '/v1/routes/OPEN'].map(
    (path): Asked => ['GET', path, 404],
  ),
  ...['/v1/routes/open%20', '/v1/routes/open;x=1', '/v1/routes/open%0a', '/v1/routes/%252e%252e'].map(
    (path): Asked => ['GET', path, 404],
  ),
  ...['/v1/routes/%u0041', '/v1/routes/%ff', '/v1/routes/%C0%AF', '/v1/__proto__/x', '/v1/constructor'].map(
    (path): Asked => ['GET', path, 404],
  ),
  ...[
    '/v1/routes/__proto__',
    '/problems/toString',
    '/v1/schemas/__proto__/1',
    '/v1/schemas/SeizureReported/01',
  ].map((path): Asked => ['GET', path, 404]),
  ...['/v1/subjects/constructor/open/events', '/v1/countries/KZ', '/v1/events/', '/v1/submissions/x'].map(
    (path): Asked => ['GET', path, 404],
  ),
  ...[
    'limit',
    'limit=01',
    'limit=%2B1',
    'limit=%EF%BC%91',
    'Limit=1',
    'limit[]=1',
    '=1',
    '%=1',
    'limit=%FF',
  ].map((query): Asked => ['GET', `/v1/routes?${query}`, 400]),
  ...[
    'limit=1&limit=1',
    '__proto__=1',
    'cursor=',
    'cursor=%00',
    `cursor=${'A'.repeat(601)}`,
    'fields=id',
  ].map((query): Asked => ['GET', `/v1/routes?${query}`, 400]),
  ...[
    'from=2024-02-30',
    'from=2024&to=2023',
    'minKg=1e3',
    'minKg=-1',
    'country=kz',
    'substance=constructor',
  ].map((query): Asked => ['GET', `/v1/seizures?${query}`, 400]),
  ...['', 'by=month', 'by=country,country', 'by=country&from=2024', 'by=country&country=zz'].map(
    (query): Asked => ['GET', `/v1/statistics/seizures?${query}`, 400],
  ),
  ...['', 'focus=routes', 'focus=ROUTES/open', 'focus=routes/open&depth=3', 'focus=countries/KZ'].map(
    (query): Asked => ['GET', `/v1/graph?${query}`, 400],
  ),
  ...[
    'knownAt=2024',
    'knownAt=2016-12-31T23:59:60Z',
    'knownAt=2024-03-19T10:00:00+05:00',
    'atLeast=1.0',
    'atLeast=1&knownAt=2026-01-01T00:00:00Z',
  ].map((query): Asked => ['GET', `/v1/routes/open?${query}`, 400]),
  ...['*/*;q=0', 'application/json;q=0', ',', '*', 'application/problem+json'].map(
    (accept): Asked => ['GET', '/v1/routes', 406, { accept }],
  ),
  ...['OPTIONS', 'PROPFIND', 'QUERY', 'PUT'].map((method): Asked => [method, '/v1/routes', 405]),
  ['GET', '/v1/routes?access_token=x', 401],
]
