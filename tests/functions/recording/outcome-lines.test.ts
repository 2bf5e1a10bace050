import { beforeEach, describe, expect, it } from 'vitest'
import { type Entry, recordBatch } from '../../../functions/recording/batch.ts'
import { tellOutcome } from '../../../functions/recording/outcome-lines.ts'
import { type Line, listen } from '../../support/lines.ts'
import { route } from '../../support/posts.ts'
import { newWorld } from '../../support/world.ts'

const requestId = 'r-1'
let heard: { lines: Line[] }
beforeEach(() => {
  heard = listen()
})

async function told(entry: Entry): Promise<unknown> {
  const world = await newWorld()
  const [result] = await recordBatch([entry], (value) => world.post(value as object))
  if (!result) throw new Error('no result')
  tellOutcome(entry, result.outcome, 'kz-moi', { requestId })
  expect(heard.lines).toHaveLength(1)
  return heard.lines[0]
}

describe('what became of an event', () => {
  it('is one line of ids', async () => {
    expect(await told({ value: route('north') })).toStrictEqual([
      'info',
      'Event',
      {
        requestId,
        agency: 'kz-moi',
        type: 'RouteIdentified',
        outcome: 'recorded',
        eventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        subject: 'routes/north',
      },
    ])
  })

  it.each<[string, Entry, object]>([
    [
      'breaks a rule',
      { value: { ...route('north'), data: {} } },
      { type: 'RouteIdentified', slug: 'invalid-event', subject: 'routes/north' },
    ],
    [
      'is of no type and no subject, and of those nothing is told on',
      { value: { ...route('north'), type: 'Ivan Petrov', subject: '+7 701 000 00 00' } },
      { type: 'unknown', slug: 'invalid-event', subject: undefined },
    ],
    [
      'could not be read',
      { problem: { slug: 'malformed', detail: 'x' } },
      { type: 'unknown', slug: 'malformed', subject: undefined },
    ],
  ])('is told with its slug when it %s', async (_, entry, expected) => {
    expect(await told(entry)).toStrictEqual([
      'info',
      'Event',
      { requestId, agency: 'kz-moi', outcome: 'refused', ...expected },
    ])
  })
  it('is told of what is no event, too', () => {
    const outcome = { outcome: 'refused', problem: { slug: 'invalid-event', detail: 'x' } } as const
    tellOutcome({ value: null }, outcome, 'kz-moi', { account: '1' })
    const told = { account: '1', agency: 'kz-moi', type: 'unknown', outcome: 'refused' }
    expect(heard.lines).toStrictEqual([
      ['info', 'Event', { ...told, slug: 'invalid-event', subject: undefined }],
    ])
  })
})
