import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Body, Event } from '../journeys/api.ts'
import { claim, event, seizure, session, statement } from '../journeys/events.ts'
import { named } from '../journeys/hidden-table.ts'
import { submissionIdOf } from '../support/intake.ts'
import { root } from '../support/sources.ts'
import { newWorld, registration } from '../support/world.ts'
import { type Doors, openDoors, type Told } from './doors.ts'
import { settle } from './pair.ts'
import {
  type Case,
  cases,
  type Kind,
  kinds,
  postedTo,
  posting,
  type Role,
  reading,
  roles,
} from './roles-table.ts'

const countries = ['KZ', 'KG', 'UZ', 'TJ', 'TM', 'AZ', 'RU']
const makers = Object.fromEntries(named)

/** One subject of each kind, created by kz-moi under this marking. */
function made(kind: Kind, { name, marking }: Case): Event {
  const by = 'kz-moi'
  const promise = { by: 'KZ', type: 'other', text: 'We will.', measurable: false }
  const role = { role: 'transit', group: 'opioid' }
  switch (kind) {
    case 'seizures':
      return seizure(by, {}, marking)
    case 'statements':
      return statement(by, 'open', {}, marking)
    case 'commitments':
      return claim(by, 'CommitmentMade', undefined, promise, marking)
    case 'countries': {
      const country = countries[cases.findIndex((one) => one.name === name)]?.toLowerCase()
      return claim(by, 'CountryRoleReported', `countries/${country}`, role, marking)
    }
    default:
      return makers[kind]?.(by, name, marking) as Event
  }
}

type Made = { kind: Kind; of: Case; subject: string; eventId: string }

let doors: Map<Role, Doors>
const all: Made[] = []

const post = (role: Role, sent: Event, headers = {}): Promise<Told> =>
  (doors.get(role) as Doors).ask({
    method: 'POST',
    template: '/v1/events',
    path: '/v1/events',
    headers: { 'content-type': 'application/cloudevents+json', ...headers },
    body: JSON.stringify(sent),
  })
const get = (role: Role, path: string): Promise<Told> =>
  (doors.get(role) as Doors).ask({ method: 'GET', template: path, path })

beforeAll(async () => {
  const world = await newWorld()
  for (const agency of ['tj-authority', 'uz-authority']) await world.recorded(registration(agency))
  const suspended = event('centre', 'AgencySuspended', 'agencies/uz-authority', { reason: 'On request.' })
  await world.recorded({ ...suspended, ifmatch: '*' } as never)
  await world.recorded(session('kz-moi', 'open') as never)
  for (const kind of kinds)
    for (const of of cases) {
      const { subject, eventId } = await world.recorded(made(kind, of) as never)
      all.push({ kind, of, subject, eventId })
    }
  const { commits } = await world.ledger.scan({ index: 0, of: 1 })
  await settle(world, [...new Set(commits.map(({ subject }) => subject))])
  const poster = await openDoors(world, 'kz-moi')
  doors = new Map([['kz-moi', poster]])
  for (const role of roles.filter((one) => one !== 'kz-moi'))
    doors.set(role, await openDoors(world, role, poster.submissions))
})

const cellsOf = (row: string | undefined): readonly string[] => row?.split(' ') ?? []
const columns = roles.map((role, n) => [role ?? 'no token', role, n] as const)
const isSeen = ({ sees }: Case, n: number): boolean => sees[n] ?? false

it('has a cell for every role in every row', () => {
  const rows = { ...reading, ...posting }
  expect(Object.keys(rows).filter((name) => cellsOf(rows[name]).length !== roles.length)).toStrictEqual([])
})

it('has a row for every path of the OpenAPI document', () => {
  const { paths } = JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8'))
  const methods = Object.entries(paths as Record<string, Body>).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => [method, path] as const),
  )
  const missing = methods.filter(([method, path]) =>
    method === 'get' ? !(path in reading) : method !== 'post' || !postedTo.includes(path),
  )
  expect(missing).toStrictEqual([])
})

/** What is asked for in place of a path's parameters: a subject of its kind, or of every kind. */
function asked(path: string): { path: string; made?: Made }[] {
  const own = /^\/v1\/(\w+)/.exec(path)?.[1]
  const someOf = all.filter(({ kind }) => kind === own || !kinds.includes(own as Kind))
  const idOf = ({ subject }: Made) => subject.split('/')[1] ?? ''
  if (path === '/v1/log/proof')
    return all.map((one) => ({ path: `${path}?eventId=${one.eventId}`, made: one }))
  if (path === '/v1/graph') return all.map((one) => ({ path: `${path}?focus=${one.subject}`, made: one }))
  if (path === '/v1/statistics/seizures') return [{ path: `${path}?by=country` }]
  if (path === '/v1/agencies/{id}') return [{ path: '/v1/agencies/kz-moi' }]
  if (path === '/v1/submissions/{id}') return [{ path: `/v1/submissions/${submissionIdOf(1)}` }]
  // A source is no claim, and nobody is told who read it.
  const isTold = ({ kind }: Made) => kind !== 'sources' || !path.endsWith('/readers')
  if (path.includes('{kind}'))
    return all.filter(isTold).map((one) => ({ path: path.replace('{kind}/{id}', one.subject), made: one }))
  if (path.includes('{id}'))
    return someOf.map((one) => ({ path: path.replace('{id}', idOf(one)), made: one }))
  const filled = path
    .replace('{type}', 'SeizureReported')
    .replace('{version}', '1')
    .replace('{slug}', 'not-found')
  return own && kinds.includes(own as Kind)
    ? someOf.map((one) => ({ path: `${path}?limit=500`, made: one }))
    : [{ path: filled }]
}

/** The status that a cell asks for. */
function wanted(cell: string | undefined, sees: boolean): number {
  const [, seen] = /^see:(\d+)$/.exec(cell ?? '') ?? []
  return seen === undefined ? Number(cell) : sees ? Number(seen) : 404
}

let submitted: Promise<Told> | undefined
const submitOnce = () => {
  submitted ??= post('kz-moi', seizure('kz-moi'), { prefer: 'respond-async' })
  return submitted
}

describe.each(columns)('%s', (_, role, n) => {
  it.each(Object.entries(reading))('GET %s', async (path, row) => {
    await submitOnce()
    const cell = cellsOf(row)[n]
    for (const { path: there, made: one } of asked(path)) {
      const { status, text } = await get(role, there)
      const sees = one !== undefined && isSeen(one.of, n)
      const isList = one !== undefined && there.endsWith('?limit=500')
      expect([there, status]).toStrictEqual([there, wanted(cell, sees || isList)])
      const held = text.includes(`"${one?.subject}"`)
      if (isList) expect([one.of.name, held]).toStrictEqual([one.of.name, sees])
    }
  })

  it.each(Object.entries(posting))('posts %s', async (type, row) => {
    const cell = cellsOf(row)[n]
    for (const { of, subject, eventId } of all) {
      const changesState = !['ClaimEndorsed', 'ClaimDisputed'].includes(type)
      const sent = event(role ?? 'kz-moi', type, subject, dataOf(type, eventId))
      const { status } = await post(role, sent, changesState ? { 'if-match': '"outdated"' } : {})
      expect([of.name, subject, status]).toStrictEqual([of.name, subject, wanted(cell, isSeen(of, n))])
    }
  })
})

function dataOf(type: string, eventId: string): Body {
  const [reason, clear, red] = ['Because.', { tlp: 'CLEAR' }, { tlp: 'RED' }]
  switch (type) {
    case 'MarkingRaised':
    case 'MarkingLowered':
      return { eventId, reason, marking: type === 'MarkingRaised' ? red : clear }
    case 'PayloadRedacted':
      return { eventId, reason }
    case 'ClaimRetracted':
      return { claimId: eventId, reason }
    default:
      return { claimId: eventId, reason, marking: clear }
  }
}
