/** What became of the caller's own submissions. */
import { itemOf } from '../http/items.ts'
import { type Submission, type SubmissionState, statusOf } from '../submissions/submissions.ts'
import { notFound } from './cards.ts'
import { type Asked, type Endpoint, json, type QueryNeeds } from './endpoint.ts'
import { limitDefault } from './forms.ts'

export const submissionEndpoint: Endpoint = {
  path: '/v1/submissions/{id}',
  operationId: 'readSubmission',
  tag: 'Submissions',
  summary: 'One submission with the result of each event',
  query: [],
  produces: json,
  access: 'agency',
  answer: async ({ path, caller }, { submissions }) => {
    const id = path.id ?? ''
    const submission = /^[0-9a-f-]{36}$/.test(id) ? await submissions.load(id) : undefined
    if (!submission || submission.agencyId !== caller.agency?.agencyId) throw notFound()
    return { body: shown(submission, `/v1/submissions/${id}`) }
  },
}

export const submissionsEndpoint: Endpoint = {
  path: '/v1/submissions',
  operationId: 'listSubmissions',
  tag: 'Submissions',
  summary: "The caller's own submissions, newest first",
  query: ['submissionStatus', 'limit', 'cursor'],
  produces: json,
  access: 'agency',
  answer: async (asked, needs) => ({ body: await ownSubmissions(asked, needs) }),
}

async function ownSubmissions({ query, caller, boundTo }: Asked, { submissions, cursors }: QueryNeeds) {
  const limit = Number(query.limit ?? limitDefault)
  const items: object[] = []
  let after = query.cursor === undefined ? undefined : cursors.open(query.cursor, boundTo)
  for (;;) {
    const page = await submissions.ofAgency(caller.agency?.agencyId ?? '', after, limit)
    for (const submission of page) {
      const state = await submissions.load(submission.submissionId)
      if (!state || (query.status !== undefined && statusOf(state) !== query.status)) continue
      if (items.length === limit) return { items, next: cursors.seal(after ?? '', boundTo) }
      const { items: _, ...summary } = shown(state, '')
      items.push(summary)
      after = keyOf(submission)
    }
    if (page.length < limit) return { items }
    after = keyOf(page.at(-1) as Submission)
  }
}

function shown(state: SubmissionState, path: string) {
  const { submissionId, receivedAt, events, results } = state
  // Parts follow each other: an index counts through the whole submission.
  let offset = 0
  const items = results.flatMap((part) => {
    const rows = (part ?? []).map((result) =>
      itemOf({ ...result, index: result.index + offset }, path, submissionId),
    )
    offset += rows.length
    return rows
  })
  const count = (...statuses: number[]) => items.filter(({ status }) => statuses.includes(status)).length
  const accepted = count(201)
  const duplicates = count(200)
  return {
    submissionId,
    status: statusOf(state),
    receivedAt,
    events,
    accepted,
    duplicates,
    rejected: items.length - accepted - duplicates,
    items,
  }
}

/** The order in which an agency's submissions are listed. */
function keyOf({ receivedAt, submissionId }: Submission): string {
  return `${receivedAt}#${submissionId}`
}
