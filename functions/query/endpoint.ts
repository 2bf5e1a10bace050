/** A reading endpoint as data: the app routes by this table, the OpenAPI document is built from it. */
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../http/caller.ts'
import type { VerifyToken } from '../identity/token.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { LogReader } from '../merkle-log/merkle-log.ts'
import type { Register } from '../register/register.ts'
import type { Submissions } from '../submissions/submissions.ts'
import type { ReadViews } from '../views/generations.ts'
import type { Cursors } from './cursor.ts'
import type { ExportType, FormatName } from './formats/format.ts'
import type { Parameter, Parameters } from './parameters.ts'

export type QueryNeeds = {
  ledger: Ledger
  /** One generation for the whole of a request. */
  views: ReadViews
  submissions: Submissions
  log: LogReader
  audit: Audit
  /** Of a row of the audit; tests foretell it. */
  newId?: () => string
  register: Register
  verify: VerifyToken
  cursors: Cursors
  nowMs: () => number
  pause: (ms: number) => Promise<void>
  /** How large a page may be; tests ask for less than the gateway does. */
  answerBytesMax?: number
}

/** One request, checked: who asks for what, in which of the endpoint's media types. */
export type Asked = {
  caller: Caller
  url: URL
  /** Path parameters, as sent: a handler checks them before any use. */
  path: Readonly<Record<string, string>>
  query: Parameters
  accepted: MediaType
  /** Set where the answer is an export: data that leaves the system as a file. */
  exportedAs: FormatName | undefined
  ifNoneMatch: string | undefined
  /** What a cursor is bound to: the caller and the query without the cursor. */
  boundTo: string
}

export type Answer = { status?: number; body: unknown; headers?: Record<string, string> }

export type MediaType = 'application/json' | 'text/html' | ExportType

/** Chapters of the documents. */
export type Tag =
  | 'Recording'
  | 'Registers'
  | 'Analysis'
  | 'Events'
  | 'Submissions'
  | 'Log'
  | 'Audit'
  | 'System'
  | 'Identity'

export type Endpoint = {
  /** As in OpenAPI: `/v1/routes/{id}`. */
  path: string
  operationId: string
  tag: Tag
  summary: string
  query: readonly Parameter[]
  produces: readonly [MediaType, ...MediaType[]]
  /**
   * `open` says the same to everyone and asks a token for no scope; `public` answers anyone with what is public;
   * `agency` needs a token, `centre` the centre's.
   */
  access: 'open' | 'public' | 'agency' | 'centre'
  /** Its answer holds nothing of the rows and commits that it looks at. Every other answer is audited (ADR-0028). */
  discloses?: 'nothing'
  answer: (asked: Asked, needs: QueryNeeds) => Promise<Answer>
}

export const json = ['application/json'] as const
