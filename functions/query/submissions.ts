/** What became of the caller's own submissions. */
import { itemOf } from '../http/items.ts'
import { type Submission, type SubmissionState, statusOf } from '../submissions/submissions.ts'
import { notFound } from './cards.ts'
import { type Answer, type Asked, type Endpoint, json, type QueryNeeds } from './endpoint.ts'
import { limitDefault } from './forms.ts'
import { room } from './lists.ts'
import { rejectedRows } from './rejected-rows.ts'

export const submissionEndpoint: Endpoint = {
  path: '/v1/submissions/{id}',
  operationId: 'readSubmission',
  tag: 'Submissions',
  summary: 'One submission with the result of each event',
  query: ['limit', 'cursor', 'rejectedAs'],
  produces: json,
  access: 'agency',
  answer: async ({ path, caller, query, boundTo }, { submissions, cursors }): Promise<Answer> => {
    const id = path.id ?? ''
    const submission = /^[0-9a-f-]{36}$/.test(id) ? await submissions.load(id) : undefined
    if (!submission || submission.agencyId !== caller.agency?.agencyId) throw notFound()
    if (query.format === 'csv') return rejectedRows(submission, submissions)
    const all = shown(submission, `/v1/submissions/${id}`)
    // Without a limit all of it, as far as one answer can hold it.
    const start = query.cursor === undefined ? 0 : Number(cursors.open(query.cursor, boundTo))
    const { fits } = room(query.limit === undefined ? Number.POSITIVE_INFINITY : Number(query.limit))
    const rest = all.items.slice(start)
    const end = rest.findIndex((item) => !fits(item))
    if (end === -1) return { body: { ...all, items: rest } }
    return {
      body: { ...all, items: rest.slice(0, end), next: cursors.seal(String(start + end), boundTo) },
    }
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
