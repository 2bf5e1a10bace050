import type { FuzzRequest } from './requests.ts'
import type { FuzzAnswer } from './sender.ts'

/** What is wrong with an answer, whatever was asked; undefined when nothing is. */
export function faultIn(asked: FuzzRequest, { status, headers, text }: FuzzAnswer): string | undefined {
  if (status === 0) return 'bytes' in asked && text === '' ? 'no answer' : 'no HTTP answer'
  if (status >= 500) return waits(asked, status) ? undefined : `${status} ${text.slice(0, 200)}`
  if (status < 400) return undefined
  if (/\bat .+:\d+:\d+|node_modules|\.ts\b/.test(text)) return `a trace in the answer: ${text.slice(0, 200)}`
  if (status === 401 && !isToken(asked) && !headers['www-authenticate']?.startsWith('Bearer'))
    return '401 without WWW-Authenticate'
  if (status === 405 && headers.allow === undefined) return '405 without Allow'
  if (isToken(asked) || ('method' in asked && asked.method === 'HEAD')) return undefined
  if (headers['content-type'] !== 'application/problem+json') return `${status} without a problem document`
  const problem = JSON.parse(text)
  const whole =
    problem.status === status &&
    /^\/problems\/[a-z-]+$/.test(problem.type) &&
    [problem.title, problem.detail, problem.requestId].every((one) => typeof one === 'string' && one !== '')
  return whole ? undefined : `${status} with a problem that lacks something: ${text.slice(0, 200)}`
}

/** `atLeast` waits for up to two seconds, and answers 503 then: so it is promised. A 408 has waited for the sender. */
export const waits = (asked: FuzzRequest, status: number): boolean =>
  status === 408 || ('path' in asked && asked.path.includes('atLeast=') && status === 503)

const isToken = (asked: FuzzRequest): boolean => 'path' in asked && asked.path.startsWith('/oauth2/token')

/** How many events an answer says are recorded; of a submission its own answer will say so. */
export function recordedBy(asked: FuzzRequest, { status, text }: FuzzAnswer): number {
  if (!('path' in asked) || !asked.path.startsWith('/v1/events') || asked.method !== 'POST') return 0
  if (status === 201) return 1
  if (status !== 207 || asked.path.includes('validateOnly=true')) return 0
  return JSON.parse(text).accepted
}
