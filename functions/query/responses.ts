/** What came of the caller's own claims, as far as it may see it. */
import { type Endpoint, json } from './endpoint.ts'
import { list } from './lists.ts'

export const responsesEndpoint: Endpoint = {
  path: '/v1/responses',
  operationId: 'listResponses',
  tag: 'Submissions',
  summary:
    "What came of the caller's own claims, newest first: endorsements, disputes, corrections, retractions, laboratory results, and the routes and actors that its seizures now count for",
  query: ['limit', 'cursor'],
  produces: json,
  access: 'agency',
  answer: async (asked, needs) => {
    const partition = `responses/${asked.caller.agency?.agencyId}`
    // An attribution shows where the route or actor does, too: what is pruned of it is gone.
    const keep = ({ moved }: Record<string, unknown>) => !Array.isArray(moved) || moved.length > 0
    return { body: await list({ partition, descending: true, keep }, asked, needs) }
  },
}
