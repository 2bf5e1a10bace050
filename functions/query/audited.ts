/**
 * The one way to an answer: what is above GREEN in it, and every export, stands in the audit before it leaves
 * (ADR-0028). An audit that cannot be written is `Unavailable`, and the answer is thrown away.
 */
import { randomUUID } from 'node:crypto'
import { covers, sees } from '../../domain/audience.ts'
import type { Claim } from '../../domain/views/view.ts'
import { parseSubject } from '../../events/ids.ts'
import { personalData } from '../../events/lint.ts'
import type { Label } from '../../events/recorded.ts'
import {
  type Access,
  type AuditRow,
  accessesIn,
  type Opening,
  openingsOf,
  type Shelf,
} from '../audit/audit.ts'
import { Refused } from '../http/problems.ts'
import { readRows } from '../views/reading.ts'
import type { Answer, Asked, Endpoint, QueryNeeds } from './endpoint.ts'
import { cardKey } from './present.ts'
import { type Disclosed, witness } from './witness.ts'

/** Of the request, beside what the endpoint is told. */
export type Circumstances = { requestId: string; purpose: string | undefined }

const centre: Label = 'participants/centre'
/** An item of the store holds 400 KB; a subject with its labels has some 150 bytes. */
const subjectsPerRow = 1_000
const purposeCharactersMax = 200

export async function audited(
  endpoint: Endpoint,
  asked: Asked,
  needs: QueryNeeds,
  { requestId, purpose: sent }: Circumstances,
): Promise<Answer> {
  if (endpoint.access === 'open') return endpoint.answer(asked, needs)
  const purpose = purposeIn(sent)
  if (endpoint.discloses === 'nothing') return endpoint.answer(asked, needs)
  const seen = witness(needs)
  const answer = await endpoint.answer(asked, { ...needs, views: seen.views, ledger: seen.ledger })
  const request = `${asked.url.pathname}${asked.url.search}`
  const isExport = asked.exportedAs !== undefined
  const opened = openedBy(endpoint, asked)
  const reader = asked.caller.label
  const found = await seen.disclosed(isExport ? undefined : () => `${request}\n${textOf(answer)}`, reader)
  const disclosed = await resolved(found, opened, reader, needs)
  const { agency, clientId } = asked.caller
  const access = {
    at: new Date(needs.nowMs()).toISOString(),
    requestId,
    ...(agency && { agencyId: agency.agencyId }),
    ...(clientId !== undefined && { clientId }),
    ...(purpose !== undefined && { purpose }),
    operation: endpoint.operationId,
    request,
    status: answer.status ?? 200,
    ...(isExport && { exportedAs: asked.accepted }),
  }
  await Promise.all(
    rowsOf(access, (needs.newId ?? randomUUID)(), disclosed, opened).map((row) => needs.audit.add(row)),
  )
  return answer
}

/** @throws Refused 400 where it is not 1 to 200 printable ASCII characters, or names a person's data. */
function purposeIn(sent: string | undefined): string | undefined {
  if (sent === undefined) return undefined
  if (!/^[\x20-\x7e]+$/.test(sent) || sent.length > purposeCharactersMax)
    throw new Refused('malformed', `\`Purpose\` is 1 to ${purposeCharactersMax} printable ASCII characters.`)
  if (personalData(sent)) throw new Refused('malformed', '`Purpose` looks like personal data: leave it out.')
  return sent
}

function textOf({ body }: Answer): string {
  return typeof body === 'string' ? body : (JSON.stringify(body) ?? '')
}

/** The subject that the request names, if it names one. */
function openedBy({ path }: Endpoint, asked: Asked): string | undefined {
  const kind = asked.path.kind ?? path.split('/')[2]
  const subject = asked.query.focus ?? `${kind}/${asked.path.id ?? ''}`
  return parseSubject(subject) ? subject : undefined
}

/**
 * A label of one agency alone holds what it posted and what was released to it, RED too. Which claims it added, tells
 * whose they are and whether the centre has them as well.
 */
async function resolved(
  { subjects, unnamed }: Disclosed,
  opened: string | undefined,
  reader: Label,
  { views }: QueryNeeds,
): Promise<Disclosed> {
  const unclear = subjects.filter(({ subject, audience }) => subject === opened || !sees(centre, audience))
  const keys = unclear.map(({ subject }) => cardKey(subject))
  const [own, wide, centres] = await Promise.all(
    [reader, 'community', centre].map(async (label) => {
      const rows = keys.length === 0 ? [] : await readRows(views, keys, label)
      return rows.map((row) => (row?.body as { claims?: readonly Claim[] } | undefined)?.claims ?? [])
    }),
  )
  const added = new Map(
    unclear.map(({ subject }, i) => {
      const known = new Set(wide?.[i]?.map(({ claimId }) => claimId))
      const claims = (own?.[i] ?? []).filter(({ claimId }) => !known.has(claimId))
      const ofCentre = new Set(centres?.[i]?.map(({ claimId }) => claimId))
      return [subject, { claims, isShared: claims.some(({ claimId }) => ofCentre.has(claimId)) }]
    }),
  )
  return {
    unnamed,
    subjects: subjects.map(({ subject, audience, posters }) => {
      const { claims = [], isShared = false } = added.get(subject) ?? {}
      return {
        subject,
        audience: isShared && !sees(centre, audience) ? [...audience, centre] : audience,
        posters: [...new Set([...posters, ...claims.map(({ postedBy }) => postedBy)])].sort(),
      }
    }),
  }
}

function rowsOf(
  access: Omit<Access, 'subjects'>,
  entryId: string,
  { subjects, unnamed }: Disclosed,
  opened: string | undefined,
): readonly AuditRow[] {
  const month = access.at.slice(0, 7)
  const row = (partition: string, part: number, body: unknown): AuditRow => ({
    partition,
    sort: `${access.at}#${entryId}#${String(part).padStart(3, '0')}`,
    body,
  })
  const shelved = (shelf: Shelf, isOf: (audience: readonly Label[]) => boolean, isTold: boolean) => {
    const told = subjects.filter(({ audience }) => isOf(audience))
    if (told.length === 0 && !isTold) return []
    const starts = Array.from({ length: Math.max(1, Math.ceil(told.length / subjectsPerRow)) })
    return starts.map((_, i) => {
      const some = told.slice(i * subjectsPerRow, (i + 1) * subjectsPerRow)
      const body: Access = {
        ...access,
        subjects: some.map(({ subject, audience }) => ({ subject, audience })),
      }
      return row(accessesIn(shelf, month), i, body)
    })
  }
  const isCentres = (audience: readonly Label[]) => sees(centre, audience)
  const others = unnamed.filter((label) => !covers(label, centre))
  const posters = subjects.find(({ subject }) => subject === opened)?.posters ?? []
  const opening: Opening | undefined =
    access.agencyId === undefined || posters.length === 0 ? undefined : { agencyId: access.agencyId, posters }
  return [
    ...shelved('centre', isCentres, access.exportedAs !== undefined || others.length < unnamed.length),
    ...shelved('others', (audience) => !isCentres(audience), others.length > 0),
    ...(opening && opened !== undefined ? [row(openingsOf(opened), 0, opening)] : []),
  ]
}
