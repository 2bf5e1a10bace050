import { beforeAll, expect, it } from 'vitest'
import { eventTypes } from '../../events/catalog.ts'
import { example } from '../events/examples.ts'
import { newWorld, type World } from '../support/world.ts'
import { type Doors, openDoors, type Told } from './doors.ts'
import { exported } from './exported.ts'
import { type Hidden, tellWords, wordsOf } from './hidden-words.ts'
import { readPaths, typesOf } from './questions.ts'

/** Words that kz-moi alone knows: every answer to others is scanned. */

let world: World
let { words, subjects }: Hidden = { words: [], subjects: [] }

beforeAll(async () => {
  world = await newWorld()
  ;({ words, subjects } = await tellWords(world))
})

/** Every path for every subject, in every form. */
function* requests(): Generator<{ path: string; accept: string }> {
  for (const template of readPaths)
    for (const subject of new Set(subjects)) {
      const [kind, id = ''] = subject.split('/')
      if (/^\/v1\/(\w+)\/\{id\}/.test(template) && !template.startsWith(`/v1/${kind}/`)) continue
      const path = template
        .replace('{kind}', kind ?? '')
        .replace('{id}', id)
        .replace(/\{\w+\}/g, '1')
      const query =
        template === '/v1/graph' ? `?focus=${subject}` : template.includes('statistics') ? '?by=route' : ''
      for (const accept of typesOf(template)) yield { path: path + query, accept }
      if (path === template) break
    }
}

const wordsIn = ({ headers, text }: Told): string[] => wordsOf(text + JSON.stringify([...headers]))

async function heard(doors: Doors): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const { path, accept } of requests()) {
    const told = await doors.ask({ method: 'GET', template: path, path, headers: { accept } })
    for (const word of wordsIn(told)) found.add(word)
  }
  return found
}

it.each([undefined, 'observer-one', 'ru-authority', 'centre'])('shows none of them to %s', async (agency) => {
  expect([...(await heard(await openDoors(world, agency)))]).toStrictEqual([])
})

it('shows every one of them to who posted them', async () => {
  expect(words.length).toBeGreaterThan(100)
  const found = await heard(await openDoors(world, 'kz-moi'))
  expect(words.filter((word) => !found.has(word))).toStrictEqual([])
})

it('exports them to who posted them alone', async () => {
  const views = new Set(subjects.flatMap((subject) => [subject, subject.split('/')[0] ?? '']))
  const exportedTo = async (agency: string) => wordsOf(await exported(await openDoors(world, agency), views))
  expect(new Set(await exportedTo('kz-moi')).size).toBeGreaterThan(20)
  for (const agency of ['observer-one', 'ru-authority', 'centre'])
    expect(await exportedTo(agency)).toStrictEqual([])
})

it.each(['observer-one', 'ru-authority', 'centre'])(
  'tells none of them to %s, who posts about it',
  async (by) => {
    const doors = await openDoors(world, by)
    const statuses = new Set<number>()
    for (const [n, type] of eventTypes.entries())
      for (const ifMatch of [undefined, '*', '"old"']) {
        const { data } = example(type)
        const id = `${by}-${n}-${ifMatch}`
        const subject = subjects[n]?.match(/^(seizures|statements|commitments)/)
          ? {}
          : { subject: subjects[n] }
        const event = { specversion: '1.0', type, source: `/agencies/${by}`, id, ...subject, data }
        const told = await doors.ask({
          method: 'POST',
          template: '/v1/events',
          path: '/v1/events',
          headers: {
            'content-type': 'application/cloudevents+json',
            ...(ifMatch && { 'if-match': ifMatch }),
          },
          body: JSON.stringify(event),
        })
        statuses.add(told.status)
        expect([type, wordsIn(told)]).toStrictEqual([type, []])
      }
    // It was about something: not every post fell at the first check.
    expect([...statuses]).toEqual(expect.arrayContaining([201, 409, 412, 422, 428]))
  },
)
