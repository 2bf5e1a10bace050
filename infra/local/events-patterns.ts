import { type Leaf, type Matcher, matcherOf, operators } from './pattern-matchers.ts'

/** EventBridge's pattern language, whole: rules, and the filters of event source mappings. */

export type Pattern = {
  branches: readonly (readonly Step[])[]
  /** Every path, and every beginning of one, that a step reads. */
  read: ReadonlySet<string>
}
type Step = { path: string; matchers: readonly Matcher[] }
type Branch = ReadonlyMap<string, readonly Matcher[]>

/** More combinations of `$or` than this are refused by EventBridge. */
const branchesMax = 1000

/** Throws, saying where and why, for a pattern that EventBridge refuses. */
export function compilePattern(pattern: unknown): Pattern {
  if (!isObject(pattern)) throw new Error('Filter is not an object')
  const branches = parseObject(pattern, '', false, [new Map()])
  if (branches.length > branchesMax) throw new Error(`More than ${branchesMax} combinations of $or`)
  const read = new Set<string>()
  for (const branch of branches)
    for (const path of branch.keys()) {
      for (let end = path.indexOf('.'); end >= 0; end = path.indexOf('.', end + 1))
        read.add(path.slice(0, end))
      read.add(path)
    }
  return {
    branches: branches.map((branch) => [...branch].map(([path, matchers]) => ({ path, matchers }))),
    read,
  }
}

/** Whether one way of choosing the `$or` branches matches. */
export function matches(pattern: Pattern, event: unknown): boolean {
  const fields = new Map<string, Field[]>()
  collect(event, '', new Map(), { fields, read: pattern.read, arrays: 0 })
  return pattern.branches.some((steps) => search(steps, 0, new Map(), fields))
}

function parseObject(object: object, path: string, insideOr: boolean, branches: Branch[]): Branch[] {
  const entries = Object.entries(object)
  if (entries.length === 0) throw new Error(`Empty objects are not allowed${at(path)}`)
  return entries.reduce((before, [name, value]) => {
    if (name === '$or') return parseOr(value, path, before)
    if (insideOr && (operators as readonly string[]).includes(name))
      throw new Error(`${name} cannot be the name of a field inside $or${at(path)}`)
    const inner = path === '' ? name : `${path}.${name}`
    if (Array.isArray(value)) {
      const matchers = parseValues(value, inner)
      return before.map((branch) => new Map([...branch, [inner, matchers]]))
    }
    if (!isObject(value)) throw new Error(`"${inner}" must be an object or an array`)
    return parseObject(value, inner, insideOr, before)
  }, branches)
}

function parseOr(value: unknown, path: string, branches: Branch[]): Branch[] {
  if (!Array.isArray(value)) throw new Error(`$or must be an array${at(path)}`)
  if (value.length < 2) throw new Error(`There must be at least 2 objects in $or${at(path)}`)
  return value.flatMap((choice) => {
    if (!isObject(choice)) throw new Error(`Only objects are allowed in $or${at(path)}`)
    return parseObject(choice, path, true, branches)
  })
}

function parseValues(values: readonly unknown[], path: string): Matcher[] {
  if (values.length === 0) throw new Error(`Empty arrays are not allowed${at(path)}`)
  return values.map((value) => {
    try {
      return matcherOf(value)
    } catch (error) {
      throw new Error(`${(error as Error).message}${at(path)}`)
    }
  })
}

const at = (path: string): string => (path === '' ? '' : ` at ${path}`)

/** Which element of which array a value lies in; arrays are numbered as they are met. */
type Place = ReadonlyMap<number, number>
type Field = { value: Leaf; place: Place }
type Collecting = { fields: Map<string, Field[]>; read: ReadonlySet<string>; arrays: number }

/** Flattens an event to its leaves: an empty object or array leaves no trace, as if the field were absent. */
function collect(value: unknown, path: string, place: Place, into: Collecting): void {
  if (Array.isArray(value)) {
    const array = into.arrays++
    value.forEach((item, index) => {
      collect(item, path, new Map([...place, [array, index]]), into)
    })
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value)) {
      const inner = path === '' ? name : `${path}.${name}`
      if (into.read.has(inner)) collect(item, inner, place, into)
    }
  } else if (value !== undefined) {
    const known = into.fields.get(path)
    if (known) known.push({ value: value as Leaf, place })
    else into.fields.set(path, [{ value: value as Leaf, place }])
  }
}

/** Two fields of the same array match together only from the same element of it. */
function search(steps: readonly Step[], index: number, place: Place, fields: Map<string, Field[]>): boolean {
  const step = steps[index]
  if (!step) return true
  const found = fields.get(step.path)
  if (!found) return step.matchers.includes('absent') && search(steps, index + 1, place, fields)
  return found.some(
    (field) =>
      step.matchers.some((matcher) => matcher !== 'absent' && matcher(field.value)) &&
      agree(place, field.place) &&
      search(steps, index + 1, new Map([...place, ...field.place]), fields),
  )
}

function agree(one: Place, other: Place): boolean {
  for (const [array, index] of other) if ((one.get(array) ?? index) !== index) return false
  return true
}

const isObject = (value: unknown): value is object =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
