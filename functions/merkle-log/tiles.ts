/**
 * Where the hash of a node is kept: those of leaves and of narrow subtrees in the tile of 64 leaves that they belong
 * to, wider ones in a row each. A tile holds leaf hashes alone; what is between is computed from them.
 */
import { emptyFrontier, extended, type Node, rootOver } from '../../events/merkle.ts'
import { LogDamaged, tileLeaves, tileLevel } from './merkle-log.ts'

export const tileKey = (index: number): string => `tile/${index}`
export const nodeKey = ({ level, index }: Node): string => `node/${level}/${index}`

export const rowKey = (node: Node): string =>
  node.level < tileLevel ? tileKey(Math.floor(node.index / 2 ** (tileLevel - node.level))) : nodeKey(node)

/** @param rowsOf bytes by key: 32 of a node, 64 times 32 of a tile. Throws `LogDamaged` where a row is missing. */
export async function nodesFrom(
  nodes: readonly Node[],
  rowsOf: (keys: readonly string[]) => Promise<ReadonlyMap<string, Uint8Array>>,
): Promise<readonly Uint8Array[]> {
  const rows = await rowsOf([...new Set(nodes.map(rowKey))])
  return nodes.map((node) => {
    const bytes = rows.get(rowKey(node))
    if (!bytes) throw new LogDamaged(`the log has no row ${rowKey(node)}`)
    return node.level < tileLevel ? withinTile(bytes, node) : bytes
  })
}

function withinTile(tile: Uint8Array, { level, index }: Node): Uint8Array {
  const count = 2 ** level
  const start = (index * count) % tileLeaves
  const leaves = Array.from({ length: count }, (_, n) =>
    tile.subarray((start + n) * 32, (start + n + 1) * 32),
  )
  return new Uint8Array(rootOver(extended(emptyFrontier, leaves).frontier.hashes))
}
