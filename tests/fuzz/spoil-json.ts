import type { Random } from '../simulation/random.ts'
import { spoilText } from './spoil-text.ts'

/** One mistake in a JSON document, somewhere; and mistakes that only its text can have. */

type Path = readonly string[]
type Branch = Record<string, unknown>

const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (!isBranch(value)) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))]
}

const nested = (depth: number, open: '[' | '{'): unknown => {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = open === '[' ? [value] : { a: value }
  return value
}

const odd = [null, true, 0, -1, 1.5, 3e9, 1e308, '', 'x', [], {}, [[]], [null], { en: 1 }, { from: [] }]
const oddKeys = ['', 'x', 'constructor', 'toString', 'hash', 'eventId', 'tlp', 'Type', '\u200bid', 'a.b', '/']

/** The document with one part changed; the one given stays as it is. */
export function spoilJson(document: unknown, random: Random): unknown {
  const path = random.pick(pathsIn(document))
  return changed(document, path, random)
}

function changed(value: unknown, [key, ...rest]: Path, random: Random): unknown {
  if (key === undefined) return spoilPart(value, random)
  const copy = (Array.isArray(value) ? [...value] : { ...(value as Branch) }) as Branch
  if (rest.length === 0 && random.chance(0.3)) {
    return random.pick([
      () => without(copy, key),
      () => ({
        ...without(copy, key),
        [random.pick([key.toUpperCase(), `${key}s`, key.slice(1)])]: copy[key],
      }),
      () => ({ ...copy, [random.pick(oddKeys)]: copy[key] }),
      () => ({ ...copy, [key]: random.pick(Object.values(copy)) }),
    ])()
  }
  copy[key] = changed(copy[key], rest, random)
  return copy
}

const without = (branch: Branch, key: string): Branch =>
  Object.fromEntries(Object.entries(branch).filter(([name]) => name !== key))

function spoilPart(value: unknown, random: Random): unknown {
  if (typeof value === 'string' && random.chance(0.7)) return spoilText(value, random)
  return random.pick([
    () => random.pick(odd),
    () => [value],
    () => Array.from({ length: random.pick([2, 51, 101, 1_001]) }, () => value),
    () => ({ value }),
    // What was spoiled before may have no `toString` of its own any more.
    () => (typeof value === 'object' ? JSON.stringify(value) : String(value)),
    () => nested(random.pick([3, 12, 17, 40]), random.pick(['[', '{'] as const)),
    () => Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`k${n}`, n])),
    () => literal(random.pick(['1e400', '-0', '1e-400', '1.0', '0x1', 'NaN', '01', `0.${'1'.repeat(300)}`])),
  ])()
}

/** What JSON cannot hold as a value is written as a mark, and put into the text as it is. */
const literal = (text: string): string => `\u241f${text}\u241f`

export const textOf = (value: unknown): string =>
  (JSON.stringify(value) ?? '').replaceAll(/"\u241f([^"]*)\u241f"/g, '$1')

/** Mistakes of the writer of the JSON, not of its content. */
export function spoilDocument(text: string, random: Random): string {
  const at = random.below(text.length)
  return random.pick([
    () => text.slice(0, at),
    () => text + random.pick(['{}', ',', '\0', ' ', '\ufeff', ']']),
    () => random.pick(['\ufeff', ' ', '[', '/**/', ")]}',\n", '\u241f']) + text,
    () => text.replace(/"(\w+)":/, '"$1":1,"$1":'),
    () => text.replace(/"type":/, '"t\\u0079pe":1,"type":'),
    () => text.replace('{', '{"__proto__":{"scope":"x"},'),
    () =>
      text.slice(0, at) +
      random.pick(['\u0001', '\\u0000', '\\ud800', '"', '}', ',', '\\', "'"]) +
      text.slice(at),
    () => text.replaceAll('"', "'"),
    () => text.slice(0, at) + text.slice(at + 1),
  ])()
}

/** Bytes flipped or put in: seldom UTF-8 any more. */
export function spoilBytes(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1)
  const odd = random.pick([
    [0xff],
    [0xc0, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0x00],
    [0x1b],
  ])
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(odd), bytes.subarray(at + random.below(2))])
}
