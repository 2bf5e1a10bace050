import { describe, expect, it } from 'vitest'
import { projectOrThrow } from '../../../functions/projector/project.ts'
import { readRows } from '../../../functions/views/reading.ts'
import { onlyGeneration } from '../../support/generations.ts'
import { claimed, leg, post, redacted, route, seizure, subjectOf } from '../../support/posts.ts'
import { redactAll, redactableLedger } from '../../support/redactable-ledger.ts'
import { newWorld } from '../../support/world.ts'

describe('a redaction', () => {
  it.each(['after', 'before'] as const)(
    'is out of every row when the payload goes %s the projection',
    async (when) => {
      const { world, redactAll } = await redactableWorld()
      const report = seizure({ reportRef: 'KZ|17' })
      const subject = subjectOf(report)
      await world.recorded(report)
      await projectOrThrow([subject], world)
      const payload = redacted(report)
      const { etag } = await world.recorded({ ...report })
      payload.ifmatch = `"${etag}"`
      if (when === 'after') await world.recorded(payload)
      // The recording function died between its append and its projection, and the redactor was faster than the hint.
      else
        await expect(
          world.post(payload, { project: () => Promise.reject(new Error('died')) }),
        ).rejects.toThrow('died')
      await redactAll(subject)
      await projectOrThrow([subject], world)
      const list = await world.views.list({ partition: 'list/seizures', label: 'public', limit: 10 })
      expect(list.rows.filter(({ state }) => state === 'row')).toStrictEqual([])
      const total = await world.views.list({ partition: 'totals/country', label: 'public', limit: 10 })
      expect(total.rows.filter(({ body }) => body !== null)).toStrictEqual([])
      expect((await world.views.watermark(subject)).head).toBe(2)
    },
  )

  it.each([1, 4])(
    'is followed by what is recorded later, whatever sources went with it (%i)',
    async (heads) => {
      const { world, redactAll } = await redactableWorld()
      for (let n = 0; n < heads; n++)
        await world.recorded(
          post(
            'SourceRegistered',
            { kind: 'court-record', title: `v${n}`, marking: { tlp: 'CLEAR' } },
            { subject: 'sources/court' },
          ),
        )
      const report = seizure({ sources: [{ id: 'court', kind: 'court-record' }] })
      const subject = subjectOf(report)
      const { etag } = await world.recorded(report)
      await projectOrThrow([subject], world)
      await world.recorded(route('north'))
      const outcome = await world.post(redacted(report, { ifmatch: `"${etag}"` }))
      expect(outcome.outcome).toBe('recorded')
      await redactAll(subject)
      await world.recorded(claimed('SeizureAttributedToRoute', { routeId: 'north' }, { subject }))
      await projectOrThrow([subject], world)
      const [card] = await readRows(world.views, [{ partition: `card/${subject}`, sort: 'card' }], 'public')
      expect(card?.body).toMatchObject({ version: 3 })
    },
  )

  it('of a leg means the same before its payload is gone and after', async () => {
    const { world, redactAll } = await redactableWorld()
    const [north, added, report] = [route('north'), leg('north', 'a'), seizure()]
    const subject = subjectOf(report)
    for (const event of [north, added, report]) await world.recorded(event)
    await world.recorded(claimed('SeizureAttributedToRoute', { routeId: 'north', legId: 'a' }, { subject }))
    await projectOrThrow(['routes/north', subject], world)
    await world.recorded(redacted(added, { ifmatch: '*' }))
    const card = async () => {
      await projectOrThrow([subject], world)
      const [row] = await readRows(world.views, [{ partition: `card/${subject}`, sort: 'card' }], 'public')
      return row?.body
    }
    const before = await card()
    await redactAll('routes/north')
    await world.recorded(
      claimed('SeizureLabConfirmed', { items: [{ index: 0, substance: 'heroin' }] }, { subject }),
    )
    const after = await card()
    expect(after).toMatchObject({ routes: (before as { routes: object[] }).routes })
    expect((after as { version: number }).version).toBe((before as { version: number }).version + 1)
  })
})

async function redactableWorld() {
  const ledger = redactableLedger()
  const world = await newWorld({ ledger })
  return { world, redactAll: (subject: string) => redactAll(subject, ledger, onlyGeneration(world.views)) }
}
