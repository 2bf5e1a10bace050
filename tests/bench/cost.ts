/** What appends and loads ask of the table: requests, write units, read units. */
import { type Asked, type Engine, startEngine } from '../support/engine.ts'
import { leg, type Post, route, seizure, subjectOf } from '../support/posts.ts'
import { type Library, libraries } from './libraries.ts'
import type { Row } from './table.ts'

export type Cost = { requests: number; writeUnits: number; readUnits: number }
export type Costs = Record<string, Record<string, Cost>>

const report = (id: string) => seizure({}, { id })
const legs = (from: number, count: number): Post[] =>
  Array.from({ length: count }, (_, n) => leg('north', `leg-${from + n}`, { id: `leg-${from + n}` }))

type Step = {
  prepare?: (of: Library) => Promise<void>
  run: (of: Library, engine: Engine) => Promise<unknown>
}

const add = (of: Library, ...events: Post[]) => of.append(subjectOf(events[0] as Post), events)
const north = 'routes/north'

/** In this order, on one table of each library. */
const steps: Record<string, Step> = {
  'a new seizure': { run: (of) => add(of, report('one')) },
  'the same again': { run: (of) => add(of, report('one')) },
  'five new seizures': {
    run: async (of) => {
      for (let n = 0; n < 5; n++) await add(of, report(`five-${n}`))
    },
  },
  'one claim on a route': {
    prepare: (of) => add(of, route('north', { id: 'north' })),
    run: (of) => add(of, ...legs(1, 1)),
  },
  'five claims on a route': { run: (of) => add(of, ...legs(2, 5)) },
  'a claim that loses a race': {
    run: (of, engine) =>
      beforeNextWrite(
        engine,
        () => add(of, ...legs(7, 1)),
        () => add(of, ...legs(8, 1)),
      ),
  },
  'a load of 100': {
    prepare: async (of) => {
      for (let n = 9; n <= 99; n++) await add(of, ...legs(n, 1))
    },
    run: (of) => of.load(north),
  },
}

export async function costs(): Promise<Costs> {
  const engine = await startEngine()
  const all: Costs = Object.fromEntries(Object.keys(steps).map((name) => [name, {}]))
  for (const open of libraries) {
    const library = await open(engine)
    for (const [name, { prepare, run }] of Object.entries(steps)) {
      await prepare?.(library)
      engine.asked.length = 0
      await run(library, engine)
      ;(all[name] as Record<string, Cost>)[library.name] = costOf(engine.asked)
    }
  }
  await engine.stop()
  return all
}

/** How much of the load is the record around the payload: the others without it. */
async function loadOfPayloads(): Promise<Record<string, Cost>> {
  const engine = await startEngine()
  const all: Record<string, Cost> = {}
  for (const open of libraries) {
    const library = await open(engine, 'the payload alone')
    await add(library, route('north', { id: 'north' }))
    for (const one of legs(1, 99)) await add(library, one)
    engine.asked.length = 0
    await library.load(north)
    all[library.name] = costOf(engine.asked)
  }
  await engine.stop()
  return all
}

function costOf(asked: readonly Asked[]): Cost {
  const writes = asked.filter(({ operation }) => isWrite(operation))
  const sum = (of: readonly Asked[]) => of.reduce((total, { units }) => total + units, 0)
  const writeUnits = sum(writes)
  return { requests: asked.length, writeUnits, readUnits: sum(asked) - writeUnits }
}

const isWrite = (operation: string) => /^(Put|Update|Delete|TransactWrite)/.test(operation)

/** Lets another writer come first, once: what that one asks for is not counted. */
async function beforeNextWrite(engine: Engine, other: () => Promise<void>, run: () => Promise<void>) {
  engine.before = async (operation) => {
    if (!isWrite(operation)) return
    engine.before = undefined
    const before = engine.asked.length
    await other()
    engine.asked.splice(before)
  }
  await run()
}

export async function cost(): Promise<Row[]> {
  const all = {
    ...(await costs()),
    'a load of 100, the others storing payloads alone': await loadOfPayloads(),
  }
  return Object.entries(all).map(([name, by]) => ({
    what: name,
    ...Object.fromEntries(
      Object.entries(by).map(([library, { requests, writeUnits, readUnits }]) => [
        library,
        `${requests} requests, ${writeUnits} WCU, ${readUnits} RCU`,
      ]),
    ),
  }))
}
