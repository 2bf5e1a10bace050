/** Who read what: for the centre, all that it may see itself; for who posted on a subject, how often that was read. */
import { chainOf } from '../../domain/audience.ts'
import type { Claim } from '../../domain/views/view.ts'
import { parseSubject } from '../../events/ids.ts'
import { type Access, type Audit, accessesIn, type Opening, openingsOf } from '../audit/audit.ts'
import { notFound } from './cards.ts'
import { type Asked, type Endpoint, json, type QueryNeeds } from './endpoint.ts'
import { limitDefault } from './forms.ts'
import { room } from './lists.ts'
import { cardRows } from './present.ts'

/** One answer reads so many months and rows; who filters for what is rare follows `next` more often. */
const monthsMax = 24
const rowsMax = 5_000
const stride = 500

export const auditEndpoint: Endpoint = {
  path: '/v1/audit',
  operationId: 'listAudit',
  tag: 'Audit',
  summary: 'What was read of what is above GREEN, and every export, newest first',
  query: ['agency', 'subject', 'readFrom', 'readTo', 'limit', 'cursor'],
  produces: json,
  access: 'centre',
  // Asking again would find the asking, for ever.
  discloses: 'nothing',
  answer: async (asked, needs) => ({ body: await accesses(asked, needs) }),
}

async function accesses({ query, caller, boundTo }: Asked, { audit, cursors, nowMs }: QueryNeeds) {
  const today = new Date(nowMs()).toISOString().slice(0, 10)
  const { agency, subject, to = today } = query
  const from = query.from ?? `${Number(to.slice(0, 4)) - 1}${to.slice(4)}`
  const keep = (access: Access) =>
    (agency === undefined || access.agencyId === agency) &&
    (subject === undefined || access.subjects.some((one) => one.subject === subject))
  const { fits } = room(Number(query.limit ?? limitDefault))
  const items: object[] = []
  // Everything within the day, month or year that `to` names sorts before this.
  let before = query.cursor === undefined ? `${to}\uffff` : cursors.open(query.cursor, boundTo)
  let month =
    query.cursor === undefined ? ([lastMonthIn(to), today.slice(0, 7)].sort()[0] ?? '') : before.slice(0, 7)
  let rowsRead = 0
  for (let months = 0; month >= from.slice(0, 7); month = monthBefore(month), months++) {
    for (let more = true; more; ) {
      if (rowsRead >= rowsMax || months >= monthsMax) return { items, next: cursors.seal(before, boundTo) }
      const page = await audit.list({ partition: accessesIn('centre', month), before, from, limit: stride })
      for (const { sort, body } of page.rows) {
        const access = body as Access
        const item = shown(access, chainOf(caller.label))
        if (keep(access)) {
          if (!fits(item)) return { items, next: cursors.seal(before, boundTo) }
          items.push(item)
        }
        before = sort
      }
      rowsRead += page.rows.length
      more = page.more
    }
    // Nothing of this month is left.
    before = month
  }
  return { items }
}

/** Without path and query, which may name what the centre may not see, and with the labels that are its own. */
function shown({ request: _, subjects, ...access }: Access, chain: readonly string[]): object {
  return {
    ...access,
    subjects: subjects.map(({ subject, audience }) => ({
      subject,
      audience: audience.filter((label) => chain.includes(label)),
    })),
  }
}

function lastMonthIn(day: string): string {
  return day.length === 4 ? `${day}-12` : day.slice(0, 7)
}

function monthBefore(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}

export const readersEndpoint: Endpoint = {
  path: '/v1/subjects/{kind}/{id}/readers',
  operationId: 'countReaders',
  tag: 'Audit',
  summary: 'How often others read what you posted above GREEN on a subject',
  query: [],
  produces: json,
  access: 'agency',
  discloses: 'nothing',
  answer: async ({ path, caller }, { views, audit }) => {
    const subject = `${path.kind ?? ''}/${path.id ?? ''}`
    const agencyId = caller.agency?.agencyId ?? ''
    const row = parseSubject(subject) && (await cardRows(views, [subject], caller.label)).get(subject)
    const { claims = [] } = (row?.body ?? {}) as { claims?: readonly Claim[] }
    if (!claims.some(({ postedBy }) => postedBy === agencyId)) throw notFound()
    return { body: { subject, ...(await readersOf(subject, agencyId, audit)) } }
  },
}

/** Counted again each time: no number is kept that could be wrong. */
async function readersOf(subject: string, agencyId: string, audit: Audit) {
  const readers = new Set<string>()
  let reads = 0
  for (let before: string | undefined, more = true; more; ) {
    const page = await audit.list({
      partition: openingsOf(subject),
      limit: stride,
      ...(before !== undefined && { before }),
    })
    for (const { body } of page.rows) {
      const { agencyId: reader, posters } = body as Opening
      if (reader === agencyId || !posters.includes(agencyId)) continue
      readers.add(reader)
      reads += 1
    }
    more = page.more
    before = page.rows.at(-1)?.sort
  }
  return { agencies: readers.size, reads }
}
