/**
 * The Merkle tree of RFC 6962 §2.1: hashes, roots, proofs and their verification (RFC 9162 §2.1.3.2, §2.1.4.2).
 * Hashes are 32 bytes, sizes and indexes whole numbers below 2^53. Which nodes a proof needs is told apart from
 * their hashes, so that a store can be asked for all of them at once. Pure.
 */
import { createHash } from 'node:crypto'

/** Root of a perfect subtree: 2^level leaves, the `index`-th such group from the left. */
export type Node = { level: number; index: number }

/** What is known of a tree of `size` leaves when only the roots of its perfect subtrees are kept, widest first. */
export type Frontier = { size: number; hashes: readonly Uint8Array[] }

export type MadeNode = Node & { hash: Uint8Array }

const sha256 = (...parts: Uint8Array[]): Uint8Array => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}
const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)
export const hashBytes = 32

export const leafHash = (leaf: Uint8Array): Uint8Array => sha256(leafPrefix, leaf)
const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(nodePrefix, left, right)

export const emptyFrontier: Frontier = { size: 0, hashes: [] }

/** The same tree with more leaves (given by their hashes), and every node that they complete, leaves included. */
export function extended(
  { size, hashes }: Frontier,
  leafHashes: readonly Uint8Array[],
): { frontier: Frontier; made: readonly MadeNode[] } {
  const roots = [...hashes]
  const made: MadeNode[] = []
  leafHashes.forEach((leaf, offset) => {
    let hash = leaf
    let level = 0
    let index = size + offset
    made.push({ level, index, hash })
    for (; index % 2 === 1; level++) {
      hash = nodeHash(roots.pop() as Uint8Array, hash)
      index = (index - 1) / 2
      made.push({ level: level + 1, index, hash })
    }
    roots.push(hash)
  })
  return { frontier: { size: size + leafHashes.length, hashes: roots }, made }
}

/** Of neighbouring perfect subtrees, widest first: the hash of what they cover together. Of none: the empty tree's. */
export function rootOver(hashes: readonly Uint8Array[]): Uint8Array {
  const [last, ...before] = hashes.toReversed()
  return before.reduce((root, left) => nodeHash(left, root), last ?? sha256())
}

/** The roots of a frontier of this size, widest first; `rootOver` their hashes is the root of the tree. */
export const rootNodes = (size: number): readonly Node[] => subtreesOf(0, size)

/** How many roots a frontier of this size has. */
export const rootsOf = (size: number): number => rootNodes(size).length

/** What an inclusion proof consists of, from the leaf up: each hash is `rootOver` the nodes named for it. */
export function inclusionNodes(index: number, size: number): readonly (readonly Node[])[] {
  if (!isCount(size) || !isCount(index) || index >= size) throw new RangeError('no such leaf')
  const path: Node[][] = []
  let [first, end] = [0, size]
  while (end - first > 1) {
    const middle = first + splitOf(end - first)
    const isLeft = index < middle
    path.unshift(isLeft ? subtreesOf(middle, end) : subtreesOf(first, middle))
    ;[first, end] = isLeft ? [first, middle] : [middle, end]
  }
  return path
}

/** The same for the proof that the tree of `from` leaves is the beginning of the tree of `size`. */
export function consistencyNodes(from: number, size: number): readonly (readonly Node[])[] {
  if (!isCount(size) || !isCount(from) || from < 1 || from > size) throw new RangeError('no such trees')
  const path: Node[][] = []
  let [first, end] = [0, size]
  while (end > from) {
    const middle = first + splitOf(end - first)
    const isLeft = from <= middle
    path.unshift(isLeft ? subtreesOf(middle, end) : subtreesOf(first, middle))
    ;[first, end] = isLeft ? [first, middle] : [middle, end]
  }
  return first === 0 ? path : [subtreesOf(first, end), ...path]
}

/** RFC 9162 §2.1.3.2. The size is only as true as where it comes from: take it from a signed checkpoint. */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  path: readonly Uint8Array[],
  { size, root }: { size: number; root: Uint8Array },
): boolean {
  if (!isCount(size) || !isCount(index) || index >= size) return false
  if (![leaf, root, ...path].every(isHash)) return false
  let [fn, sn, hash] = [index, size - 1, leaf]
  for (const sibling of path) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      hash = nodeHash(sibling, hash)
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else hash = nodeHash(hash, sibling)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && isSame(hash, root)
}

type Tree = { size: number; root: Uint8Array }

/** RFC 9162 §2.1.4.2. Of two trees of one size: no path, one root. Nothing is said of the empty tree. */
export function verifyConsistency(older: Tree, newer: Tree, path: readonly Uint8Array[]): boolean {
  if (!isCount(older.size) || !isCount(newer.size) || older.size < 1 || older.size > newer.size) return false
  if (![older.root, newer.root, ...path].every(isHash)) return false
  if (older.size === newer.size) return path.length === 0 && isSame(older.root, newer.root)
  if (path.length === 0) return false
  const [start, ...rest] = splitOf(older.size + 1) === older.size ? [older.root, ...path] : path
  let [fn, sn] = [older.size - 1, newer.size - 1]
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)]
  let [was, is] = [start as Uint8Array, start as Uint8Array]
  for (const sibling of rest) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      was = nodeHash(sibling, was)
      is = nodeHash(sibling, is)
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else is = nodeHash(is, sibling)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && isSame(was, older.root) && isSame(is, newer.root)
}

/** The perfect subtrees that cover the leaves from `first` to before `end`, where `first` starts a subtree that wide. */
function subtreesOf(first: number, end: number): Node[] {
  const nodes: Node[] = []
  for (let start = first; start < end; ) {
    const width = splitOf(end - start + 1)
    nodes.push({ level: Math.log2(width), index: start / width })
    start += width
  }
  return nodes
}

/** The largest power of two below `count`, which is at least 2. */
function splitOf(count: number): number {
  let width = 1
  while (width * 2 < count) width *= 2
  return width
}

const isOdd = (n: number): boolean => n % 2 === 1
const half = (n: number): number => Math.floor(n / 2)
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0
const isHash = (hash: Uint8Array): boolean => hash.length === hashBytes
const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
