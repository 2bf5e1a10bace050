/** Agencies post while the host dies again and again; then it lives, and all that they were told must hold. */
import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { synthesize } from '../../infra/synth.ts'
import { newDataDir, registerPartners } from '../journeys/journey.ts'
import { newHistory } from '../simulation/history.ts'
import { type Random, randomOf } from '../simulation/random.ts'
import { chaptersOf } from './chapters.ts'
import { type Clients, postAll } from './clients.ts'
import { deathAt } from './deaths.ts'
import { livesOn } from './lives.ts'
import { type PlaceName, placeNames } from './places.ts'
import { type PlantName, plantNamed } from './plants.ts'
import { settled } from './settle.ts'
import { type Tally, tallyOf } from './tally.ts'

export type Torture = {
  kills: number
  /** The host goes on dying until so many events are acknowledged, too. */
  acknowledged?: number
  seed: number
  planted?: PlantName
  /** Told after each death. */
  tell?: (line: string) => void
}

/** A host that does not come to its place is killed when its time is up: where starts are slow, all is. */
const livesMs = (startMs: number): number => 2_000 + 2 * startMs
/** One without a place is killed while it answers: after so many events at most. */
const acknowledgedMax = 100
const pollMs = 5
const anyTime = 'at any time'

export async function torture({
  kills,
  acknowledged = 0,
  seed,
  planted,
  tell = () => {},
}: Torture): Promise<Tally> {
  const { cloudAssemblyDir } = await synthesize()
  const dataDir = newDataDir()
  const lives = livesOn(dataDir, cloudAssemblyDir)
  const plan = planted && plantNamed(planted)
  const orders = { isHard: true, ...(planted && { planted }) }
  let isOver = false
  const clients: Clients = {
    api: lives.api,
    seed,
    story: chaptersOf(seed),
    history: newHistory(),
    promised: new Map(),
    mistaken: [],
    acknowledged: new Set(),
    isContended: plan?.isContended === true,
    isOver: () => isOver,
    wrong: [],
  }
  const died = new Map<string, number>()
  const startsMs: number[] = []
  try {
    // A new store gets its centre from the sweeper.
    await lives.stay()
    await registerPartners(await lives.api())
    await lives.end()
    const posting = postAll(clients)
    posting.catch(() => {})
    const random = randomOf(seed, 'deaths')
    const places = shuffledForEver(random)
    for (let kill = 1; kill <= kills || clients.acknowledged.size < acknowledged; kill++) {
      const drawn = random.chance(0.2) ? undefined : deathAt(places.next().value as PlaceName, random)
      const death = plan ? plan.death : drawn
      const more = death ? Number.POSITIVE_INFINITY : random.below(acknowledgedMax)
      const { diedBy, startMs } = await Promise.race([
        lives.live((startMs) => isTime(clients, more, livesMs(startMs)), {
          ...orders,
          ...(death && { death }),
        }),
        // What the clients throw is thrown at once.
        posting.then(() => Promise.reject(new Error('The clients ended early'))),
      ])
      const place = death && diedBy === 'itself' ? death.at : anyTime
      died.set(place, (died.get(place) ?? 0) + 1)
      if (startMs !== undefined) startsMs.push(startMs)
      tell(`${kill} of ${kills} deaths, ${clients.acknowledged.size} acknowledged; ${place}`)
    }
    isOver = true
    await lives.stay(orders)
    await posting
    const { faults, streams } = await settled(clients, dataDir, lives)
    return tallyOf({ seed, died, startsMs, faults, streams, history: clients.history.of })
  } finally {
    await lives.end()
    if (!planted) rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Each place once before any comes again. */
function* shuffledForEver(random: Random) {
  for (;;) {
    const left = [...placeNames]
    while (left.length > 0) yield* left.splice(random.below(left.length), 1)
  }
}

async function isTime({ acknowledged }: Clients, more: number, ms: number): Promise<void> {
  const wanted = acknowledged.size + more
  for (const untilMs = performance.now() + ms; performance.now() < untilMs; await wait(pollMs))
    if (acknowledged.size >= wanted) return
}
