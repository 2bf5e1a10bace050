/** What a torture comes to. */
import type { History } from '../simulation/history.ts'
import type { Streams } from './settle.ts'

export type Tally = {
  seed: number
  /** By place. */
  died: ReadonlyMap<string, number>
  acknowledged: number
  refused: number
  /** Nobody was ever told of these; so many of them are stored. */
  unknown: number
  unknownStored: number
  /** Questions, all that were asked. */
  asked: number
  lost: number
  doubled: number
  /** Longest start of a host on what the one before has left, in milliseconds. */
  slowestStartMs: number
  /** Empty where all is right. */
  faults: readonly string[]
}

type Found = {
  seed: number
  died: Tally['died']
  startsMs: readonly number[]
  faults: readonly string[]
  streams: Streams
  history: History['of']
}

export function tallyOf({ seed, died, startsMs, faults, streams, history }: Found): Tally {
  const stored = new Map<string, number>()
  for (const { header } of [...streams.values()].flat()) {
    const { eventId } = JSON.parse(header) as { eventId: string }
    stored.set(eventId, (stored.get(eventId) ?? 0) + 1)
  }
  const all = [...history].map(([eventId, { answers }]) => {
    const said = answers.map((answer) => answer.said)
    const last = said.includes('ok') ? 'ok' : said.includes('refused') ? 'refused' : 'unknown'
    return { eventId, last, asked: answers.length }
  })
  const ended = (last: string) => all.filter((one) => one.last === last)
  return {
    seed,
    died,
    acknowledged: ended('ok').length,
    refused: ended('refused').length,
    unknown: ended('unknown').length,
    unknownStored: ended('unknown').filter(({ eventId }) => stored.has(eventId)).length,
    asked: all.reduce((sum, { asked }) => sum + asked, 0),
    lost: ended('ok').filter(({ eventId }) => !stored.has(eventId)).length,
    doubled: [...stored.values()].filter((times) => times > 1).length,
    slowestStartMs: Math.round(Math.max(0, ...startsMs)),
    faults,
  }
}
