/** The documents as they are kept: files beside the code, read at the first request for one and not at a cold start. */
export const openapi = async () =>
  (await import('../../../docs/openapi.json', { with: { type: 'json' } })).default

export const asyncapi = async () =>
  (await import('../../../docs/asyncapi.json', { with: { type: 'json' } })).default

export const problems = async () =>
  (await import('../../../docs/problems.json', { with: { type: 'json' } })).default
