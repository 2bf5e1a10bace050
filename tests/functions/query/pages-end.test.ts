import { describe, expect, it } from 'vitest'
import type { Views } from '../../../functions/views/views.ts'
import { amber, claimed, clear, red, seizure, subjectOf } from '../../support/posts.ts'
import { newWorld } from '../../support/world.ts'
import { followed, plainCursors, reading } from './reading.ts'

describe('a page', () => {
  it('numbers the events of a subject for the reader, from where it asks', async () => {
    const world = await reading()
    const event = seizure({}, { id: 'one' })
    await world.recorded(event)
    for (const [index, marking] of [clear, red(), clear, amber, clear].entries()) {
      const lab = { items: [{ index: 0, substance: 'heroin' }] }
      const about = { id: `lab-${index}`, subject: subjectOf(event), marking }
      await world.recorded(claimed('SeizureLabConfirmed', lab, about))
    }
    const path = `/v1/subjects/${subjectOf(event)}/events`
    const versions = async (address: string, by?: string) =>
      (await followed(world, address, 2, by)).flat().map(({ version }) => version)
    expect(await versions(path)).toStrictEqual([1, 2, 3, 4])
    expect(await versions(path, 'ru-authority')).toStrictEqual([1, 2, 3, 4, 5])
    expect(await versions(path, 'kz-moi')).toStrictEqual([1, 2, 3, 4, 5, 6])
    expect(await versions(`${path}?from=3`)).toStrictEqual([3, 4])
    expect(await versions(`${path}?from=9`)).toStrictEqual([])
  })

  it('ends a page early where its items fill it', async () => {
    const world = await reading()
    const session = {
      body: 'CND',
      segment: 'regular',
      place: { country: 'AT' },
      dates: { from: '2024-03-14' },
    }
    await world.recorded(claimed('SessionScheduled', session, { subject: 'sessions/long', id: 'session' }))
    for (let index = 0; index < 44; index++) {
      const words = {
        occurred: { from: '2024-03-14', precision: 'day' },
        sessionId: 'long',
        delegation: 'KZ',
        speakerOffice: 'Minister',
        themes: [],
        text: 'ы'.repeat(60_000),
      }
      await world.recorded(claimed('StatementDelivered', words, { id: `words-${index}` }))
    }
    await world.project()
    const first = await world.ask('/v1/statements')
    const second = await world.ask(`/v1/statements?cursor=${first.body.next}`)
    expect([first.body.items.length, second.body.items.length]).toStrictEqual([41, 3])
    expect(Buffer.byteLength(JSON.stringify(first.text))).toBeLessThan(5_000_000)
    expect(second.body.next).toBeUndefined()
  })

  it('looks at so many rows and no more, and the next goes on from there', async () => {
    const base = await newWorld()
    await base.recorded(seizure())
    const only = await reading(base)
    await only.project()
    const [body = {}] = (await only.ask('/v1/seizures')).body.items
    const rows = Array.from({ length: 11_200 }, (_, index) => ({
      partition: 'list/seizures',
      label: 'public',
      sort: `2024-03-14#${String(99_999 - index)}`,
      state: 'row' as const,
      fence: 1,
      body: { ...body, substances: index % 10_900 === 50 ? ['heroin'] : ['mdma'] },
    }))
    const list: Views['list'] = async ({ partition, label, after, limit }) => {
      const start = after === undefined ? 0 : rows.findIndex(({ sort }) => sort === after) + 1
      const found = partition === 'list/seizures' && label === 'public' ? rows : []
      return { rows: found.slice(start, start + limit), more: found.length > start + limit }
    }
    const world = await reading(base, { views: { ...base.views, list }, cursors: plainCursors })
    const counts: number[] = []
    for (let cursor = ''; ; ) {
      const { body: page } = await world.ask(`/v1/seizures?substance=heroin${cursor}`, {
        headers: { accept: '*/*' },
      })
      counts.push(page.items.length)
      if (page.next === undefined) break
      cursor = `&cursor=${page.next}`
    }
    expect(counts).toStrictEqual([1, 1])
  })
})
