/**
 * The checker checked: defects put into the product on purpose, one at a time, by replacing a piece of its source as
 * it is loaded. Nothing in the product knows of it; a piece that no longer stands there is an error.
 */
import { registerHooks } from 'node:module'
import { plantedInDelivery } from './planted-in-delivery.ts'
import { type Planted, plantedInRecording } from './planted-in-recording.ts'

const planted: readonly Planted[] = [...plantedInRecording, ...plantedInDelivery]

const mark = 'planted'
/** Nothing planted: what is found then is no finding. */
const none: Planted = { name: 'nothing', file: '', from: '', to: '', within: 60, shows: /./ }

export type Found = { name: string; seed: number | undefined; within: number; line: string }

/** @returns whether each is found within its number of seeds, and nothing where nothing is planted. */
export async function findPlanted(
  print: (line: string) => void,
  names?: readonly string[],
): Promise<boolean> {
  const wanted = planted.filter(({ name }) => names === undefined || names.includes(name))
  const hooks = registerHooks({ resolve, load })
  try {
    const nothing = await find(none)
    print(nothing.seed === undefined ? 'nothing: nothing found' : `nothing: ${nothing.line}`)
    let all = nothing.seed === undefined
    for (const defect of wanted) {
      const { name, seed, within, line } = await find(defect)
      all &&= seed !== undefined
      print(`${name}: ${seed === undefined ? `not found within ${within} seeds` : `seed ${seed}: ${line}`}`)
    }
    return all
  } finally {
    hooks.deregister()
  }
}

async function find({ name, within, shows }: Planted): Promise<Found> {
  // A query of its own makes a module of its own, and of everything that it imports.
  const { runSeed } = (await import(`./run.ts?${mark}=${name}`)) as typeof import('./run.ts')
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
  const loaded = next(url, context)
  const defect = planted.find(({ name }) => name === nameIn(url))
  if (!defect || !new URL(url).pathname.endsWith(`/${defect.file}`)) return loaded
  const source = String(loaded.source)
  const pieces = source.split(defect.from)
  if (pieces.length !== 2)
    throw new Error(`${defect.name}: "${defect.from}" stands ${pieces.length - 1} times in ${defect.file}`)
  return { ...loaded, source: pieces.join(defect.to) }
}

function nameIn(url: string): string | null {
  return URL.canParse(url) ? new URL(url).searchParams.get(mark) : null
}
