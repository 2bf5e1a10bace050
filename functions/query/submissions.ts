/** What became of the caller's own submissions. */
import { itemOf } from '../http/items.ts'
import { inGroups } from '../in-groups.ts'
import {
  type ListedSubmission,
  listKey,
  type Submission,
  type SubmissionState,
  type Submissions,
  type Summary,
  summaryOf,
} from '../submissions/submissions.ts'
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

/** So many are looked at for one page: of a rare status it may hold fewer than were asked for, or none. */
const lookedAtMax = 1_000
const pageSize = 100

async function ownSubmissions({ query, caller, boundTo }: Asked, { submissions, cursors }: QueryNeeds) {
  const limit = Number(query.limit ?? limitDefault)
  const items: object[] = []
  let after = query.cursor === undefined ? undefined : cursors.open(query.cursor, boundTo)
  const next = () => cursors.seal(after ?? '', boundTo)
  for (let lookedAt = 0; lookedAt < lookedAtMax; lookedAt += pageSize) {
    const page = await submissions.ofAgency(caller.agency?.agencyId ?? '', after, pageSize)
    const summaries = await inGroups(page, (one) => summaryOfListed(one, submissions))
    for (const [n, submission] of page.entries()) {
      const summary = summaries[n]
      const isWanted = summary && (query.status === undefined || summary.status === query.status)
      if (isWanted && items.length === limit) return { items, next: next() }
      if (isWanted) items.push(told(submission, summary))
      after = listKey(submission)
    }
    if (page.length < pageSize) return { items }
  }
  return { items, next: next() }
}

/** Undefined when it has just expired. */
async function summaryOfListed(
  { submissionId, summary }: ListedSubmission,
  submissions: Submissions,
): Promise<Summary | undefined> {
  if (summary) return summary
  const state = await submissions.load(submissionId)
  return state && summaryOf(state)
}

function told({ submissionId, receivedAt, events }: Submission, { status, ...counts }: Summary) {
  return { submissionId, status, receivedAt, events, ...counts }
}

function shown(state: SubmissionState, path: string) {
  // Parts follow each other: an index counts through the whole submission.
  let offset = 0
  const items = state.results.flatMap((part) => {
    const rows = (part ?? []).map((result) =>
      itemOf({ ...result, index: result.index + offset }, path, state.submissionId),
    )
    offset += rows.length
    return rows
  })
  return { ...told(state, summaryOf(state)), items }
}
