import { expect, it } from 'vitest'
import { projectOrThrow } from '../../../functions/projector/project.ts'
import { readRows } from '../../../functions/views/reading.ts'
import { actor, claimed, green, type Post, raised, subjectOf } from '../../support/posts.ts'
import { newWorld } from '../../support/world.ts'

it('comes to an end where two refer to each other and both are behind', async () => {
  const world = await newWorld()
  const project = (...posts: Post[]) => projectOrThrow(posts.map(subjectOf), world)
  const cardOf = async (reader: string, subject: string) =>
    (await readRows(world.views, [{ partition: `card/${subject}`, sort: 'card' }], reader))[0]?.body
  const [one, other] = [actor('one'), actor('other')]
  const linked = (from: Post, actorId: string) =>
    claimed('ActorLinkedToActor', { actorId, relation: 'supplies' }, { subject: subjectOf(from) })
  for (const event of [one, other, linked(one, 'other'), linked(other, 'one')]) await world.recorded(event)
  await project(one, other)
  const later = { project: async () => {} }
  for (const event of [one, other]) await world.post(raised(event, green, { ifmatch: '*' }), later)
  await project(one, other)
  for (const subject of [one, other].map(subjectOf)) {
    expect(await cardOf('public', subject)).toBeUndefined()
    expect(await cardOf('community/observer-one', subject)).toMatchObject({ links: { length: 1 } })
    expect((await world.views.watermark(subject)).head).toBe(3)
  }
})
