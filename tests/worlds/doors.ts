/** The two HTTP apps before a world in memory, asked by one reader; answers as texts that can be compared. */
import { anchor } from '../../functions/anchor/anchor.ts'
import { memoryAudit } from '../../functions/audit/memory.ts'
import { readScope } from '../../functions/http/caller.ts'
import type { VerifyToken } from '../../functions/identity/token.ts'
import { pendingOf } from '../../functions/merkle-log/feed.ts'
import { queryApp } from '../../functions/query/app.ts'
import { type Cursors, cursors } from '../../functions/query/cursor.ts'
import { centreScope, writeScope } from '../../functions/recording/admission.ts'
import type { Submissions } from '../../functions/submissions/submissions.ts'
import { onlyGeneration } from '../support/generations.ts'
import { openDoor } from '../support/intake.ts'
import { memoryLog } from '../support/merkle-log.ts'
import type { World } from '../support/world.ts'
import { commitsOf, settle } from './pair.ts'

export type Question = {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST'
  /** As in the OpenAPI document. */
  template: string
  /** `<cursor>` in it stands for the one that the answer to question `cursorOf` held in the same world. */
  path: string
  cursorOf?: number
  /** Then it stands for the one that this other agency is given for the same query. */
  cursorTo?: string
  headers?: Record<string, string>
  body?: string
}
export type Told = { status: number; headers: Headers; text: string }
export type Doors = {
  ask(question: Question): Promise<Told>
  /** The answer without what may differ (see below). */
  comparable(told: Told, question: Question): string
  /** Projects what was posted, and lets the bus door take what was submitted. */
  catchUp(): Promise<void>
  clock: { nowMs: number }
  /** What this reader submitted. */
  submissions: Submissions
}

const batchLeaves = 512
const { signer } = memoryLog()

/** @param submissions where this reader's are looked for, if not among its own. */
export async function openDoors(
  world: World,
  agency: string | undefined,
  submissions?: Submissions,
): Promise<Doors> {
  const changed = new Set<string>()
  const submitted: string[] = []
  const { append } = world.ledger
  world.ledger.append = (commit) => {
    changed.add(commit.subject)
    return append(commit)
  }
  const log = { ...memoryLog(), signer, batchLeaves, nowMs: () => world.clock.nowMs }
  await log.table.add((await commitsOf(world)).map(pendingOf))
  await anchor(log, log.nowMs() + 60_000)

  const scopes = [readScope, writeScope, ...(agency === 'centre' ? [centreScope] : [])]
  const verify: VerifyToken = async (authorization) =>
    authorization === undefined ? undefined : { clientId: authorization.slice('Bearer '.length), scopes }
  const door = openDoor(world, { verify, token: async (clientId) => clientId })
  const { sealing, unsealed } = watched(cursors('a secret of the test'))
  let ids = 0
  const needs = {
    ledger: world.ledger,
    views: onlyGeneration(world.views),
    submissions: submissions ?? door.submissions,
    log: log.table,
    audit: memoryAudit(),
    newId: () => String(++ids).padStart(6, '0'),
    register: world.register,
    verify,
    cursors: sealing,
    nowMs: () => world.clock.nowMs,
    pause: async (ms: number) => {
      world.clock.nowMs += ms
    },
  }
  const app = queryApp(needs)
  // What another agency reads is nothing that this reader may be told of.
  const elsewhere = queryApp({ ...needs, audit: memoryAudit(), newId: () => '0' })
  const lent = async ({ method, path, headers }: Question, to: string) => {
    const { nowMs } = world.clock
    const own = { method, headers: { ...headers, authorization: `Bearer ${to}` } }
    const told = await elsewhere.request(`https://rw.example${path.replace(/&?cursor=<cursor>/, '')}`, own)
    world.clock.nowMs = nowMs
    return cursorIn({ headers: told.headers, text: await told.text() })
  }
  const cursorsIn: (string | undefined)[] = []
  const hashes = new Map<string, string>()

  const ask = async (question: Question): Promise<Told> => {
    const { method, path, cursorOf = -1, cursorTo, headers = {}, body } = question
    if (method === 'POST') {
      const { 'content-type': type = '', ...others } = headers
      const query = path.split('?')[1]
      const asked = { as: agency ?? '', type, headers: others, query: query ? `?${query}` : '' }
      const told = await door.post(body ?? '', asked)
      const location = told.status === 202 && told.headers.get('location')
      if (location) submitted.push(location.slice('/v1/submissions/'.length))
      return told
    }
    const bearer = agency === undefined ? {} : { authorization: `Bearer ${agency}` }
    const cursor = cursorTo === undefined ? cursorsIn[cursorOf] : await lent(question, cursorTo)
    const url = `https://rw.example${path.replace('<cursor>', cursor ?? 'none')}`
    const answer = await app.request(url, { method, headers: { ...bearer, ...headers } })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  return {
    clock: world.clock,
    submissions: door.submissions,
    ask: async (question) => {
      const told = await ask(question)
      cursorsIn.push(cursorIn(told))
      return told
    },
    comparable: ({ status, headers, text }, { path }) => {
      const told = JSON.stringify([
        status,
        [...headers].sort(),
        isLog(path) && text !== '' ? logTold(text) : text,
      ])
      return unsealed(told).replaceAll(/(?<=hash\\?":\\?")[0-9a-f]{64}/g, (hash) => {
        // A link of the chain is salted: it tells nothing, but that it is the same again.
        hashes.set(hash, hashes.get(hash) ?? `<hash ${hashes.size}>`)
        return hashes.get(hash) as string
      })
    },
    catchUp: async () => {
      for (const submissionId of submitted.splice(0)) await door.receive(submissionId)
      await settle(world, [...changed])
      changed.clear()
    },
  }
}

/** Cursors are encrypted under a nonce each: their length is compared, and the position that they hold. */
function watched({ seal, open }: Cursors) {
  const positions = new Map<string, string>()
  const sealing: Cursors = {
    open,
    seal: (position, boundTo) => {
      const cursor = seal(position, boundTo)
      positions.set(cursor, `<cursor of ${cursor.length}: ${position}>`)
      return cursor
    },
  }
  const unsealed = (text: string) =>
    [...positions].reduce((told, [cursor, position]) => told.replaceAll(cursor, position), text)
  return { sealing, unsealed }
}

export function cursorIn({ headers, text }: Omit<Told, 'status'>): string | undefined {
  const link = /[?&]cursor=([\w-]+)/.exec(headers.get('link') ?? '')?.[1]
  return link ?? /"next":"([\w-]+)"/.exec(text)?.[1]
}

const isLog = (path: string): boolean => path.startsWith('/v1/log/')

/**
 * The log holds the commits of all, hidden ones too, among padding and in random order (ADR-0025): its size is compared,
 * and the form of everything else.
 */
function logTold(text: string): string {
  const { rootHash, checkpoint, index, inclusion, consistency, ...told } = JSON.parse(text)
  const size = /^[^\n]*\n(\d+)\n/.exec(checkpoint ?? '')?.[1]
  const form = [rootHash, index, inclusion?.length > 0, consistency].map((value) => typeof value)
  return JSON.stringify({ ...told, size, form })
}
