import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  consistencyNodes,
  emptyFrontier,
  extended,
  inclusionNodes,
  leafHash,
  type Node,
  rootOver,
  rootsOf,
  verifyConsistency,
  verifyInclusion,
} from '../../events/merkle.ts'

const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex')
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))

/** The leaves of Certificate Transparency's own tests (google/certificate-transparency, merkle_tree_test). */
const known = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const knownRoots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

/** The definition of RFC 6962 §2.1, word for word. */
const sha = (...parts: Uint8Array[]) =>
  new Uint8Array(createHash('sha256').update(Buffer.concat(parts)).digest())
const splitOf = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1)
function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves
  if (!only) return sha()
  if (leaves.length === 1) return sha(Uint8Array.of(0), only)
  const k = splitOf(leaves.length)
  return sha(Uint8Array.of(1), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)))
}
function naivePath(m: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return []
  const k = splitOf(leaves.length)
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))]
}
function naiveProof(m: number, leaves: readonly Uint8Array[], whole = true): Uint8Array[] {
  if (m === leaves.length) return whole ? [] : [naiveRoot(leaves)]
  const k = splitOf(leaves.length)
  return m <= k
    ? [...naiveProof(m, leaves.slice(0, k), whole), naiveRoot(leaves.slice(k))]
    : [...naiveProof(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))]
}

const sizeMax = 70
const leaves = Array.from({ length: sizeMax }, (_, n) => new Uint8Array(Buffer.from(`leaf ${n}`)))
const { made } = extended(emptyFrontier, leaves.map(leafHash))
const hashes = new Map(made.map(({ level, index, hash }) => [`${level}/${index}`, hash]))
const hashed = (paths: readonly (readonly Node[])[]) =>
  paths.map((nodes) =>
    rootOver(nodes.map(({ level, index }) => hashes.get(`${level}/${index}`) as Uint8Array)),
  )
const treeOf = (size: number) => ({ size, root: naiveRoot(leaves.slice(0, size)) })

describe('roots', () => {
  it('are those of the known tree', () => {
    const roots = known.map((_, n) =>
      rootOver(
        extended(
          emptyFrontier,
          known
            .slice(0, n + 1)
            .map(bytes)
            .map(leafHash),
        ).frontier.hashes,
      ),
    )
    expect(roots.map(hex)).toStrictEqual(knownRoots)
    expect(hex(rootOver([]))).toBe(hex(sha()))
  })

  it('of any size are as defined, whether leaves come alone or in any groups', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 6 }), (groups) => {
        let frontier = emptyFrontier
        for (const count of groups) {
          const more = leaves.slice(frontier.size, frontier.size + count)
          frontier = extended(frontier, more.map(leafHash)).frontier
          expect(hex(rootOver(frontier.hashes))).toBe(hex(naiveRoot(leaves.slice(0, frontier.size))))
          expect(frontier.hashes).toHaveLength(rootsOf(frontier.size))
        }
      }),
    ))
})

describe('proofs', () => {
  it('of inclusion are as defined for every leaf of every size, and hold', () => {
    for (let size = 1; size <= sizeMax; size++) {
      for (let index = 0; index < size; index++) {
        const path = hashed(inclusionNodes(index, size))
        expect(path.map(hex)).toStrictEqual(naivePath(index, leaves.slice(0, size)).map(hex))
        const leaf = leafHash(leaves[index] as Uint8Array)
        expect(verifyInclusion(leaf, index, path, treeOf(size)), `${index} of ${size}`).toBe(true)
      }
    }
  })

  it('of consistency are as defined for every two sizes, and hold', () => {
    for (let size = 1; size <= sizeMax; size++) {
      for (let from = 1; from <= size; from++) {
        const path = hashed(consistencyNodes(from, size))
        expect(path.map(hex)).toStrictEqual(naiveProof(from, leaves.slice(0, size)).map(hex))
        expect(verifyConsistency(treeOf(from), treeOf(size), path), `${from} in ${size}`).toBe(true)
      }
    }
  })

  it('are not made of trees that are not there', () => {
    expect(() => inclusionNodes(3, 3)).toThrow(RangeError)
    expect(() => inclusionNodes(-1, 3)).toThrow(RangeError)
    expect(() => consistencyNodes(0, 3)).toThrow(RangeError)
    expect(() => consistencyNodes(4, 3)).toThrow(RangeError)
    expect(() => consistencyNodes(1.5, 3)).toThrow(RangeError)
  })

  it('of another tree, size or shape do not hold', () => {
    const path = hashed(inclusionNodes(4, 7))
    const leaf = leafHash(leaves[4] as Uint8Array)
    expect(verifyInclusion(leaf, 4, path, treeOf(8))).toBe(false)
    expect(verifyInclusion(leaf, 4, path, { size: 0, root: treeOf(7).root })).toBe(false)
    expect(verifyInclusion(leaf, Number.NaN, path, treeOf(7))).toBe(false)
    expect(verifyInclusion(leaf.slice(1), 4, path, treeOf(7))).toBe(false)
    expect(verifyInclusion(leaf, 4, [...path, leaf], treeOf(7))).toBe(false)
    const between = hashed(consistencyNodes(3, 7))
    expect(verifyConsistency(treeOf(3), treeOf(8), between)).toBe(false)
    expect(verifyConsistency(treeOf(7), treeOf(3), between)).toBe(false)
    expect(verifyConsistency(treeOf(3), treeOf(7), [])).toBe(false)
    expect(verifyConsistency(treeOf(3), treeOf(3), between)).toBe(false)
    expect(verifyConsistency({ ...treeOf(3), size: 0 }, treeOf(7), between)).toBe(false)
  })
})
