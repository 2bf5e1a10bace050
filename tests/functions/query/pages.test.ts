import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { eventTypes } from '../../../events/catalog.ts'
import { problemKinds } from '../../../functions/http/problems.ts'
import { endpoints } from '../../../functions/query/endpoints.ts'
import { claimed, post, red, seizure, strict, subjectOf } from '../../support/posts.ts'
import { type Body, type Reading, reading } from './reading.ts'
import { moreEvents, onNorthern, sampleEvents, tell } from './sample.ts'

let world: Reading
beforeAll(async () => {
  world = await reading()
  await tell(world, [...sampleEvents, ...moreEvents])
  await world.project()
})

describe('pages for people', () => {
  it.each(['/docs', '/problems/malformed'])('%s runs nothing and loads nothing', async (path) => {
    const { text, headers } = await world.ask(path, { headers: { accept: 'text/html' } })
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(text).not.toMatch(
      /<script|<link|<img|<iframe|<[^>]+\son\w+=|(?:src|href|action)=["']?(?:https?:|\/\/|javascript:)|url\(/i,
    )
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(text) ?? []
    expect(policy).toContain(createHash('sha256').update(style).digest('base64'))
  })

  it('list every endpoint, problem and event type', async () => {
    const { text } = await world.ask('/docs')
    for (const { path } of endpoints) expect(text).toContain(`<code>GET ${path}</code>`)
    for (const path of ['/v1/events', '/oauth2/token']) expect(text).toContain(`<code>POST ${path}</code>`)
    for (const slug of Object.keys(problemKinds)) expect(text).toContain(`href="/problems/${slug}"`)
    for (const type of eventTypes) expect(text).toContain(`href="/v1/schemas/${type}/1"`)
  })

  it('explain a problem to programs as well', async () => {
    const { body, headers } = await world.ask('/problems/stale-version')
    expect(body).toMatchObject({
      type: '/problems/stale-version',
      status: 412,
      title: 'The subject has changed',
    })
    expect(headers.get('vary')).toBe('accept, authorization')
  })
})

describe('the graph', () => {
  it('calls its nodes by what tells them apart', async () => {
    const labels = async (focus: string) => {
      const { nodes } = (await world.ask(`/v1/graph?focus=${focus}&depth=2`)).body as unknown as {
        nodes: Body[]
      }
      return nodes.map(({ label }) => String(label))
    }
    expect(await labels('sessions/cnd-67-high-level')).toContain('KZ, Deputy Minister of the Interior')
    expect(await labels('countries/kz')).toContain('KZ 2024-03-14')
    const { items } = (await world.ask('/v1/commitments')).body
    expect(await labels(String(items[0]?.subject))).toContain('KZ: other')
    expect((await labels('countries/kz')).filter((label) => /[0-9a-f]{8}-/.test(label))).toStrictEqual([])
  })

  it('keeps the evidence of all links that make one edge', async () => {
    const link = (legId: string) =>
      claimed(
        'ActorLinkedToRoute',
        { routeId: 'northern', legId, relation: 'uses' },
        { subject: 'actors/khimprom', id: legId },
      )
    await world.recorded(link('kg-kz'))
    await world.recorded(link('kz-ru'))
    await world.project()
    for (const focus of ['actors/khimprom', 'routes/northern']) {
      const { edges } = (await world.ask(`/v1/graph?focus=${focus}`)).body as unknown as {
        edges: { from: string; to: string; relation: string; evidence: string[] }[]
      }
      const uses = edges.filter(({ from, relation }) => from === 'actors/khimprom' && relation === 'uses')
      expect(uses).toHaveLength(1)
      expect(uses[0]?.evidence).toHaveLength(2)
    }
  })

  it('stops where it would be a heap, and says so', async () => {
    const crowded = await reading()
    for (let index = 0; index < 101; index++)
      await crowded.recorded(seizure({ place: { country: 'UZ' } }, { id: `many-${index}` }))
    await crowded.project()
    const { body } = await crowded.ask('/v1/graph?focus=countries/uz')
    expect(body).toMatchObject({ truncated: true })
    expect((body as unknown as { nodes: Body[] }).nodes).toHaveLength(101)
  })
})

describe('raw events and history', () => {
  const itemsOf = async (subject: string, by: string, what = 'events') =>
    (await world.ask(`/v1/subjects/${subject}/${what}`, { by })).body.items
  const dataOf = (event: Body | undefined) => (event?.data ?? {}) as Record<string, unknown>

  it('are the CloudEvents as posted, with what recording added', async () => {
    const [first] = await itemsOf(subjectOf(onNorthern), 'kz-moi')
    const { specversion, type, source, id, data } = onNorthern
    expect(first).toMatchObject({ specversion, type, source, id, data, postedby: 'kz-moi', version: 1 })
    const [line] = await itemsOf(subjectOf(onNorthern), 'kz-moi', 'history')
    expect(Object.keys(line ?? {})).toStrictEqual([
      'eventId',
      'type',
      'recordedAt',
      'postedBy',
      'version',
      'summary',
    ])
  })

  it('show releasableTo to the poster alone, and clients to the centre', async () => {
    const shared = seizure({}, { id: 'shared', marking: red('ru-authority', 'observer-one') })
    await world.recorded(shared)
    await world.project()
    const markingFor = async (by: string) => dataOf((await itemsOf(subjectOf(shared), by))[0]).marking
    expect(await markingFor('kz-moi')).toStrictEqual(shared.data.marking)
    for (const by of ['ru-authority', 'observer-one']) {
      expect(await markingFor(by)).toStrictEqual({ tlp: 'RED' })
      const card = await world.ask(`/v1/${subjectOf(shared)}`, { by })
      expect(card.text).not.toContain('releasableTo')
    }
    const clients = async (by: string) => dataOf((await itemsOf('agencies/kz-moi', by))[0]).clientIds
    expect([await clients('centre'), await clients('ru-authority')]).toStrictEqual([['kz-moi'], undefined])
  })

  it('tell of a redaction, and nothing of what is gone', async () => {
    const gone = seizure({ concealment: 'in a wall' }, { id: 'gone', marking: strict() })
    const { eventId } = await world.recorded(gone)
    const redaction = post(
      'PayloadRedacted',
      { eventId, reason: 'a court order' },
      { by: 'centre', subject: subjectOf(gone), ifmatch: '*' },
    )
    await world.recorded(redaction)
    const [first, second] = await itemsOf(subjectOf(gone), 'kz-moi')
    expect(first).toMatchObject({ redacted: true, eventid: eventId })
    expect(JSON.stringify(first)).not.toContain('wall')
    expect(second).toMatchObject({ type: 'PayloadRedacted', version: 2 })
  })
})

describe('submissions', () => {
  it("are the caller's own, newest first, a page at a time", async () => {
    const { submissions } = world.querying
    const ids = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`)
    for (const [index, submissionId] of ids.entries()) {
      const receivedAt = `2024-03-20T06:00:0${index}.000Z`
      const one = { submissionId, agencyId: 'kz-moi', scopes: [], receivedAt, parts: 1, events: 1 }
      await submissions.store(one, [[{ value: {} }]])
    }
    await submissions.settle(ids[1] ?? '', 0, [
      { index: 0, id: 'x', outcome: { outcome: 'refused', problem: { slug: 'forbidden', detail: 'No.' } } },
    ])
    const listed = async (query: string, by = 'kz-moi') => {
      const { body } = await world.ask(`/v1/submissions?${query}`, { by })
      return { ids: body.items.map(({ submissionId }) => String(submissionId)), next: body.next }
    }
    const first = await listed('limit=2')
    expect(first.ids).toStrictEqual([ids[2], ids[1]])
    expect((await listed(`limit=2&cursor=${first.next}`)).ids).toStrictEqual([ids[0]])
    expect((await listed('status=refused')).ids).toStrictEqual([ids[1]])
    expect((await listed('', 'ru-authority')).ids).toStrictEqual([])
    const status = async (by: string) => (await world.ask(`/v1/submissions/${ids[1]}`, { by })).status
    expect([await status('kz-moi'), await status('ru-authority')]).toStrictEqual([200, 404])
  })
})
