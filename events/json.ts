/** JSON as partners send it: strict bytes, one meaning, bounded depth. What passes here means the same to every reader. */
import { createScanner } from 'jsonc-parser/lib/esm/impl/scanner.js'

export type ParsedJson = { ok: true; value: unknown } | { ok: false; detail: string }

/** Objects and arrays inside one another, counted from the outermost. */
export const depthMax = 16

// Kinds of token as jsonc-parser numbers them; its enum exists only at compile time.
const openBrace = 1
const closeBrace = 2
const openBracket = 3
const closeBracket = 4
const comma = 5
const stringLiteral = 10
const numericLiteral = 11
const endOfText = 17

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const refused = (detail: string): ParsedJson => ({ ok: false, detail })

/**
 * Refuses what two readers could read differently (duplicate keys in any spelling, `__proto__`, a byte order
 * mark, bytes that are not UTF-8, text after the value, numbers that doubles take for zero) and what is nested deeper
 * than 16.
 */
export function parseJson(bytes: Uint8Array): ParsedJson {
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    return refused('is not valid UTF-8')
  }
  if (text.startsWith('\uFEFF')) return refused('must not start with a byte order mark')
  const ambiguous = ambiguityIn(text)
  if (ambiguous !== undefined) return refused(ambiguous)
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return refused('is not valid JSON')
  }
}

/** Reads tokens without recursion: depth is bounded before anything recursive sees the text. */
function ambiguityIn(text: string): string | undefined {
  const scanner = createScanner(text, true)
  /** One entry per open value: the keys seen so far in an object, undefined for an array. */
  const open: (Set<string> | undefined)[] = []
  let keyNext = false
  for (let token = scanner.scan(); token !== endOfText; token = scanner.scan()) {
    const kind: number = token
    if (kind === openBrace || kind === openBracket) {
      open.push(kind === openBrace ? new Set() : undefined)
      if (open.length > depthMax) return `is nested deeper than ${depthMax}`
      keyNext = kind === openBrace
    } else if (kind === closeBrace || kind === closeBracket) {
      open.pop()
      keyNext = false
    } else if (kind === comma) {
      keyNext = open.at(-1) !== undefined
    } else if (kind === stringLiteral && keyNext) {
      keyNext = false
      const key = scanner.getTokenValue()
      if (key === '__proto__') return 'has a key that is not allowed'
      const keys = open.at(-1)
      if (keys?.has(key)) return 'has the same key twice in one object'
      keys?.add(key)
    } else if (kind === numericLiteral && vanishes(scanner.getTokenValue())) {
      return 'has a number too close to zero to be kept'
    }
  }
  return undefined
}

/** `1e-400` is zero to us and a quantity to whoever counts in decimals. What is too large fails the schemas, as infinite. */
const vanishes = (literal: string): boolean => Number(literal) === 0 && /^[^eE]*[1-9]/.test(literal)
