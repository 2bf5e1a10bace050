import { closest } from 'fastest-levenshtein'
import type * as z from 'zod'

type Issue = z.core.$ZodIssue

/** Keys by where they stand; a rule's own keys stand two deep in `fields`. */
const keysOfFile = ['type', 'id', 'subject', 'encoding', 'delimiter', 'skip', 'each', 'marking', 'grading']
const keysOfMapping = [...keysOfFile, 'sources', 'lang', 'occurred', 'fields']
const keysOfRule = [
  'column',
  'pad',
  'first',
  'map',
  'skip',
  'default',
  'date',
  'number',
  'code',
  'list',
  'month',
  'constant',
  'template',
]
const keysOfNumber = ['decimal', 'thousands', 'times', 'as']

/** What is wrong with a mapping, in its own words: where, and what. */
export function faultsOf(issue: Issue, above: readonly PropertyKey[] = []): string[] {
  const path = [...above, ...issue.path]
  const where = path.join(' ') || '(file)'
  if (issue.code === 'invalid_union' && path[0] === 'fields' && path.length === 2) {
    return issue.errors[branchOf(issue.input)]?.flatMap((inner) => faultsOf(inner, path)) ?? []
  }
  if (issue.code === 'unrecognized_keys') {
    const known = path[0] !== 'fields' ? keysOf(path) : path.length > 2 ? keysOfNumber : keysOfRule
    return issue.keys.map((key) => `${where}: no such key "${key}" (nearest: "${closest(key, known)}")`)
  }
  if (issue.input === undefined && issue.code !== 'custom') {
    return [`${where}: required`]
  }
  return [`${where}: ${issue.message}`]
}

const keysOf = (path: readonly PropertyKey[]): string[] =>
  path[0] === 'occurred' ? ['column', 'date'] : keysOfMapping

/** The kind of rule that was meant: constant and template say so, anything else reads a column. */
const branchOf = (rule: unknown): number =>
  typeof rule !== 'object' || rule === null ? 2 : 'constant' in rule ? 0 : 'template' in rule ? 1 : 2
