import { describe, expect, it } from 'vitest'
import type { Marking } from '../../../events/envelope.ts'
import { projectOrThrow } from '../../../functions/projector/project.ts'
import { amber, green, idOf, type Post, raised, red, strict } from '../../support/posts.ts'
import { newWorld, type World } from '../../support/world.ts'
import { addresses } from './addresses.ts'
import { hiddenEvents } from './hidden.ts'
import { plainCursors, type Reading, reading } from './reading.ts'
import { moreEvents, sampleEvents, tell } from './sample.ts'

/** Two worlds that differ in what a reader may not see answer it alike, byte for byte, at every address. */
const visible = [...sampleEvents, ...moreEvents]
/** How a hidden event shows, beside its id. */
const names: Readonly<Record<string, readonly string[]>> = {
  'hidden-route': ['routes/hidden', '"routeId":"hidden"'],
  'hidden-leg': ['hidden-leg'],
  'northern-again': ['Another name'],
  'hidden-actor': ['actors/hidden', '"actorId":"hidden"'],
  l5: ['Chemists'],
}

type Between = (world: World, index: number) => Promise<unknown>

async function told(between: Between): Promise<Reading> {
  const world = await reading(await newWorld(), { cursors: plainCursors })
  await tell(world, visible, (index) => between(world, index))
  await world.project()
  return world
}

async function expectAlike(
  one: Reading,
  other: Reading,
  by: string | undefined,
  also: readonly Post[],
): Promise<void> {
  for (const address of addresses([...visible, ...also])) {
    const answers = await Promise.all(
      [one, other].map(async (world) => {
        const { status, text, headers } = await world.ask(address, by === undefined ? {} : { by })
        return { status, text, headers: [...headers] }
      }),
    )
    expect(answers[0], `${address} for ${by}`).toStrictEqual(answers[1])
  }
}

/** Posts what can be posted by now: the rest refers to what is not there yet. */
async function refusedOf(world: World, events: readonly Post[]): Promise<readonly Post[]> {
  const refused: Post[] = []
  for (const event of events) {
    const { outcome } = await world.post(event)
    if (outcome === 'refused') refused.push(event)
  }
  return refused
}

const quiet = async () => {}
const readersOf: [string, Marking, readonly (string | undefined)[]][] = [
  ['green', green, [undefined]],
  ['amber', amber, [undefined, 'observer-one']],
  ['strict', strict(), [undefined, 'observer-one', 'kz-moi']],
  ['red', red(), [undefined, 'observer-one', 'kz-moi', 'centre']],
]

describe('worlds alike but for what is hidden', () => {
  it.each(readersOf)(
    '%s events posted between and after',
    async (_, marking, readers) => {
      const hidden = hiddenEvents(marking)
      const alone = await told(quiet)
      let waiting = hidden
      const among = await told(async (world) => {
        waiting = await refusedOf(world, waiting)
      })
      expect(waiting).toStrictEqual([])
      for (const by of readers) await expectAlike(alone, among, by, hidden)
    },
    120_000,
  )

  it('what was seen by all and then raised, as if it had never been', async () => {
    const once = hiddenEvents({ tlp: 'CLEAR' })
    const alone = await told(quiet)
    const narrowed = await told(async (world, index) => {
      if (index !== visible.length - 1) return
      for (const event of once) await world.recorded(event)
      await reading(world).then((all) => all.project())
      for (const event of once)
        await world.recorded(raised(event, red(), { by: 'ru-authority', ifmatch: '*' }))
    })
    for (const by of [undefined, 'observer-one', 'kz-moi', 'centre'])
      await expectAlike(alone, narrowed, by, once)
  }, 120_000)

  it('are told apart by those who may see it', async () => {
    const hidden = hiddenEvents(amber)
    const alone = await told(quiet)
    const among = await told(async (world, index) => {
      if (index === visible.length - 1) for (const event of hidden) await world.recorded(event)
    })
    await expect(expectAlike(alone, among, 'kz-moi', hidden)).rejects.toThrow()
  }, 60_000)

  it('name nothing that has just been raised, before the queue has projected who refers to it', async () => {
    const once = hiddenEvents({ tlp: 'CLEAR' })
    const world = await told(async (on, index) => {
      if (index === visible.length - 1) for (const event of once) await on.recorded(event)
    })
    const { ledger, views } = world
    const cascade = { inlineMax: 0, hint: async () => {} }
    world.needs.project = (subject) => projectOrThrow([subject], { ledger, views, cascade })
    const secrets: string[] = []
    for (const event of once) {
      await world.recorded(raised(event, red(), { by: 'ru-authority', ifmatch: '*' }))
      secrets.push(idOf(event), ...(names[event.id] ?? []))
      if (!names[event.id] && event !== once.at(-1)) continue
      for (const by of [undefined, 'centre']) {
        for (const address of addresses(visible)) {
          const { status, text } = await world.ask(address, by === undefined ? {} : { by })
          const told = status === 200 ? secrets.filter((secret) => text.includes(secret)) : []
          expect(told, `${address} for ${by} after ${event.id}`).toStrictEqual([])
        }
      }
    }
  }, 120_000)
})
