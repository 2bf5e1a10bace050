/** The OpenAPI document as it is kept: a file beside the code, read at the first request for it and not at a cold start. */
export const openapi = async () =>
  (await import('../../../docs/openapi.json', { with: { type: 'json' } })).default
