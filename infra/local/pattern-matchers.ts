import { addressRange } from './cidr.ts'

/** The match expressions that stand in a pattern's arrays: `"x"`, `7`, `null`, `{ "prefix": "x" }` and so on. */

export type Leaf = string | number | boolean | null
type Test = (value: Leaf) => boolean

/** `absent` holds when the event has no such field; every other matcher needs one. */
export type Matcher = 'absent' | Test

export const operators = [
  'exactly',
  'prefix',
  'suffix',
  'equals-ignore-case',
  'wildcard',
  'anything-but',
  'numeric',
  'exists',
  'cidr',
] as const
type Operator = (typeof operators)[number]

/** Throws, saying why, for what EventBridge refuses. */
export function matcherOf(expression: unknown): Matcher {
  if (expression === null || typeof expression !== 'object') return equalTo(expression as Leaf)
  if (Array.isArray(expression)) throw new Error('Match value must be String, number, true, false, or null')
  const [entry, second] = Object.entries(expression)
  if (!entry) throw new Error('Match expression name not found')
  if (second) throw new Error('Only one key allowed in match expression')
  const [operator, operand] = entry
  if (!operators.includes(operator as Operator)) throw new Error(`Unrecognized match type ${operator}`)
  return operate(operator as Operator, operand)
}

function operate(operator: Operator, operand: unknown): Matcher {
  switch (operator) {
    case 'exists':
      if (typeof operand !== 'boolean') throw new Error('exists match pattern must be either true or false')
      return operand ? () => true : 'absent'
    case 'anything-but':
      return anythingBut(operand)
    case 'numeric':
      return numeric(operand)
    case 'cidr': {
      const inRange = addressRange(text(operator, operand))
      return (value) => typeof value === 'string' && inRange(value)
    }
    case 'exactly':
    case 'prefix':
    case 'suffix':
    case 'equals-ignore-case':
    case 'wildcard':
      return textual(operator, operand)
  }
}

type Textual = 'exactly' | 'prefix' | 'suffix' | 'equals-ignore-case' | 'wildcard'

function textual(operator: Textual, operand: unknown): Test {
  const ignoringCase = operator === 'prefix' || operator === 'suffix' ? insensitive(operand) : undefined
  if (ignoringCase !== undefined) {
    const folded = fold(ignoringCase)
    return onText((value) =>
      operator === 'prefix' ? fold(value).startsWith(folded) : fold(value).endsWith(folded),
    )
  }
  const expected = text(operator, operand)
  switch (operator) {
    case 'exactly':
      return (value) => value === expected
    case 'prefix':
      return onText((value) => value.startsWith(expected))
    case 'suffix':
      return onText((value) => value.endsWith(expected))
    case 'equals-ignore-case': {
      const folded = fold(expected)
      return onText((value) => fold(value) === folded)
    }
    case 'wildcard': {
      const expression = wildcard(expected)
      return onText((value) => expression.test(value))
    }
  }
}

/** The operand of `{ "prefix": { "equals-ignore-case": "x" } }`; undefined for a plain one. */
function insensitive(operand: unknown): string | undefined {
  if (operand === null || typeof operand !== 'object' || Array.isArray(operand)) return undefined
  const [entry, second] = Object.entries(operand)
  if (entry?.[0] !== 'equals-ignore-case' || second)
    throw new Error('Only equals-ignore-case is allowed inside')
  return text('equals-ignore-case', entry[1])
}

/** `*` is any run of characters, `\*` and `\\` are themselves. */
function wildcard(pattern: string): RegExp {
  const parts: string[] = pattern.match(/\\[\\*]|\*|[^\\*]+|\\/g) ?? []
  if (parts.some((part, index) => part === '*' && parts[index + 1] === '*'))
    throw new Error('Consecutive wildcard characters')
  if (parts.includes('\\')) throw new Error('Invalid escape character')
  const literal = (part: string) => (part.startsWith('\\') ? part.slice(1) : part)
  const source = parts.map((part) =>
    part === '*' ? '.*' : literal(part).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'),
  )
  return new RegExp(`^${source.join('')}$`, 's')
}

const innerOperators = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'] as const

function anythingBut(operand: unknown): Test {
  if (operand !== null && typeof operand === 'object' && !Array.isArray(operand)) {
    const [entry, second] = Object.entries(operand)
    if (!entry || second) throw new Error('Only one key allowed inside anything-but')
    const operator = innerOperators.find((each) => each === entry[0])
    if (!operator) throw new Error(`Unsupported anything-but pattern: ${entry[0]}`)
    const values = listOf(entry[1])
    if (values.includes('')) throw new Error(`Empty ${operator} not allowed inside anything-but`)
    return none(values.map((value) => textual(operator, value)))
  }
  const values = listOf(operand)
  const kinds = new Set(values.map((value) => typeof value))
  if (kinds.size > 1) throw new Error('Inside anything-but list, either all values are number or string')
  if (!kinds.has('string') && !kinds.has('number'))
    throw new Error('Inside anything-but, only numbers and strings are allowed')
  return none(values.map((value) => equalTo(value as Leaf)))
}

function listOf(operand: unknown): unknown[] {
  const values = Array.isArray(operand) ? operand : [operand]
  if (values.length === 0) throw new Error('Empty arrays are not allowed')
  return values
}

const comparisons: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
}

/** `["=", 5]`, one bound, or a lower bound followed by an upper one. */
function numeric(operand: unknown): Test {
  if (!Array.isArray(operand)) throw new Error('Value of numeric must be an array')
  if (operand.length !== 2 && operand.length !== 4)
    throw new Error('Wrong number of elements in numeric expression')
  const [first, low, second, high] = operand as [unknown, unknown, unknown, unknown]
  const bounds = operand.length === 4 ? [bound(first, low), bound(second, high)] : [bound(first, low)]
  if (operand.length === 4) {
    if (!String(first).startsWith('>') || !String(second).startsWith('<'))
      throw new Error('A numeric range is a lower bound followed by an upper one')
    if (Number(low) >= Number(high)) throw new Error('Bottom must be less than top')
  }
  return (value) =>
    typeof value === 'number' && Math.abs(value) <= largest && bounds.every((holds) => holds(value))
}

/** EventBridge compares numbers between -5.0e9 and 5.0e9, and no others. */
const largest = 5e9

function bound(operator: unknown, limit: unknown): (value: number) => boolean {
  const compare = Object.hasOwn(comparisons, String(operator)) ? comparisons[String(operator)] : undefined
  if (!compare) throw new Error(`Unrecognized numeric range operator: ${operator}`)
  if (typeof limit !== 'number') throw new Error(`Value of ${operator} must be numeric`)
  if (Math.abs(limit) > largest) throw new Error('Value must be between -5.0e9 and 5.0e9, inclusive')
  return (value) => compare(value, limit)
}

const equalTo =
  (expected: Leaf): Test =>
  (value) =>
    value === expected

const none =
  (tests: readonly Test[]): Test =>
  (value) =>
    !tests.some((test) => test(value))

const onText =
  (test: (value: string) => boolean): Test =>
  (value) =>
    typeof value === 'string' && test(value)

const fold = (value: string): string => value.toLowerCase()

function text(operator: string, operand: unknown): string {
  if (typeof operand !== 'string') throw new Error(`${operator} match pattern must be a string`)
  return operand
}
