/** A world in which one agency hides what the others see a part of, with a word that tells each text of it. */
import type { Marking } from '../../../events/envelope.ts'
import { actor, claimed, leg, type Post, route, seizure, subjectOf } from '../../support/posts.ts'
import { type Reading, reading } from './reading.ts'

export const canary = 'kanary-in-a-cage'
export const as = (by: string | undefined) => (by === undefined ? {} : { by })
export const open = seizure({}, { id: 'open' })

/** A word of what is hidden in each text that a form could show; all of it is ru-authority's. */
export function secrets(marking: Marking): readonly Post[] {
  const hidden = { by: 'ru-authority', marking }
  const unseen = seizure({ place: { country: 'KZ', locality: canary } }, { ...hidden, id: 'unseen' })
  return [
    unseen,
    claimed(
      'SeizureAttributedToRoute',
      { routeId: 'open' },
      { ...hidden, id: 'a', subject: subjectOf(unseen) },
    ),
    route(`${canary}-route`, { ...hidden, id: 'r' }, { names: { en: canary } }),
    leg('open', `${canary}-leg`, { ...hidden, id: 'l' }),
    actor(`${canary}-actor`, { ...hidden, id: 'n' }, { names: { en: canary }, basedIn: ['KZ'] }),
    claimed('ActorAliasReported', { alias: canary }, { ...hidden, id: 'al', subject: 'actors/known' }),
    claimed(
      'ActorLinkedToActor',
      { actorId: `${canary}-actor`, relation: 'supplies' },
      { ...hidden, id: 'la', subject: 'actors/known' },
    ),
    claimed(
      'SeizureAttributedToRoute',
      { routeId: `${canary}-route` },
      { ...hidden, id: 'ar', subject: subjectOf(open) },
    ),
    claimed(
      'SeizureAttributedToActor',
      { actorId: `${canary}-actor` },
      { ...hidden, id: 'aa', subject: subjectOf(open) },
    ),
  ]
}

export async function worldWith(events: readonly Post[]): Promise<Reading> {
  const world = await reading()
  const seen = [
    route('open', { id: 'r0' }),
    leg('open', 'first', { id: 'l0' }),
    actor('known', { id: 'n0' }),
    open,
  ]
  for (const event of [...seen, ...events]) {
    world.clock.nowMs += 1_000
    await world.recorded(event)
  }
  await world.project()
  return world
}
