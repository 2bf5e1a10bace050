/**
 * The checker checked: defects put into the product on purpose, one at a time, by replacing a piece of its source as
 * it is loaded. Nothing in the product knows of it; a piece that no longer stands there is an error.
 */
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { plantedInDelivery } from './planted-in-delivery.ts'
import { type Planted, plantedInRecording } from './planted-in-recording.ts'

const inSimulation: Planting = {
  planted: [...plantedInRecording, ...plantedInDelivery],
  load: (query) => import(`./run.ts${query}`),
  soundSeeds: 20,
}

/** What is planted, and what runs a seed on it: loaded under a query of its own. */
export type Planting = {
  planted: readonly Planted[]
  load: (query: string) => Promise<{ runSeed: (seed: number) => Promise<{ wrong: readonly string[] }> }>
  /** In so many seeds nothing may be found where nothing is planted. */
  soundSeeds: number
}

let planted: readonly Planted[] = []

const mark = 'planted'
const none = { name: 'nothing', file: '', from: '', to: '', shows: /./ }

type Found = { name: string; seed: number | undefined; within: number; line: string }

/** What is found within so many seeds is quickly found. */
export const quickly = 30
const lineMax = 120

/** @returns whether each is found within its number of seeds, and nothing where nothing is planted. */
export async function findPlanted(
  isWanted: (one: Planted) => boolean,
  print: (line: string) => void,
  planting: Planting = inSimulation,
): Promise<boolean> {
  planted = planting.planted
  const hooks = registerHooks({ resolve, load })
  try {
    const nothing = await find({ ...none, within: planting.soundSeeds }, planting)
    print(nothing.seed === undefined ? 'nothing: nothing found' : `nothing: ${nothing.line}`)
    const wanted = planted.filter(isWanted)
    if (wanted.length === 0)
      print(`Nothing of this name is planted; there are: ${planted.map(({ name }) => name).join(', ')}`)
    let all = nothing.seed === undefined && wanted.length > 0
    for (const defect of wanted) {
      const { name, seed, within, line } = await find(defect, planting)
      all &&= seed !== undefined
      const when =
        seed === undefined ? `not found within ${within} seeds` : `found with seed ${seed} of ${within}`
      print(`${name}: ${when}  ${line.slice(0, lineMax)}`)
    }
    return all
  } finally {
    hooks.deregister()
  }
}

async function find({ name, within, shows }: Planted, { load: loadRun }: Planting): Promise<Found> {
  // A query of its own makes a module of its own, and of everything that it imports.
  const { runSeed } = await loadRun(`?${mark}=${name}`)
  for (let seed = 1; seed <= within; seed++) {
    const line = (await runSeed(seed)).wrong.find((wrong) => shows.test(wrong))
    if (line !== undefined) return { name, seed, within, line }
  }
  return { name, seed: undefined, within, line: '' }
}

function resolve(
  specifier: string,
  context: Parameters<import('node:module').ResolveHookSync>[1],
  next: Parameters<import('node:module').ResolveHookSync>[2],
) {
  const resolved = next(specifier, context)
  const name = nameIn(context.parentURL ?? '')
  const isOurs = resolved.url.startsWith('file:') && !resolved.url.includes('/node_modules/')
  if (name === null || !isOurs || resolved.url.includes('?')) return resolved
  return { ...resolved, url: `${resolved.url}?${mark}=${name}` }
}

function load(
  url: string,
  context: Parameters<import('node:module').LoadHookSync>[1],
  next: Parameters<import('node:module').LoadHookSync>[2],
) {
  const name = nameIn(url)
  if (name === null) return next(url, context)
  const { pathname } = new URL(url)
  const defect = planted.find((one) => one.name === name && pathname.endsWith(`/${one.file}`))
  const kept = defect ? undefined : stripped.get(pathname)
  if (kept !== undefined) return { format: 'module', source: kept, shortCircuit: true }
  const loaded = next(url, context)
  if (loaded.format !== 'module-typescript') return loaded
  const source = stripTypeScriptTypes(withDefect(String(loaded.source), defect))
  if (!defect) stripped.set(pathname, source)
  return { ...loaded, format: 'module', source }
}

/** Most files are the same whatever is planted. */
const stripped = new Map<string, string>()

function withDefect(source: string, defect: Planted | undefined): string {
  if (!defect) return source
  const pieces = source.split(defect.from)
  if (pieces.length !== 2)
    throw new Error(`${defect.name}: "${defect.from}" stands ${pieces.length - 1} times in ${defect.file}`)
  return pieces.join(defect.to)
}

function nameIn(url: string): string | null {
  return URL.canParse(url) ? new URL(url).searchParams.get(mark) : null
}
